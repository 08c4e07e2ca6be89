"""A decision, the same one about many, and a turn of the talk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from kit.writing import RichField
from moderation.enums import NEEDS_RULE, NEEDS_WORDS
from moderation.models import Act
from moderation.selectors import Rule


class _Reasons(forms.Form):
    """A rule of the place's list and words for the person concerned."""

    act = forms.ChoiceField(choices=Act.choices, error_messages={"required": _("Choose what is to be done.")})
    ground = forms.ChoiceField(
        label=_("Rule on which the decision rests"), choices=[], widget=forms.RadioSelect, required=False
    )
    ready = forms.ChoiceField(label=_("Ready reasons"), choices=[], required=False)
    words = forms.CharField(
        label=_("Reasons for the author"),
        help_text=_("One or two sentences. The author will read them in the inbox and by e-mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, grounds: list[Rule], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [(rule.code, rule.words) for rule in grounds]
        lines = [(rule, line) for rule in grounds for line in rule.ready]
        if lines:
            self.fields["ready"].choices = [
                ("", _("own words below")),
                *((rule.words, [(line, line) for line in rule.ready]) for rule in grounds if rule.ready),
            ]
        else:
            del self.fields["ready"]

    def clean(self) -> dict[str, Any]:
        """Ready reasons stand where no others were written; say beside the field what the act still needs."""
        values = super().clean() or self.cleaned_data
        ready = values.pop("ready", "")
        values["words"] = (values.get("words") or "").strip() or ready
        act = values.get("act")
        if act in NEEDS_RULE and not values.get("ground") and "ground" not in self.errors:
            self.add_error("ground", _("Choose the rule on which the decision rests."))
        if act in NEEDS_WORDS and not values["words"] and "words" not in self.errors:
            self.add_error("words", _("Write the author a sentence of reasons."))
        return values


class DecideForm(_Reasons):
    """A decision about one thing."""

    until = forms.DateField(
        label=_("Pause the author's writing until"),
        help_text=_("Optional when hiding or not publishing. The last day of the pause."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    text = RichField(
        label=_("The words as they are to be published"),
        help_text=_("The author will see what you changed."),
        required=False,
    )

    def __init__(self, *args: Any, can_edit: bool = False, can_pause: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not can_edit:
            del self.fields["text"]
        if not can_pause:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """An edit needs words; a pause needs its day."""
        values = super().clean()
        if values.get("act") == Act.PAUSE and not values.get("until") and "until" in self.fields:
            self.add_error("until", _("Choose the last day of the pause."))
        return values


class BulkForm(_Reasons):
    """One decision about many cases."""

    case = forms.TypedMultipleChoiceField(
        coerce=int, choices=[], error_messages={"required": _("Choose at least one case.")}
    )

    def __init__(self, *args: Any, numbers: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["case"].choices = [(number, number) for number in numbers]


class RemarkForm(OnceForm):
    """A turn of the talk about a case."""

    words = forms.CharField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": _("Write something first.")},
    )


class DangerForm(forms.Form):
    """Who was told of a danger to life or safety. What was said is not written down here."""

    told = forms.CharField(
        label=_("Who was told"),
        help_text=_("For instance: emergency number 112, or the police station and the officer."),
        max_length=120,
        error_messages={"required": _("Say who was told.")},
    )
    reference = forms.CharField(label=_("Number of the report, if there is one"), max_length=80, required=False)
