"""Words about the way of a network's year: its goal, its steps, its settings, its successor, its next year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.models import SchoolYear
from directory.selectors import school_year_for
from kit import clock
from kit.once import OnceForm
from networks import selectors
from networks.enums import JoinPolicy, Role
from networks.models import Edition, Membership
from networks.states import EditionState


class GoalForm(forms.Form):
    """The goal of the year."""

    goal = forms.CharField(
        label=gettext_lazy("General goal"),
        help_text=gettext_lazy("What the network wants to reach by the end of the school year, in a few sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )


class StepForm(forms.Form):
    """A step of the year, with its reason."""

    state = forms.ChoiceField(choices=EditionState.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Members will read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class SettingsForm(forms.Form):
    """How one joins, how large the network is, how it introduces itself."""

    join_policy = forms.ChoiceField(
        label=gettext_lazy("How one joins"), choices=JoinPolicy.choices, widget=forms.RadioSelect
    )
    question = forms.CharField(
        label=gettext_lazy("Question to those who ask to join"),
        help_text=gettext_lazy("For instance: what do you teach and what do you look for here? Empty: no question."),
        max_length=300,
        required=False,
    )
    target_size = forms.IntegerField(
        label=gettext_lazy("For how many people it is meant"),
        help_text=gettext_lazy("About twenty is customary. It only warns, it stops nobody."),
        min_value=2,
        max_value=500,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places at most"),
        help_text=gettext_lazy(
            "The coordinator takes one of them; whoever comes later waits in line. Empty: no limit."
        ),
        min_value=2,
        max_value=2000,
        required=False,
    )
    summary = forms.CharField(
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy("What the network is about; shown on its card and public page."),
        max_length=300,
        required=False,
    )
    description = forms.CharField(
        label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 6}), max_length=5000, required=False
    )


class PersonChoice(forms.ModelChoiceField):
    """A choice among people of a network; somebody from outside is refused in words."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "A network is handed over to a person who belongs to it. Invite the person first."
        ),
        "required": gettext_lazy("Choose a person."),
    }

    def label_from_instance(self, held: Membership) -> str:
        """The name, with the role of a deputy."""
        name = held.user.get_full_name()
        return f"{name} ({held.get_role_display()})" if held.role == Role.DEPUTY else name


class NominationForm(forms.Form):
    """Who could coordinate next, and why."""

    candidate = PersonChoice(
        Membership.objects.none(), label=gettext_lazy("Candidate"), empty_label=gettext_lazy("choose a person")
    )
    words = forms.CharField(
        label=gettext_lazy("Why this person"),
        help_text=gettext_lazy("You may leave it empty. The candidate will read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        # It stands beside the form of the handover, which has words of its own.
        super().__init__(*args, **({"auto_id": "nominate_%s"} | options))
        self.fields["candidate"].queryset = selectors.possible_successors(edition)


class HandoverForm(OnceForm):
    """Who is asked to take the network over."""

    successor = PersonChoice(
        Membership.objects.none(), label=gettext_lazy("Successor"), empty_label=gettext_lazy("choose a person")
    )
    words = forms.CharField(
        label=gettext_lazy("A few words to the successor"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].queryset = selectors.possible_successors(edition)


class AnswerForm(forms.Form):
    """Words with a refusal to take a network over."""

    answer = forms.CharField(
        label=gettext_lazy("A few words to who asked"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )


CARRY, ASK, LEAVE = "carry", "ask", "leave"


class RenewForm(OnceForm):
    """The next year of a network: who goes on, who is asked, with what goal and recommendations."""

    school_year = forms.ModelChoiceField(SchoolYear.objects.none(), label=gettext_lazy("School year"), empty_label=None)
    goal = forms.CharField(
        label=gettext_lazy("Goal of the new year"),
        help_text=gettext_lazy("It can be written later, once the needs are known."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    recommendations = forms.CharField(
        label=gettext_lazy("Recommendations for the new year"),
        help_text=gettext_lazy("Taken from the conclusions of the accepted report; they stand on the start page."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        required=False,
    )

    def __init__(self, *args: Any, edition: Edition, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people
        after = edition.school_year.ends_on.replace(month=9, day=1)
        offered = {school_year_for(after).pk}
        present = school_year_for(clock.today())
        if present.starts_on > edition.school_year.starts_on:
            offered.add(present.pk)
        self.fields["school_year"].queryset = SchoolYear.objects.filter(pk__in=offered).order_by("starts_on")
        for held in people:
            if held.role != Role.COORDINATOR:
                self.fields[f"person_{held.pk}"] = forms.ChoiceField(
                    label=held.user.get_full_name(),
                    choices=[
                        (CARRY, pgettext_lazy("into the next year", "goes on")),
                        (ASK, pgettext_lazy("into the next year", "is asked")),
                        (LEAVE, pgettext_lazy("into the next year", "ends")),
                    ],
                    initial=CARRY,
                    widget=forms.RadioSelect,
                )

    @property
    def people_fields(self) -> list[Any]:
        """(membership, its field; nothing for coordinators) in the order of the list."""
        named = {name: self[name] for name in self.fields}
        return [(held, named.get(f"person_{held.pk}")) for held in self.people]

    @property
    def own_fields(self) -> list[Any]:
        """The fields that are not about people."""
        return [self[name] for name in ("school_year", "goal", "recommendations")]

    def chosen(self, answer: str) -> set[int]:
        """Numbers of the memberships with this answer."""
        return {held.pk for held in self.people if self.cleaned_data.get(f"person_{held.pk}") == answer}

    def clean(self) -> dict[str, Any]:
        """Say once for all people when an answer is missing."""
        good = super().clean() or {}
        missing = [name for name in self.errors if name.startswith("person_")]
        if missing:
            self.add_error(None, _("Say of every person whether they go on."))
        return good
