"""The question about what belongs to others, with the ledger of who agreed (features 2.6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.enums import About, Others


class ConsentFields(forms.Form):
    """Whether a resource shows works, faces or pictures of others; for each kind who agreed and where the paper is."""

    shows_others = forms.ChoiceField(
        label=_("Are there works, faces or pictures of others in it?"),
        choices=Others.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Pupils' drawings and texts, people in photos and recordings, pictures from other sites."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for about in About:
            self.fields[f"{about.value}_agreed"] = forms.CharField(
                label=_("Who agreed"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"placeholder": _("e.g. parents of class 5b, without names")}),
            )
            self.fields[f"{about.value}_kept"] = forms.CharField(
                label=_("Where the consent is kept"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"placeholder": _("e.g. the school's office, binder 3")}),
            )

    @property
    def ledger(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """(kind of thing, who agreed, where it is kept) for the template."""
        return [(about.label, self[f"{about.value}_agreed"], self[f"{about.value}_kept"]) for about in About]

    @property
    def ledger_open(self) -> bool:
        """Whether the lines are to be shown at once."""
        return self["shows_others"].value() == Others.SOME


def told_permits(form: forms.Form, values: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The lines that were filled; a half of a line is an error beside its other half."""
    told: dict[str, tuple[str, str]] = {}
    if values.get("shows_others") != Others.SOME:
        return told
    for about in About:
        agreed, kept = values.get(f"{about.value}_agreed", ""), values.get(f"{about.value}_kept", "")
        if agreed and kept:
            told[about.value] = (agreed, kept)
        elif agreed:
            form.add_error(f"{about.value}_kept", _("Say where the consent is kept."))
        elif kept:
            form.add_error(f"{about.value}_agreed", _("Say who agreed."))
    if not told and not form.errors:
        form.add_error("shows_others", _("Say who agreed and where the consent is kept."))
    return told
