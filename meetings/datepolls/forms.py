"""Words into values; services decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.once import OnceForm
from meetings.agendas import DRAFTS
from meetings.datepolls.models import MOST
from meetings.datepolls.services import check
from meetings.enums import Mode
from networks.models import Edition
from provenance.forms import MadeFromForm


class AskForm(OnceForm, MadeFromForm):
    """For which meeting a date is looked for. `values` are the service's once the form and its moments are valid."""

    title = forms.CharField(label=_("Topic"), max_length=160)
    agenda = forms.ChoiceField(
        label=_("Ready agenda"),
        choices=lambda: [(one.name, f"{one.label} – {one.hint}") for one in DRAFTS.values()],
        help_text=_("The meeting begins with it; you can change it when the date is chosen."),
    )
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=15, max_value=720)
    mode = forms.ChoiceField(label=_("Where we meet"), choices=Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("School, room, address. Needed when you meet on site."),
    )
    until_on = forms.DateField(label=_("Answers until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=_("A word to members"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        self.edition = edition
        self.values: dict[str, Any] = {}
        super().__init__(*args, **options)

    def judged_with(self, moments: list[datetime]) -> bool:
        """Whether the poll may stand with these moments; what may not is said beside its field."""
        if not self.is_valid():
            return False
        data = self.cleaned_data
        names = ("title", "agenda", "minutes", "mode", "place", "until_on", "text")
        self.values = {name: data[name] for name in names} | {"kind": DRAFTS[data["agenda"]].kind}
        for name, sentence in check(edition=self.edition, values=self.values, moments=moments).items():
            self.add_error(None if name == "moments" else name, sentence)
        return not self.errors


class MomentForm(forms.Form):
    """A proposed moment; an empty row is none."""

    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(
        label=pgettext_lazy("time", "From"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """A day goes with its hour."""
        data = super().clean() or {}
        if data.get("day") and not data.get("begins") and "begins" not in self.errors:
            self.add_error("begins", _("At what time?"))
        return data


MomentFormSet = forms.formset_factory(MomentForm, extra=1, max_num=MOST, absolute_max=MOST + 5, validate_max=True)


def moments_of(formset: Any) -> list[datetime]:
    """The moments of a valid formset, empty rows left out."""
    rows = [form.cleaned_data for form in formset]
    return [timezone.make_aware(datetime.combine(row["day"], row["begins"])) for row in rows if row.get("day")]


class ChangeForm(forms.Form):
    """Another last day, one moment more."""

    until_on = forms.DateField(label=_("Answers until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    day = forms.DateField(
        label=_("One more moment: day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("One more moment: from"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )

    def clean(self) -> dict[str, Any]:
        """A day goes with its hour; `more` are the new moments."""
        data = super().clean() or {}
        if bool(data.get("day")) != bool(data.get("begins")) and not self.errors:
            self.add_error("begins", _("Give the day and the hour."))
        elif data.get("day"):
            data["more"] = [timezone.make_aware(datetime.combine(data["day"], data["begins"]))]
        return data
