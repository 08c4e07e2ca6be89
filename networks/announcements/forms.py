"""Words of an announcement into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from kit.writing import RichField
from networks.announcements import services
from provenance.forms import MadeFromForm


class AnnouncementForm(OnceForm, MadeFromForm):
    """A new announcement."""

    title = forms.CharField(
        label=_("Title"), max_length=160, error_messages={"required": _("Give the announcement a title.")}
    )
    text = RichField(label=_("Text"))
    is_important = forms.BooleanField(
        label=_("Important: mail it at once to everybody"),
        required=False,
        help_text=_("The whole text comes by e-mail, also to those who otherwise read one letter a week."),
    )
    valid_until = forms.DateField(
        label=_("Show it until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Without a day it stands on the start page for 30 days; the list keeps it."),
    )

    def clean(self) -> dict[str, Any]:
        """Sentences of the service stand beside their fields."""
        values = super().clean() or {}
        given = {name: values.get(name) or "" for name in ("title", "text")}
        for name, sentence in services.check(valid_until=values.get("valid_until"), **given).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return values
