"""A report by a reader, and a notice by somebody without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from moderation.registry import GROUNDS
from moderation.services.outside import WITHOUT_NAME


class ReportForm(OnceForm):
    """Somebody reports a thing."""

    ground = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[],
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

    def __init__(self, *args: Any, grounds: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = grounds


class OutsideForm(OnceForm):
    """A notice of illegal content (DS-03). The field `website` is for machines: people do not see it."""

    address = forms.CharField(
        label=_("Exact address of the content"),
        help_text=_("Copy it from the browser's address bar. One notice for each address."),
        max_length=500,
        error_messages={"required": _("Give the exact address.")},
    )
    ground = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        choices=lambda: [
            ("unlawful", GROUNDS["unlawful"]),
            ("licence", GROUNDS["licence"]),
            ("personal_data", GROUNDS["personal_data"]),
            ("offence", GROUNDS["offence"]),
            (WITHOUT_NAME, _("sexual abuse of children")),
        ],
        error_messages={"required": _("Choose what it is about.")},
    )
    words = forms.CharField(
        label=_("Why is it illegal?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Say in a few sentences why it is illegal.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Not needed in a notice of sexual abuse of children."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We confirm the notice there and write what came of it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I say is accurate and complete."),
        error_messages={"required": _("Confirm that you report in good faith.")},
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Name and e-mail may be missing in one case only (article 16)."""
        values = super().clean() or self.cleaned_data
        if values.get("ground") != WITHOUT_NAME:
            if not (values.get("name") or "").strip():
                self.add_error("name", _("Give your name."))
            if not values.get("email") and "email" not in self.errors:
                self.add_error("email", _("Give your e-mail address."))
        return values
