"""The hidden field with which a form remembers what its thing is made from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from provenance.registry import Reference, parse


class MadeFromForm(forms.Form):
    """Mix into a creating form: `made_from` is None or a Reference. The address carries it as `?z=task:12`."""

    made_from = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_made_from(self) -> Reference | None:
        """Raises ValidationError for words that name nothing we know."""
        words = self.cleaned_data["made_from"]
        if not words:
            return None
        source = parse(words)
        if source is None:
            raise forms.ValidationError(_("What this was to be made from is not there any more."))
        return source
