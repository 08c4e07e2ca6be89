"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Institution, KeyCompetence, SchoolYear
from kit.once import OnceForm
from provenance.forms import MadeFromForm
from support.enums import (
    Act,
    Addressee,
    Attainment,
    Audience,
    Direction,
    Duration,
    Form,
    Priority,
    Source,
)
from support.models import Goal, Need, Process
from support.states import State


def day(label: Any, **options: Any) -> forms.DateField:
    """A day chosen in the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def lines(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ProcessOpenForm(OnceForm, MadeFromForm):
    """Starting a process."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("School"))
    title = forms.CharField(
        label=_("Theme"), max_length=200, help_text=_("For example: Feedback instead of a bare grade.")
    )
    duration = forms.ChoiceField(label=_("Duration"), choices=Duration.choices)
    starts_on = day(_("First day"))
    ends_on = day(_("Last day"))
    short_because = lines(
        _("Why shorter than seven months"),
        rows=3,
        required=False,
        max_length=1000,
        help_text=_("Only when it lasts less than seven months."),
    )

    project = forms.CharField(
        label=_("Project or programme"),
        max_length=200,
        required=False,
        help_text=_("When the support is part of a project of the county or a programme; it stands on the papers."),
    )
    follows = forms.ModelChoiceField(Process.objects.none(), widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, schools: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["institution"].queryset = schools  # type: ignore[attr-defined]
        closed = Process.objects.filter(institution__in=schools, state=State.CLOSED)
        self.fields["follows"].queryset = closed  # type: ignore[attr-defined]


class SoreNameForm(forms.Form):
    """Assigning a SORE."""

    email = forms.EmailField(label=_("E-mail address of the person"))
    until = day(_("Until"), required=False, help_text=_("Leave empty when no end is set."))


class DiagnosisForm(forms.Form):
    """The diagnosis (template 4.3)."""

    sources = forms.MultipleChoiceField(
        label=_("What it rests on"),
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    context = lines(_("Pupils, teachers, surroundings"), required=False, max_length=5000)
    strengths = lines(_("Strengths of the school"), required=False, max_length=5000)
    causes = lines(_("Causes and barriers"), required=False, max_length=5000)
    workshop_on = day(_("Day of the diagnostic and development workshop"), required=False)
    workshop_record = lines(_("What the workshop agreed"), required=False, max_length=5000)
    area = forms.CharField(label=_("Chosen area"), max_length=200, required=False)
    area_because = lines(_("Why this area"), rows=3, required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NeedForm(OnceForm):
    """One need."""

    text = forms.CharField(label=_("Need"), max_length=500)
    whose = forms.CharField(label=_("Whose need"), max_length=200, required=False)
    evidence = forms.CharField(label=_("How we know"), max_length=500, required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices, initial=Direction.TOWARDS)
    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, initial=Priority.MIDDLE)
    competences = forms.ModelMultipleChoiceField(
        KeyCompetence.objects.filter(is_retired=False),
        label=_("Key competences"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class LogEntryForm(OnceForm):
    """One act, written down in under a minute from a phone."""

    done_on = day(_("Day"))
    hours = forms.DecimalField(label=_("Hours"), min_value=0.5, max_value=24, decimal_places=1, initial=1)
    act = forms.ChoiceField(label=_("What"), choices=Act.choices)
    in_school = forms.BooleanField(label=_("In the school"), required=False, initial=True)
    with_whom = forms.CharField(label=_("With whom"), max_length=200, required=False)
    text = lines(_("Description and agreements"), rows=3, max_length=5000)
    next_step = forms.CharField(label=_("Next step agreed"), max_length=300, required=False)


class QuickEntryForm(LogEntryForm):
    """The same, with the school chosen here: for a phone, also without a connection (D9)."""

    process = forms.ModelChoiceField(label=_("School and theme"), queryset=Process.objects.none(), empty_label=None)
    field_order = ("process",)

    def __init__(self, *args: Any, processes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["process"]
        chosen.queryset = processes
        chosen.label_from_instance = lambda one: f"{one.institution} – {one.title}"
        if self.initial.get("process") is None:
            chosen.empty_label = _("choose the school")


class DifficultyForm(OnceForm):
    """What stands in the way (D17)."""

    seen_on = day(_("Noticed on"))
    text = lines(_("What stands in the way"), rows=3, max_length=2000)
    reaction = lines(_("Reaction: what is done about it"), rows=3, max_length=2000, required=False)


class ReactionForm(forms.Form):
    """What is done about it, and whether it is solved."""

    text = lines(_("What stands in the way"), rows=3, max_length=2000)
    reaction = lines(_("Reaction: what is done about it"), rows=3, max_length=2000, required=False)
    solved_on = day(_("Solved on"), required=False, help_text=_("Leave it empty while it still stands in the way."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ContactForm(OnceForm):
    """A person of the school to turn to."""

    name = forms.CharField(label=_("Name and surname"), max_length=120)
    function = forms.CharField(label=_("Function in the school"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)


class WhyForm(forms.Form):
    """A reason, in words."""

    why = lines(_("Reason"), rows=3, max_length=1000)


class ExtendForm(OnceForm):
    """A later last day, with its reason."""

    until = day(_("New last day"))
    why = lines(_("Why the process lasts longer"), rows=2, max_length=1000)


class BackForm(forms.Form):
    """A return, with its explanation."""

    why = lines(_("Why the process returns"), rows=3, max_length=2000)


class PlanForm(forms.Form):
    """The texts of the yearly support plan (template 4.4)."""

    general_goal = lines(_("General goal"), rows=2, required=False, max_length=2000)
    practice = lines(
        _("Putting into practice"),
        required=False,
        max_length=5000,
        help_text=_("Teachers' tasks between the activities, consultations, observations, open lessons."),
    )
    information = lines(_("Flow of information: who, how, how often"), rows=2, required=False, max_length=3000)
    experts = lines(_("Experts needed"), rows=2, required=False, max_length=3000)
    monitoring = lines(_("Monitoring and rules of changing the plan"), rows=3, required=False, max_length=3000)
    evaluating = lines(_("Way of evaluating"), rows=2, required=False, max_length=3000)
    effects = lines(_("Expected effects for school, teachers and pupils"), rows=3, required=False, max_length=3000)
    costs = lines(_("Costs, if there are any"), rows=2, required=False, max_length=2000)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class GoalForm(OnceForm):
    """A goal: the needs it answers and by what one will know."""

    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(), label=_("Needs it answers"), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("Goal"), max_length=500)
    indicators = lines(_("By what we shall know that it is reached"), rows=2, max_length=2000)

    def __init__(self, *args: Any, process: Process, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["needs"].queryset = Need.objects.filter(diagnosis__process=process)  # type: ignore[attr-defined]


class GoalChangeForm(GoalForm):
    """A goal written anew."""

    once = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActivityForm(OnceForm):
    """A row of the plan's table."""

    goal = forms.ModelChoiceField(Goal.objects.none(), label=_("Goal it serves"))
    form = forms.ChoiceField(label=_("Form"), choices=Form.choices)
    title = forms.CharField(label=_("Topic"), max_length=200)
    content = lines(_("Content"), rows=3, required=False, max_length=3000)
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)
    team = forms.CharField(label=_("Which team or persons"), max_length=200, required=False)
    leader = forms.CharField(label=_("Led by"), max_length=200, required=False)
    hours = forms.DecimalField(label=_("Hours"), min_value=0.5, max_value=200, decimal_places=1)
    planned_on = day(_("Planned day"))
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("Leave empty when it is in the school.")
    )
    responsible = forms.CharField(label=_("Responsible"), max_length=200, required=False)

    def __init__(self, *args: Any, process: Process, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["goal"].queryset = Goal.objects.filter(plan__process=process)  # type: ignore[attr-defined]


class ActivityChangeForm(ActivityForm):
    """A row written anew."""

    once = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)


class PresentForm(forms.Form):
    """The council has heard the plan."""

    presented_on = day(_("Day of the council"))
    protocol = forms.CharField(label=_("Number of the minutes"), max_length=60)


class HoldForm(forms.Form):
    """An activity was held."""

    held_on = day(_("Day it was held"))
    participants = forms.IntegerField(label=_("Participants"), min_value=0, max_value=2000, required=False)
    outcome = lines(_("What came of it"), rows=3, required=False, max_length=3000)


class EvaluationForm(forms.Form):
    """The joint assessment of effects (template 4.8)."""

    practice = lines(_("What was put into practice"), required=False, max_length=10000)
    influence = lines(_("Influence on the school's work in the chosen area"), required=False, max_length=5000)
    conclusions = lines(_("Conclusions"), rows=5, required=False, max_length=10000)
    direction = lines(_("Direction of further work"), rows=3, required=False, max_length=3000)
    none_because = lines(
        _("Why there are no recommendations"),
        rows=2,
        required=False,
        max_length=1000,
        help_text=_("Only when there are none."),
    )
    director_on = day(_("Presented to the director on"), required=False)
    council_on = day(_("Presented to the teaching council on"), required=False)
    protocol = forms.CharField(label=_("Number of the minutes"), max_length=60, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ResultForm(forms.Form):
    """How far a goal was reached."""

    attainment = forms.ChoiceField(label=_("How far it was reached"), choices=Attainment.choices)
    evidence = lines(_("Evidence: how we know"), rows=3, max_length=3000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class RecommendationForm(OnceForm):
    """A recommendation for the next year (template 4.9)."""

    text = forms.CharField(label=_("Recommendation"), max_length=500)
    because = forms.CharField(label=_("The conclusion it comes from"), max_length=500, required=False)
    addressee = forms.ChoiceField(label=_("Whom it is for"), choices=Addressee.choices, initial=Addressee.COUNCIL)
    due_year = forms.ModelChoiceField(SchoolYear.objects.all(), label=_("School year"), required=False)
    sign = forms.CharField(label=_("How we shall know its effect"), max_length=300, required=False)
