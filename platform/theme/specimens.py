"""What the specimen page shows: every component in every mood, with words a school might use."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock

SLUGS = (
    "matematyka-bez-leku",
    "biblioteka-sercem-szkoly",
    "ocenianie-ksztaltujace",
    "jezyk-polski-inaczej",
    "siec-dyrektorow",
    "przyroda-za-progiem",
    "cyfrowa-klasa",
    "psychologowie-powiatu",
)


class SpecimenForm(forms.Form):
    """One of each field."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=60, help_text=gettext_lazy("At most 60 letters."))
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("s", gettext_lazy("scenario")), ("p", gettext_lazy("presentation"))]
    )
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Stages"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("1", gettext_lazy("grades 1–3")),
            ("2", gettext_lazy("grades 4–8")),
            ("3", gettext_lazy("secondary")),
        ],
        help_text=gettext_lazy("Choose every stage it suits."),
    )
    seen = forms.ChoiceField(
        label=gettext_lazy("Who sees it"),
        widget=forms.RadioSelect,
        choices=[("n", gettext_lazy("the network")), ("a", gettext_lazy("everyone"))],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"data-rich": "", "data-draft": "specimen"}),
        help_text=gettext_lazy("Formatting is welcome, not needed."),
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("I am the author of this material"))


def specimens() -> dict[str, Any]:
    """Values of the specimen page."""
    now = clock.now()
    return {
        "slugs": SLUGS,
        "form": SpecimenForm(prefix="whole"),
        "wrong_form": SpecimenForm({"wrong-title": "x" * 61, "wrong-email": "to nie adres"}, prefix="wrong"),
        "page": Paginator(range(200), 10).page(7),
        "tabs": [
            SimpleNamespace(name="start", label=_("Start"), url="#tabs", icon="layout-dashboard", count=0),
            SimpleNamespace(name="forum", label=_("Forum"), url="#tabs", icon="messages-square", count=3),
            SimpleNamespace(name="plan", label=_("Plan"), url="#tabs", icon="calendar-days", count=0),
        ],
        "steps": [
            SimpleNamespace(label=_("Diagnosis"), state="done", note=_("finished in October"), url="#stepper"),
            SimpleNamespace(label=_("Planning"), state="now", note=_("the director decides by Friday"), url="#stepper"),
            SimpleNamespace(label=_("Carrying out"), state="next", note="", url=""),
            SimpleNamespace(label=_("Summing up"), state="next", note="", url=""),
        ],
        "moments": [now - timedelta(minutes=3), now - timedelta(hours=5), now + timedelta(days=2)],
        "people": ["Ada Kowal", "Benedykt Lis", "Żaneta Ćwiklińska-Świątek", "Hal"],
    }
