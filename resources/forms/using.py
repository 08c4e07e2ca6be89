"""“I used it”, and a review."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.once import OnceForm
from resources.enums import Opinion, Outcome


class NoteForm(OnceForm):
    """Where, when, how it went, and what I changed."""

    group = forms.CharField(
        label=_("Class or group"), max_length=80, help_text=_("For example: “5b, 24 pupils”. No names.")
    )
    used_on = forms.DateField(
        label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=clock.today
    )
    minutes = forms.IntegerField(label=_("How many minutes it took"), required=False, min_value=1, max_value=1000)
    outcome = forms.ChoiceField(label=_("How it went"), choices=Outcome.choices, widget=forms.RadioSelect)
    changed = forms.CharField(
        label=_("What I changed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What to shorten, what to prepare, where pupils got stuck."),
    )

    def clean_used_on(self) -> date:
        """A day that has come."""
        day: Any = self.cleaned_data["used_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is yet to come. Write when you have used it."))
        return day


class ReviewForm(forms.Form):
    """A word and the reasons."""

    opinion = forms.ChoiceField(label=_("In one word"), choices=Opinion.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Why"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is right, what to mend, for whom it is."),
    )
