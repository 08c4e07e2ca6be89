"""The list of rules, the watched words, and what is read before others see it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GroundForm(forms.Form):
    """A rule with its ready reasons."""

    words = forms.CharField(
        label=_("Rule"),
        help_text=_("Half a sentence that ends “because…”, such as: it shows pupils' work without consent."),
        max_length=200,
        error_messages={"required": _("Write the rule in one sentence.")},
    )
    ready = forms.CharField(
        label=_("Ready reasons"),
        help_text=_("One in a line. Whoever decides can choose one instead of writing."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


class WatchwordForm(forms.Form):
    """A watched word or phrase."""

    words = forms.CharField(
        label=_("Word or phrase"),
        help_text=_("One entry is enough for all its forms: “wagary” also finds “wagarów”."),
        max_length=80,
        error_messages={"required": _("Write a word or a phrase.")},
    )


HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class ReadFirstForm(forms.Form):
    """What of a place is read before others see it (moderation.first); a room adds the names of the modes."""

    mode = forms.ChoiceField(label=_("What do you read before others see it?"), widget=forms.RadioSelect)
    quiet_from = forms.TypedChoiceField(label=_("Quiet hours from"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("Quiet hours until"), choices=HOURS, coerce=int)
    promise_hours = forms.IntegerField(
        label=_("Within how many hours you usually decide"),
        help_text=_("Authors are told this. When it is missed, the deputy and then the county are asked."),
        min_value=1,
        max_value=240,
        initial=24,
    )
