"""The hidden field with which a form remembers what its thing is made from, and the field for materials' addresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kit import html
from provenance.registry import Reference, own_path, parse

MOST = 12


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


class AddressesField(forms.CharField):
    """Addresses of materials, one a line: pages of ours and of others. Gives a list; ours begin with a slash."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea({"rows": 3, "spellcheck": "false"}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A list, shown as people write it."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The addresses, each once; ValidationError names the line that is none."""
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        found = []
        for line in lines:
            own = own_path(line)
            whole = own or line
            if not html.safe_address(whole) or not (own or line.startswith(("https://", "http://"))):
                raise forms.ValidationError(_("This is no address: %(line)s") % {"line": line[:80]})
            if len(whole) > 500:
                raise forms.ValidationError(_("This address is too long: %(line)s") % {"line": line[:80]})
            found.append(whole)
        found = list(dict.fromkeys(found))
        if len(found) > MOST:
            raise forms.ValidationError(_("At most %(most)s addresses.") % {"most": MOST})
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"])
        return found
