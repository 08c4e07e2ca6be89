"""A poll into values."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms.posts import MomentField


class PollForm(forms.Form):
    """A question and its answers."""

    question = forms.CharField(
        label=_("What you ask about"),
        max_length=200,
        error_messages={"required": _("Write what you ask about.")},
    )
    answers = forms.CharField(
        label=_("Answers, each in a line of its own"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2200,
        error_messages={"required": _("Write at least two answers.")},
    )
    is_several = forms.BooleanField(label=_("Several answers may be chosen"), required=False)
    is_secret = forms.BooleanField(
        label=_("Nobody sees who chose what"),
        required=False,
        help_text=_("Members see the counts only. When the poll ends, who chose what is forgotten."),
    )
    ends_at = MomentField(
        label=_("Open until"), required=False, help_text=_("Leave empty: you can end the poll at any time.")
    )
