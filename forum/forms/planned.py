"""When a post goes out."""

from __future__ import annotations

from django import forms
from django.utils.translation import pgettext_lazy

from forum.forms.posts import MomentField, WithFiles
from kit.writing import RichField


class PlannedForm(WithFiles, forms.Form):
    """Other words or another moment for what waits to go out."""

    text = RichField(label=pgettext_lazy("of a post", "Text"))
    at = MomentField()

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["text"].widget.attrs["data-formulas"] = True
