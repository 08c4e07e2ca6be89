"""Words into values; services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.enums import Audience
from directory.models import County, Institution
from kit.once import OnceForm
from networks.models import Edition, Network
from networks.needs.enums import BallotKind, Priority, WishKind
from networks.needs.services import check_proposal
from provenance.forms import MadeFromForm

EMPTY = {"required": _("Write something first.")}


def _text(rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), **options)


class NeedForm(OnceForm, MadeFromForm):
    """A need reported to the county."""

    title = forms.CharField(
        label=_("Theme"), help_text=_("For example: work with a pupil who fears tests."), max_length=160
    )
    text = _text(
        5,
        label=_("What is needed and why"),
        help_text=_("What happens in your school, and what would help. Do not write about particular pupils."),
        max_length=4000,
    )
    audience = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    priority = forms.ChoiceField(
        label=_("How much it matters"), choices=Priority.choices, initial=Priority.USUAL, widget=forms.RadioSelect
    )
    county = forms.ModelChoiceField(County.objects.none(), label=_("County"), empty_label=None)
    on_behalf = forms.BooleanField(label=_("On behalf of my school"), required=False)

    def __init__(self, *args: Any, counties: list[County], school: Institution | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["county"].queryset = County.objects.filter(pk__in=[county.pk for county in counties])
        self.fields["county"].choices = [(county.pk, county.name) for county in counties]
        self.school = school
        if school is None:
            del self.fields["on_behalf"]
        else:
            self.fields["on_behalf"].help_text = str(school)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        good = self.cleaned_data
        names = ("title", "text", "audience", "priority", "county", "made_from")
        return {name: good[name] for name in names} | {"institution": self.school if good.get("on_behalf") else None}


class NetworkAnswerForm(forms.Form):
    """Which network answers the need."""

    network = forms.ModelChoiceField(Network.objects.none(), label=_("Network"), empty_label=None)
    words = _text(label=_("A few words to who reported it"), max_length=2000, required=False)

    def __init__(self, *args: Any, networks: list[Network], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["network"].queryset = Network.objects.filter(pk__in=[one.pk for one in networks])


class WordsForm(forms.Form):
    """Words of a decision; who reported the need reads them."""

    words = _text(
        label=_("Words to who reported it"),
        max_length=2000,
        error_messages={"required": _("Give the reason; the person who reported the need will read it.")},
    )


class WishForm(OnceForm):
    """What one looks for, or can share."""

    kind = forms.ChoiceField(
        label=_("What you want to say"), choices=WishKind.choices, initial=WishKind.SEEKS, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("In one sentence"), max_length=200, error_messages=EMPTY)
    text = _text(2, label=_("More, if needed"), max_length=2000, required=False)


class ProposalForm(OnceForm, MadeFromForm):
    """An idea or a vote."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=BallotKind.choices, initial=BallotKind.SUPPORT, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Question or idea"), max_length=200, error_messages=EMPTY)
    text = _text(3, label=_("Description"), max_length=2000, required=False)
    options = _text(
        4,
        label=_("Answers"),
        help_text=_("One a line, twelve at most. Not needed for an idea."),
        max_length=3000,
        required=False,
    )
    most = forms.IntegerField(
        label=_("How many answers one may choose"),
        help_text=_("Only for a vote with several answers."),
        min_value=2,
        max_value=12,
        initial=3,
        required=False,
    )
    closes_on = forms.DateField(label=_("Voting until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition = edition

    def clean_options(self) -> list[str]:
        """Answers by line."""
        return [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Say what cannot stand beside its field."""
        good = super().clean() or {}
        if {"kind", "closes_on", "options"} <= good.keys() and "most" not in self.errors:
            good["most"] = good.get("most") or 1
            if good["kind"] == BallotKind.SUPPORT:
                good["options"] = []
            values = {name: good[name] for name in ("kind", "closes_on", "options", "most")}
            for name, sentence in check_proposal(edition=self.edition, **values).items():
                self.add_error(name, sentence)
        return good


class QuestionForm(forms.Form):
    """An anonymous question; it carries no key, so that nothing of it stays with the asker."""

    words = _text(
        4,
        label=_("Your question"),
        help_text=_("Your name is not stored anywhere. Do not write anything by which people could know you."),
        max_length=2000,
        error_messages=EMPTY,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].widget.attrs["autocomplete"] = "off"


class ReplyForm(OnceForm):
    """An answer to a question."""

    words = _text(3, label=_("Your answer"), max_length=4000, error_messages=EMPTY)
