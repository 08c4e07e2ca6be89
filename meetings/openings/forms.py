"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.enums import Audience


class SignUpForm(forms.Form):
    """Who would come. The field `website` is for machines: people do not see it."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=160,
        error_messages={"required": _("Give the name.")},
        help_text=_("Those who lead the meeting see it; online, everybody in the room."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("A letter with a link goes there; press the link within a day."),
        error_messages={"required": _("Give your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    """What the public page says that the meeting itself does not."""

    audience = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mark nothing when it is for everybody."),
    )
    led_by = forms.CharField(
        label=_("Who leads, as everybody may read it"),
        max_length=160,
        required=False,
        help_text=_("Names in the agenda are not shown in public; write here only who agreed to it."),
    )
    agreed = forms.BooleanField(label=_("Whoever is named agreed to be named in public."), required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody is named without consent."""
        data = super().clean() or {}
        if data.get("led_by", "").strip() and not data.get("agreed"):
            self.add_error("agreed", _("Name somebody in public only with their consent."))
        return data
