"""Tags as people write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.services import MOST_TAGS

LONGEST_TAG = 40


class TagsField(forms.CharField):
    """Words separated by commas."""

    def to_python(self, value: Any) -> Any:
        """Clean words, each once whatever its case."""
        found: dict[str, str] = {}
        for word in str(value or "").replace(";", ",").split(","):
            tidy = " ".join(word.replace("#", " ").split())
            if tidy:
                found.setdefault(tidy.casefold(), tidy)
        return list(found.values())

    def validate(self, value: Any) -> None:
        """Not too many, not too long."""
        super().validate(value)
        if len(value) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)s tags.") % {"most": MOST_TAGS})
        if any(len(word) > LONGEST_TAG for word in value):
            raise forms.ValidationError(
                _("A tag is a word or two: at most %(most)s characters.") % {"most": LONGEST_TAG}
            )

    def run_validators(self, value: Any) -> None:
        """Checked in `validate`."""

    def prepare_value(self, value: Any) -> Any:
        """A list shown as people write it."""
        return ", ".join(value) if isinstance(value, list | tuple) else value
