"""The words of minutes: in short, point by point, decisions, questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from files.fields import FilesField, documents_help
from kit.once import OnceForm
from meetings.models import Decision
from meetings.services.minutes import MOST_DECISIONS

EVERYBODY = "all"
LONGEST = 10_000


class MinutesForm(forms.Form):
    """Minutes: a text for each point of the agenda stands in the fields `text-0`, `text-1`, …"""

    summary = forms.CharField(
        label=_("In short"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What it was about and what came of it: a few sentences."),
    )
    questions = forms.CharField(
        label=_("Questions left open"), required=False, max_length=5_000, widget=forms.Textarea({"rows": 3})
    )
    files = FilesField(label=_("Files"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, texts: list[dict[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.titles = [part["title"] for part in texts]
        self.fields["files"].help_text = documents_help()
        for number, part in enumerate(texts):
            self.fields[f"text-{number}"] = forms.CharField(
                label=part["title"],
                required=False,
                max_length=LONGEST,
                initial=part["text"],
                widget=forms.Textarea({"rows": 3}),
            )

    @property
    def point_fields(self) -> list[forms.BoundField]:
        """The fields of the points, in the agenda's order."""
        return [self[f"text-{number}"] for number in range(len(self.titles))]

    @property
    def texts(self) -> list[dict[str, str]]:
        """What was written, point by point."""
        return [
            {"title": title, "text": self.cleaned_data[f"text-{number}"]} for number, title in enumerate(self.titles)
        ]


class DecisionForm(forms.Form):
    """One decision; an empty row is none."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**53)
    text = forms.CharField(label=_("What was decided"), max_length=500, required=False)
    whom = forms.ChoiceField(label=_("Who"), required=False)
    until_on = forms.DateField(
        label=_("Until when"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, people: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.fields["whom"].choices = [
            ("", "–"),
            (EVERYBODY, _("everybody")),
            *((key, str(person)) for key, person in self.people.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody and a day without words are no decision."""
        data = super().clean() or {}
        if (data.get("whom") or data.get("until_on")) and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what was decided, or clear the row."))
        return data


DecisionFormSet = forms.formset_factory(
    DecisionForm, extra=2, max_num=MOST_DECISIONS, absolute_max=MOST_DECISIONS + 2, validate_max=True
)


def rows_of(decisions: list[Decision]) -> list[dict[str, Any]]:
    """What stands in the decisions: the values of their rows."""
    return [
        {
            "number": one.pk,
            "text": one.text,
            "whom": EVERYBODY if one.for_all else str(one.person_id or ""),
            "until_on": one.until_on,
        }
        for one in decisions
    ]


def decisions_in(formset: Any) -> list[dict[str, Any]]:
    """The rows of a valid formset for the service, empty ones too: their place tells which is which."""
    return [
        {
            "id": data.get("number") or 0,
            "text": data.get("text", ""),
            "person": form.people.get(data.get("whom", "")),
            "for_all": data.get("whom") == EVERYBODY,
            "until_on": data.get("until_on"),
        }
        for form, data in ((form, form.cleaned_data) for form in formset)
    ]


class RemarkForm(OnceForm):
    """What a member would put right."""

    text = forms.CharField(
        label=_("What should be put right?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what should be put right.")},
    )
