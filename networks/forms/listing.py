"""The filters of the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import Audience
from directory.models import County, Subject
from networks import selectors
from networks.enums import Kind


class FilterForm(forms.Form):
    """The list's filters; every value comes from a closed list."""

    words = forms.CharField(label=gettext_lazy("Words of the name"), required=False, max_length=80)
    county = forms.ModelChoiceField(
        County.objects.none(), label=gettext_lazy("County"), required=False, empty_label=gettext_lazy("all counties")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=gettext_lazy("Subject"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all subjects"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["county"].queryset = selectors.counties_with_networks()
        self.fields["subject"].queryset = selectors.subjects_of_networks()
        self.fields["kind"].choices = [("", _("all kinds")), *Kind.choices]
        self.fields["audience"].choices = [("", _("everyone")), *Audience.choices]

    def wanted(self, page: str) -> selectors.Wanted:
        """What is asked for; a value that is not offered counts as none."""
        self.is_valid()
        good = self.cleaned_data
        county, subject = good.get("county"), good.get("subject")
        return selectors.Wanted(
            words=good.get("words", ""),
            county=county.pk if county else "",
            kind=good.get("kind", ""),
            audience=good.get("audience", ""),
            subject=subject.slug if subject else "",
            page=page,
        )
