"""Forms of the editors' side beside pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """A picture is not kept without a description for people who do not see it (AX-06)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].label = _("Description for people who do not see the picture")
            self.fields["description"].help_text = _("One sentence: what can be seen and why it is here.")
            self.fields["description"].widget = forms.TextInput()
