"""Words of people into values; nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import Audience
from directory.models import County, SchoolYear, Subject
from directory.selectors import current_school_year, school_year_for
from kit.once import OnceForm
from networks import selectors
from networks.enums import JoinPolicy, Kind, Role
from networks.models import TARGET_SIZE

MOST_ADDRESSES = 50


class FilterForm(forms.Form):
    """The list's filters; every value comes from a closed list."""

    words = forms.CharField(label=gettext_lazy("Words of the name"), required=False, max_length=80)
    county = forms.ModelChoiceField(
        County.objects.none(), label=gettext_lazy("County"), required=False, empty_label=gettext_lazy("all counties")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=gettext_lazy("Subject"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all subjects"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["county"].queryset = selectors.counties_with_networks()
        self.fields["subject"].queryset = selectors.subjects_of_networks()
        self.fields["kind"].choices = [("", _("all kinds")), *Kind.choices]
        self.fields["audience"].choices = [("", _("everyone")), *Audience.choices]

    def wanted(self, page: str) -> selectors.Wanted:
        """What is asked for; a value that is not offered counts as none."""
        self.is_valid()
        good = self.cleaned_data
        county, subject = good.get("county"), good.get("subject")
        return selectors.Wanted(
            words=good.get("words", ""),
            county=county.pk if county else "",
            kind=good.get("kind", ""),
            audience=good.get("audience", ""),
            subject=subject.slug if subject else "",
            page=page,
        )


class GoalForm(forms.Form):
    """The goal of the year."""

    goal = forms.CharField(
        label=gettext_lazy("General goal"),
        help_text=gettext_lazy("What the network wants to reach by the end of the school year, in a few sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        required=False,
    )


class JoinForm(forms.Form):
    """A few words to the coordinator."""

    motivation = forms.CharField(
        label=gettext_lazy("A few words to the coordinator"),
        help_text=gettext_lazy("Your school, subject and what you look for. You may leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class ReasonForm(forms.Form):
    """The reason of a decision about a person, whom it is told."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person will read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )


class InviteForm(OnceForm):
    """One or several addresses, one a line or with commas."""

    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One a line, or separated by commas. Fifty at most."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        max_length=6000,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("In what role"),
        choices=[(Role.MEMBER, Role.MEMBER.label), (Role.EXPERT, Role.EXPERT.label)],
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Expert's access until"),
        help_text=gettext_lazy("Only for experts: the last day on which they may enter."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )

    def clean_emails(self) -> list[str]:
        """Addresses without repeats; names the ones that are none."""
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        wrong = [word for word in words if not _is_address(word)]
        if wrong:
            raise ValidationError(_("Not an e-mail address: %(words)s.") % {"words": ", ".join(wrong[:5])})
        if not words:
            raise ValidationError(_("Give at least one address."))
        if len(words) > MOST_ADDRESSES:
            raise ValidationError(_("Give fifty addresses at most."))
        return list(dict.fromkeys(words))

    def clean(self) -> dict[str, Any]:
        """An expert's access has an end."""
        good = super().clean() or {}
        if good.get("role") == Role.EXPERT and not good.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Say until which day the expert has access."))
        return good


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


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
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("About twenty is customary; the coordinator takes one of them."),
        min_value=2,
        max_value=500,
        initial=TARGET_SIZE,
    )
    goal = forms.CharField(
        label=gettext_lazy("General goal"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
    field_order = (
        "title", "summary", "county", "school_year", "kind", "audience", "subjects", "coordinator", "choice",
        "join_policy", "capacity", "goal",
    )  # fmt: skip

    def __init__(self, *args: Any, counties: list[County], **options: Any) -> None:
        super().__init__(*args, **options)
        this_year = current_school_year()
        next_year = school_year_for(this_year.ends_on.replace(month=9, day=1))
        self.fields["county"].queryset = County.objects.filter(pk__in=[county.pk for county in counties])
        self.fields["county"].initial = counties[0].pk if counties else None
        self.fields["school_year"].queryset = SchoolYear.objects.filter(pk__in=[this_year.pk, next_year.pk])
        self.fields["school_year"].initial = this_year.pk


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


class ReportForm(forms.Form):
    """The words of the report, a field a chapter; figures are no fields."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, chapters: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = [chapter["name"] for chapter in chapters]
        for chapter in chapters:
            self.fields["words_" + chapter["name"]] = forms.CharField(
                label=_("Words of the chapter “%(title)s”") % {"title": chapter["title"]},
                widget=forms.Textarea(attrs={"rows": 5}),
                max_length=20_000,
                required=False,
                initial=chapter["text"],
            )

    def words(self) -> dict[str, str]:
        """The words by chapter."""
        return {name: self.cleaned_data["words_" + name].replace("\r\n", "\n") for name in self.names}


class ReturnForm(forms.Form):
    """What should be improved in a report."""

    words = forms.CharField(
        label=gettext_lazy("What should be improved"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
