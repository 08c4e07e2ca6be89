"""Before something is sent: does it tell more of somebody than it should?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kit import personal_words
from kit.html import text_of
from kit.personal_words import Finding

BLUR, AS_IS = "blur", "as_is"


class CarefulForm(forms.Form):
    """Mix into a form that has `text` (and perhaps `title`): what looks like personal data is pointed out once.

    The page then offers three ways, by the button `checked`: cover it and send, send it as it is, or go on writing.
    """

    findings: list[Finding]
    is_case = False
    """Whether it looks like the case of a pupil who can be recognised, for whom a narrower audience is better."""

    def clean(self) -> dict[str, Any]:
        """Point out, cover, or let through, as the sender chose."""
        data = super().clean() or self.cleaned_data
        self.findings = []
        text, title = data.get("text") or "", data.get("title") or ""
        found = personal_words.find(f"{title}\n{text_of(text)}") if text else []
        choice = self.data.get("checked")
        if not found or choice == AS_IS:
            return data
        if choice == BLUR:
            data["text"] = personal_words.blurred(text, found)
            if title:
                data["title"] = personal_words.blurred(title, found)
            return data
        self.findings, self.is_case = found, personal_words.is_case(found)
        self.add_error("text", _("There seem to be personal data in this text. Look at them before you send it."))
        return data
