"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Institution, KeyCompetence
from kit.once import OnceForm
from provenance.forms import MadeFromForm
from support.enums import Act, Direction, Duration, Priority, Source


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

    def __init__(self, *args: Any, schools: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["institution"].queryset = schools  # type: ignore[attr-defined]


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


class StageRecordForm(forms.Form):
    """What a stage settled."""

    words = lines(_("What was settled"), rows=8, required=False, max_length=10000)
    recommendations = lines(_("Recommendations for the next school year"), required=False, max_length=5000)
    director_on = day(_("Agreed with the director on"), required=False)
    council_on = day(_("Presented to the teaching council on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class LogEntryForm(OnceForm):
    """One act, written down in under a minute from a phone."""

    done_on = day(_("Day"))
    hours = forms.DecimalField(label=_("Hours"), min_value=0.5, max_value=24, decimal_places=1, initial=1)
    act = forms.ChoiceField(label=_("What"), choices=Act.choices)
    in_school = forms.BooleanField(label=_("In the school"), required=False, initial=True)
    with_whom = forms.CharField(label=_("With whom"), max_length=200, required=False)
    text = lines(_("Description and agreements"), rows=3, max_length=5000)
