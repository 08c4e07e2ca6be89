"""The form field for people's formatted text.

The page without scripts sends plain text, the editor sends HTML; a hidden field beside the text tells which: the
editor sets it to `html` when it takes the field over. Without it every `<` a teacher types would be lost.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kit import html
from kit.verdicts import Refused

MARK = "_as"
"""What the hidden field's name adds to the text's name."""


class RichTextarea(forms.Textarea):
    """A textarea the editor takes over. `draft` names the draft it keeps in the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, "data-rich": True, **(attrs or {})})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The textarea, and the hidden field that tells what it holds."""
        kind = "text"
        if isinstance(value, Written):
            kind, value = value.kind, value.text
        area = super().render(name, value, attrs, renderer)
        return format_html('{}<input type="hidden" name="{}" value="{}" data-rich-kind>', area, name + MARK, kind)

    def value_from_datadict(self, data: Any, files: MultiValueDict, name: str) -> Written | None:
        """What was sent, with its kind."""
        text = data.get(name)
        return None if text is None else Written(str(text), "html" if data.get(name + MARK) == "html" else "text")


class Written(str):
    """Text of a form with its kind (`text` or `html`); a string, so that it can be shown again as it was."""

    kind: str

    def __new__(cls, text: str, kind: str) -> Written:
        made = super().__new__(cls, text)
        made.kind = kind
        return made

    @property
    def text(self) -> str:
        """The plain string."""
        return str.__str__(self)


class RichField(forms.CharField):
    """Gives HTML ready for `kit.html.clean`, which the service calls; too large a text is refused here already."""

    widget = RichTextarea

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _("Write something first.")})
        options.setdefault("strip", False)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """HTML from what the page or the editor sent; ValidationError when it is empty or over a limit."""
        kind = value.kind if isinstance(value, Written) else "text"
        text = super().clean("" if value is None else str(value))
        try:
            markup = text if kind == "html" else html.from_text(text)
            html.measure(markup)
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from refused
        if self.required and not html.text_of(markup).strip() and "<img" not in markup:
            raise forms.ValidationError(self.error_messages["required"])
        return markup


def begun(text: str) -> str:
    """Words for a RichField to begin with: stored HTML keeps its kind, plain text stays plain."""
    return Written(text, "html") if text.lstrip().startswith("<") else text
