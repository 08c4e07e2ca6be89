"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from moderation.models import Act
from moderation.registry import GROUNDS


def grounds() -> list[tuple[str, Any]]:
    """The rules as choices."""
    return list(GROUNDS.items())


class ReportForm(OnceForm):
    """Somebody reports a thing."""

    ground = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=grounds,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule that is broken.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Optional. The author will not learn who reported it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class DecideForm(forms.Form):
    """A decision about a thing; hiding needs a rule and words."""

    act = forms.ChoiceField(choices=Act.choices, error_messages={"required": _("Choose what is to be done.")})
    ground = forms.ChoiceField(
        label=_("Rule on which the decision rests"), choices=grounds, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label=_("Reasons for the author"),
        help_text=_("One or two sentences. The author will read them in the inbox and by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Say beside the field what hiding still needs."""
        values = super().clean() or self.cleaned_data
        if values.get("act") == Act.HIDE:
            if not values.get("ground") and "ground" not in self.errors:
                self.add_error("ground", _("Choose the rule on which the decision rests."))
            if not (values.get("words") or "").strip() and "words" not in self.errors:
                self.add_error("words", _("Write the author a sentence of reasons."))
        return values
