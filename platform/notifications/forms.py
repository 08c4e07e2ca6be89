"""Words of the settings page into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.enums import Level, Weekday
from notifications.pushing import keys
from notifications.tables import Row, Table


def _hours() -> list[tuple[int, str]]:
    return [(hour, f"{hour}:00") for hour in range(24)]


def _levels(chosen: str) -> list[tuple[str, Any]]:
    """Levels that can be chosen; the browser only where the platform has a key for it, or it was chosen already."""
    offers_push = chosen == Level.PUSH or keys.private() is not None
    return [(level, label) for level, label in Level.choices if level != Level.PUSH or offers_push]


class LevelsForm(forms.Form):
    """A choice for every kind of notice, and for every place as a whole; an empty one follows the other rules."""

    def __init__(self, *args: Any, table: Table, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table = table
        for row in table.rows:
            usual = _("as usual: %(level)s") % {"level": row.otherwise.label}
            self.fields[self.field_of(row.kind.name)] = self._field(row.kind.label, row.chosen, usual)
        for place, chosen in table.places:
            self.fields[f"place-{place.key}"] = self._field(
                _("Everything from this network"), chosen, _("each kind of news as chosen for it")
            )

    def _field(self, label: Any, chosen: str, usual: Any) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label, required=False, choices=[("", usual), *_levels(chosen)], initial=chosen, widget=forms.Select
        )

    @staticmethod
    def field_of(kind: str) -> str:
        """The field's name: dots would read as members in scripts and styles."""
        return kind.replace(".", "-")

    def groups(self) -> list[tuple[Any, list[tuple[Row, forms.BoundField]]]]:
        """Rows with their fields, app by app."""
        return [
            (group.label, [(row, self[self.field_of(row.kind.name)]) for row in group.rows])
            for group in self.table.groups
        ]

    def place_fields(self) -> list[tuple[Any, forms.BoundField]]:
        """Places with their fields."""
        return [(place, self[f"place-{place.key}"]) for place, _chosen in self.table.places]

    def kinds(self) -> dict[str, str]:
        """kind -> level, as chosen; empty where nothing is."""
        return {row.kind.name: self.cleaned_data[self.field_of(row.kind.name)] for row in self.table.rows}

    def places(self) -> dict[str, str]:
        """key of a place -> level, as chosen; empty where nothing is."""
        return {place.key: self.cleaned_data[f"place-{place.key}"] for place, _chosen in self.table.places}


class RhythmForm(forms.Form):
    """When letters come."""

    wants_letter = forms.BooleanField(label=_("Send me the weekly letter"), required=False)
    weekday = forms.TypedChoiceField(label=_("Day of the weekly letter"), choices=Weekday.choices, coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour of the weekly letter"), choices=_hours, coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("No e-mail from"), choices=_hours, coerce=int)
    quiet_until = forms.TypedChoiceField(
        label=_("No e-mail until"), choices=_hours, coerce=int, help_text=_("The same hour twice: no hours of quiet.")
    )
    rests_in_breaks = forms.BooleanField(
        label=_("No e-mail in the school breaks of my voivodeship"),
        required=False,
        help_text=_("Only changes of meetings that take place in the break come through."),
    )
