"""Words of the county into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from support.forms import day, lines


def sum_of_money(label: Any, **options: Any) -> forms.DecimalField:
    """An optional sum in zlotys."""
    return forms.DecimalField(label=label, min_value=0, max_digits=11, decimal_places=2, required=False, **options)


class CountyPlanForm(OnceForm):
    """The strategic plan of a county; a change carries its reason."""

    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = day(_("Support starts on"))
    ends_on = day(_("Last day of the plan"), required=False)
    resolution = forms.CharField(label=_("Number and day of the resolution"), max_length=120, required=False)
    state = lines(
        _("State of education in the county"),
        required=False,
        max_length=5000,
        help_text=_("Common conclusions; nothing about a single school's diagnosis."),
    )
    priorities = lines(_("Priorities"), max_length=5000)
    goals = lines(_("Goals and by what we shall know that they are reached"), required=False, max_length=5000)
    competences = lines(_("How schools are supported in key competences"), required=False, max_length=5000)
    organisation = lines(_("People, networks and support of schools"), required=False, max_length=5000)
    monitoring = lines(_("Monitoring and evaluation of the plan"), required=False, max_length=5000)
    why = lines(_("Why the plan changes"), rows=2, max_length=1000)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_first:
            del self.fields["why"]


class DeclareForm(forms.Form):
    """The year's declaration; all but the number is optional for good (D96)."""

    declared = forms.IntegerField(
        label=_("How many institutions get support in this school year"),
        min_value=1,
        max_value=100000,
        required=False,
        help_text=_("As in the application card. The meter on the county's page counts towards it."),
    )
    note = lines(_("Note"), rows=2, required=False, max_length=2000)
    salaries = sum_of_money(_("Planned pay of teachers, zł"))
    for_support = sum_of_money(_("For process support, zł"))
    for_networks = sum_of_money(_("For networks, zł"))
    for_other = sum_of_money(_("For other professional development, zł"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class SummaryForm(forms.Form):
    """The county's own words about the year."""

    summary = lines(
        _("What support brought to the county"),
        rows=8,
        required=False,
        max_length=10000,
        help_text=_("Results in the areas, what to go on with, what to change. Without names of schools and people."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CostForm(forms.Form):
    """What a process costs; both fields may stay empty."""

    amount = sum_of_money(_("Cost, zł"))
    note = lines(_("Note"), rows=2, required=False, max_length=1000)
    version = forms.IntegerField(widget=forms.HiddenInput)
