"""Words of the settings page into values."""

from __future__ import annotations

from typing import Any

from django import forms

from notifications.enums import Level
from notifications.registry import KINDS


class SettingsForm(forms.Form):
    """One choice for every kind of notice."""

    def __init__(self, *args: Any, levels: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in sorted(KINDS, key=lambda kind: str(kind.label)):
            self.fields[self.field_of(kind.name)] = forms.ChoiceField(
                label=kind.label,
                choices=Level.choices,
                initial=levels[kind.name],
                widget=forms.RadioSelect,
            )

    @staticmethod
    def field_of(kind: str) -> str:
        """The field's name: dots would read as members in scripts and styles."""
        return kind.replace(".", "-")

    def levels(self) -> dict[str, str]:
        """kind -> level, as chosen."""
        return {kind.name: self.cleaned_data[self.field_of(kind.name)] for kind in KINDS}
