"""Words with which the county opens networks and appoints their coordinators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import Audience
from directory.models import County, SchoolYear, Subject
from directory.selectors import current_school_year, school_year_for
from kit import clock
from kit.once import OnceForm
from networks import selectors
from networks.enums import JoinPolicy, Kind
from networks.models import TARGET_SIZE
from networks.states import EditionState


class CoordinatorFields(forms.Form):
    """Choosing a person by address or name; when several have the name, they are offered."""

    coordinator = forms.CharField(
        label=gettext_lazy("Coordinator: e-mail or name"),
        help_text=gettext_lazy("The person needs an account on the platform."),
        max_length=200,
    )
    choice = forms.ChoiceField(label=gettext_lazy("Which person?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = self.data.get("coordinator", "").strip() if self.is_bound else ""
        self.found = selectors.people_named(words) if words else []
        if len(self.found) > 1:
            self.fields["choice"].choices = [(str(person.pk), _person_words(person)) for person in self.found]
        else:
            del self.fields["choice"]

    def clean(self) -> dict[str, Any]:
        """Put the one person meant into `person`."""
        good = super().clean() or {}
        if "coordinator" not in good:
            return good
        chosen = good.get("choice")
        people = [one for one in self.found if str(one.pk) == chosen] if chosen else self.found
        if len(people) == 1:
            good["person"] = people[0]
        elif not people:
            self.add_error(
                "coordinator",
                _("Nobody with this address or name has an account. Check the spelling or ask the person to sign up."),
            )
        else:
            self.add_error("choice", _("Several people have this name. Choose one."))
        return good


def _person_words(person: Any) -> str:
    profile = getattr(person, "profile", None)
    school = str(profile.institution) if profile and profile.institution else person.email
    return f"{person.get_full_name()} – {school}"


class OpenNetworkForm(CoordinatorFields, OnceForm):
    """A new network of a county."""

    title = forms.CharField(label=gettext_lazy("Name of the network"), max_length=160)
    summary = forms.CharField(
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy("What the network is about; shown on its card and public page."),
        max_length=300,
        required=False,
    )
    county = forms.ModelChoiceField(County.objects.none(), label=gettext_lazy("County"), empty_label=None)
    school_year = forms.ModelChoiceField(SchoolYear.objects.none(), label=gettext_lazy("School year"), empty_label=None)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Kind.choices, initial=Kind.ISSUE, widget=forms.RadioSelect
    )
    audience = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    subjects = forms.ModelMultipleChoiceField(
        Subject.objects.filter(is_retired=False), label=gettext_lazy("Subjects"), required=False
    )
    join_policy = forms.ChoiceField(
        label=gettext_lazy("How one joins"),
        choices=JoinPolicy.choices,
        initial=JoinPolicy.REQUEST,
        widget=forms.RadioSelect,
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
        initial=TARGET_SIZE,
        required=False,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places at most"),
        help_text=gettext_lazy(
            "The coordinator takes one of them; whoever comes later waits in line. Empty: no limit."
        ),
        min_value=2,
        max_value=2000,
        initial=TARGET_SIZE,
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("How it begins"),
        choices=[
            (EditionState.ACTIVE, gettext_lazy("at work at once")),
            (EditionState.RECRUITING, gettext_lazy("with recruitment")),
            (EditionState.DRAFT, gettext_lazy("as a draft, seen by its coordinator and the county")),
        ],
        initial=EditionState.ACTIVE,
        widget=forms.RadioSelect,
        required=False,
    )
    goal = forms.CharField(
        label=gettext_lazy("General goal"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
    field_order = (
        "title", "summary", "county", "school_year", "kind", "audience", "subjects", "coordinator", "choice",
        "state", "join_policy", "question", "target_size", "capacity", "goal",
    )  # fmt: skip

    def __init__(self, *args: Any, counties: list[County], **options: Any) -> None:
        super().__init__(*args, **options)
        this_year = current_school_year()
        next_year = school_year_for(this_year.ends_on.replace(month=9, day=1))
        self.fields["county"].queryset = County.objects.filter(pk__in=[county.pk for county in counties])
        self.fields["county"].initial = counties[0].pk if counties else None
        self.fields["school_year"].queryset = SchoolYear.objects.filter(pk__in=[this_year.pk, next_year.pk])
        # Through the summer the coming year is opened; the present one has its networks already.
        summer = clock.today() >= this_year.ends_on.replace(month=6, day=1)
        self.fields["school_year"].initial = (next_year if summer else this_year).pk

    def clean_state(self) -> str:
        """At work at once, where nothing else is chosen."""
        return self.cleaned_data["state"] or EditionState.ACTIVE

    def clean_target_size(self) -> int:
        """Twenty, where nothing else is given."""
        return self.cleaned_data["target_size"] or TARGET_SIZE


class AppointForm(CoordinatorFields):
    """Who coordinates the network from now on."""

    keep_present = forms.TypedChoiceField(
        label=gettext_lazy("The present coordinator"),
        choices=[
            ("", gettext_lazy("becomes a member of the network")),
            ("yes", gettext_lazy("stays as a second coordinator")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ("coordinator", "choice", "keep_present")
