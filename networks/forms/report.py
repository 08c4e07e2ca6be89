"""Words of the annual report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ReportForm(forms.Form):
    """The words of the report, a field a chapter; figures are no fields."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, chapters: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = [chapter["name"] for chapter in chapters]
        for chapter in chapters:
            self.fields["words_" + chapter["name"]] = forms.CharField(
                label=_("Words of the chapter “%(title)s”") % {"title": chapter["title"]},
                widget=forms.Textarea(attrs={"rows": 5}),
                max_length=20_000,
                required=False,
                initial=chapter["text"],
            )

    def words(self) -> dict[str, str]:
        """The words by chapter."""
        return {name: self.cleaned_data["words_" + name].replace("\r\n", "\n") for name in self.names}


class ReturnForm(forms.Form):
    """What should be improved in a report."""

    words = forms.CharField(
        label=gettext_lazy("What should be improved"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class VoiceForm(forms.Form):
    """What a member says of the presented report."""

    accepts = forms.BooleanField(label=gettext_lazy("I accept the report"), required=False)
    remark = forms.CharField(
        label=gettext_lazy("Remark for the coordinator"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
