"""Words of the forms of search."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from search.query import LONGEST


class KeepForm(OnceForm):
    """Keep the question of this page; everything comes along hidden."""

    words = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput, label=_("question"))
    kind = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    network = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    facets = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_facets(self) -> list[str]:
        """A list of short words, whatever was sent."""
        given = self.cleaned_data["facets"] or []
        return [one[:200] for one in given if isinstance(one, str)][:20] if isinstance(given, list) else []
