"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import County, Subject, Voivodeship
from kit import clock
from kit.once import OnceForm
from networks.experts.enums import Form, Provider
from networks.experts.models import Expert
from provenance.forms import MadeFromForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ExpertForm(forms.Form):
    """What the register says of a person."""

    name = forms.CharField(
        label=_("First and last name"), max_length=160, error_messages={"required": _("Give the name.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Seen by those who keep a register and by networks to which the expert is assigned."),
    )
    provider = forms.ChoiceField(label=_("Who the expert is"), choices=Provider.choices)
    topics = forms.CharField(
        label=_("Topics"),
        max_length=400,
        help_text=_("Words separated by commas, for example: assessment, reading, inclusive education."),
        error_messages={"required": _("Give at least one topic.")},
    )
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), required=False, queryset=Subject.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    counties = forms.ModelMultipleChoiceField(
        label=_("Comes to these counties"),
        required=False,
        queryset=County.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    voivodeships = forms.ModelMultipleChoiceField(
        label=_("Or to whole voivodeships"),
        required=False,
        queryset=Voivodeship.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    online = forms.BooleanField(label=_("Works online, for anybody"), required=False)
    availability = forms.CharField(
        label=_("When available"), required=False, max_length=200, help_text=_("For example: Wednesday afternoons.")
    )
    about = forms.CharField(
        label=_("Short description"), required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
    agreed_on = forms.DateField(
        label=_("Agreed to a public card on"),
        required=False,
        widget=DAY,
        help_text=_("Empty: only the register. With a day: name, topics and description stand on a public page."),
    )
    # Last, because inside the class the name hides Django's module.
    forms = forms.MultipleChoiceField(
        label=_("Forms of work"), required=False, choices=Form.choices, widget=forms.CheckboxSelectMultiple
    )

    field_order = ["county", "name", "email", "provider", "topics", "subjects", "forms"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subjects"].queryset = Subject.objects.filter(is_retired=False)
        self.fields["counties"].queryset = County.objects.select_related("voivodeship")
        self.fields["voivodeships"].queryset = Voivodeship.objects.all()

    def clean_agreed_on(self) -> Any:
        """Nobody has agreed in the future."""
        day = self.cleaned_data["agreed_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        """The values the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "county")}


class AddExpertForm(ExpertForm, OnceForm):
    """A new person on the register."""

    county = forms.ModelChoiceField(
        label=_("County that keeps the card"), queryset=County.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, kept: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        counties = list(kept)
        self.fields["county"].queryset = County.objects.filter(pk__in=[county.pk for county in counties])
        if len(counties) == 1:
            self.fields["county"].initial = counties[0].pk
            self.fields["county"].widget = forms.HiddenInput()


def values_of(expert: Expert) -> dict[str, Any]:
    """What the form of a change begins with."""
    plain = ("name", "email", "provider", "topics", "forms", "online", "availability", "about", "agreed_on")
    many = ("subjects", "counties", "voivodeships")
    return {name: getattr(expert, name) for name in plain} | {name: list(getattr(expert, name).all()) for name in many}


class AskForm(OnceForm, MadeFromForm):
    """What the network asks for (template 4.11)."""

    theme = forms.CharField(
        label=_("Theme"), max_length=200, error_messages={"required": _("Say what the expert is to help with.")}
    )
    form = forms.ChoiceField(label=pgettext_lazy("of an expert's work", "Form"), choices=Form.choices)
    wanted_on = forms.DateField(label=_("Day"), required=False, widget=DAY)
    when = forms.CharField(
        label=_("Or when, in words"), required=False, max_length=120, help_text=_("For example: a Thursday in March.")
    )
    hours = forms.IntegerField(label=_("How many hours"), min_value=1, max_value=60, initial=2)
    needs = forms.CharField(
        label=_("What the expert should bring"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Experience, materials, equipment; what the network has tried already."),
    )

    @property
    def values(self) -> dict[str, Any]:
        """The values the service takes."""
        return {name: self.cleaned_data[name] for name in ("theme", "form", "wanted_on", "when", "hours", "needs")}


class AnswerForm(forms.Form):
    """Words of the county."""

    answer = forms.CharField(
        label=_("Words for the network"), required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssignForm(AnswerForm):
    """Which expert."""

    expert = forms.ModelChoiceField(
        label=pgettext_lazy("register", "Expert"),
        queryset=Expert.objects.none(),
        error_messages={
            "required": _("Choose an expert of the register."),
            "invalid_choice": _("Choose an expert of the register."),
        },
    )
    field_order = ["expert", "answer"]

    def __init__(self, *args: Any, experts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["expert"].queryset = experts


class EvaluateForm(forms.Form):
    """How it went."""

    rating = forms.TypedChoiceField(
        label=_("Mark"),
        coerce=int,
        choices=[(5, _("5 – very helpful")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – not helpful"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mark from 1 to 5.")},
    )
    words = forms.CharField(
        label=_("What it gave the network"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by the network's coordinators and the county, nobody else."),
    )
