"""Shelves and collections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from resources.enums import Visibility


class ShelfForm(OnceForm):
    """The name of a shelf, what it is for, and who may open a collection."""

    title = forms.CharField(label=_("Name"), max_length=120, help_text=_("For example: “Fractions in class 5”."))
    words = forms.CharField(
        label=_("What it is for"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    visibility = forms.ChoiceField(
        label=_("Who may open it"),
        choices=[pair for pair in Visibility.choices if pair[0] != Visibility.NETWORKS],
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )

    is_path = forms.BooleanField(
        label=_("A self-study path"),
        required=False,
        help_text=_("Steps in order – read, watch, try out, discuss – and everybody marks one's own progress."),
    )

    def __init__(self, *args: Any, of_network: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not of_network:
            del self.fields["visibility"], self.fields["is_path"]
