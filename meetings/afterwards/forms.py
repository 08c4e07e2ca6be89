"""The three questions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.afterwards.enums import Useful, Voice
from meetings.afterwards.services import MOST_WORDS


class SurveyForm(forms.Form):
    """Three questions; only the third may stay empty."""

    useful = forms.ChoiceField(
        label=_("Was this meeting useful for your work?"),
        choices=Useful.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer.")},
    )
    voice = forms.ChoiceField(
        label=_("Was there room for your voice?"),
        choices=Voice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one answer.")},
    )
    words = forms.CharField(
        label=_("What should stay, what should change?"),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("Write nothing that names you."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
