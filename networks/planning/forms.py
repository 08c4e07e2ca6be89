"""Words into values; services decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from networks.models import Edition
from networks.planning.enums import SECTION_HELP, Outcome, Part, PointKind, Section
from networks.planning.models import Goal, Plan, Point
from networks.planning.outlines import end_of
from networks.planning.services import check_point
from networks.planning.services.course import check_adopted, check_until, day_to_adopt
from networks.planning.services.writing import LONGEST
from networks.planning.spoken import month_name
from provenance.forms import MadeFromForm


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def _text(rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), **options)


class WhyForm(forms.Form):
    """The reason of a change, asked once members have seen the plan."""

    why = forms.CharField(
        label=_("Why you change it"),
        help_text=_("Members have seen this plan; they will read the reason in its history."),
        max_length=500,
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        if not plan.is_shown:
            del self.fields["why"]
        else:
            self.order_fields([name for name in self.fields if name != "why"] + ["why"])

    @property
    def why_given(self) -> str:
        """The reason; empty for a draft."""
        return self.cleaned_data.get("why", "")


class WordsForm(WhyForm):
    """The general goal and the chapters of words."""

    goal = _text(
        3,
        label=_("General goal"),
        help_text=_("What the network wants to reach by the end of the school year, in a few sentences."),
        max_length=2000,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for section in Section:
            self.fields["words_" + section.value] = _text(
                5, label=section.label, help_text=SECTION_HELP[section], max_length=LONGEST, required=False
            )
        if "why" in self.fields:
            self.fields["why"] = self.fields.pop("why")

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        """What stands in the plan."""
        words = {"words_" + name: plan.words.get(name, "") for name in Section.values}
        return {"goal": plan.edition.goal, "revision": plan.revision, **words}

    def words(self) -> dict[str, str]:
        """The words by chapter."""
        return {name: self.cleaned_data["words_" + name].replace("\r\n", "\n") for name in Section.values}


class GoalForm(OnceForm, MadeFromForm, WhyForm):
    """A goal."""

    title = forms.CharField(
        label=_("Goal"),
        help_text=_("What will be different at the end of the year, in one sentence."),
        max_length=240,
    )
    criteria = _text(
        label=_("Criteria of success"),
        help_text=_("By what you will know that it was reached; one a line."),
        max_length=2000,
        required=False,
    )
    effect = _text(2, label=_("Expected effect"), max_length=2000, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("title", "criteria", "effect")}


class PointForm(OnceForm, MadeFromForm, WhyForm):
    """A point. One gives a month, or the first and perhaps the last day."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=PointKind.choices, initial=PointKind.MEETING, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    month = forms.TypedChoiceField(
        label=_("In which month"),
        help_text=_("When the day is not known yet, the month is enough."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_on = _day(label=_("Or from day"), required=False)
    ends_on = _day(label=_("To day"), help_text=_("Leave empty for a single day."), required=False)
    who = forms.CharField(label=_("Who does it"), max_length=200, required=False)
    outcome = _text(2, label=_("Expected outcome"), max_length=2000, required=False)
    text = _text(4, label=_("Description"), max_length=4000, required=False)
    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=_("Serves the goal"), required=False, empty_label=_("no goal in particular")
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition = edition
        self.values: dict[str, Any] = {}
        first = edition.school_year.starts_on
        months = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
        self.fields["month"].choices = [
            ("", _("I give the days")),
            *((number, f"{month_name(number)} {first.year + (number < 9)}") for number in months),
        ]
        self.fields["goal"].queryset = self.plan.goals.all() if self.plan.pk else Goal.objects.none()

    @staticmethod
    def initial_of(point: Point) -> dict[str, Any]:
        """What stands in the point."""
        found = {
            name: getattr(point, name) for name in ("kind", "title", "starts_on", "ends_on", "who", "outcome", "text")
        } | {"goal": point.goal_id}
        if point.whole_months and (point.starts_on.year, point.starts_on.month) == (
            point.ends_on.year,
            point.ends_on.month,
        ):
            return found | {"month": point.starts_on.month, "starts_on": None, "ends_on": None}
        return found

    def clean(self) -> dict[str, Any]:
        """Make days of the month or of the days, and say what cannot stand beside its field."""
        good = super().clean() or {}
        if {"starts_on", "ends_on", "title", "kind"} - good.keys():
            return good
        first, last, month = good["starts_on"], good["ends_on"], good.get("month")
        if first is None and month:
            begin = self.edition.school_year.starts_on
            first = date(begin.year + (month < 9), month, 1)
            last = end_of(first)
            whole = True
        elif first is None:
            self.add_error("month", _("Choose the month or give the first day."))
            return good
        else:
            whole = False
        texts = {name: good.get(name, "") for name in ("title", "text", "who", "outcome")}
        self.values = texts | {
            "kind": good["kind"],
            "starts_on": first,
            "ends_on": last or first,
            "whole_months": whole,
            "goal": good.get("goal"),
        }
        for name, sentence in check_point(edition=self.edition, **self.values).items():
            self.add_error(name, sentence)
        return good


class ConsultForm(forms.Form):
    """Until when members may remark, and a few words to them."""

    until_on = _day(label=_("Remarks until"))
    words = _text(
        label=_("A few words to the members"),
        help_text=_("What you would like them to look at. You may leave it empty."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan

    def clean_until_on(self) -> date:
        """Not in the past, and within the school year."""
        for sentence in check_until(self.plan, self.cleaned_data["until_on"]):
            raise forms.ValidationError(sentence)
        return self.cleaned_data["until_on"]


class AdoptForm(forms.Form):
    """When and how the members agreed."""

    adopted_on = _day(label=_("Adopted on"))
    words = _text(
        label=_("How it was agreed"),
        help_text=_("For example: at the kick-off meeting, unanimously; after remarks on the platform."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        self.initial.setdefault("adopted_on", day_to_adopt(plan))

    def clean_adopted_on(self) -> date:
        """Not to come, and within the school year."""
        for sentence in check_adopted(self.plan, self.cleaned_data["adopted_on"]):
            raise forms.ValidationError(sentence)
        return self.cleaned_data["adopted_on"]


class RemarkForm(OnceForm):
    """What the plan lacks."""

    part = forms.ChoiceField(label=_("What it is about"), choices=Part.choices)
    words = _text(4, label=_("Your remark"), max_length=2000, error_messages={"required": _("Write something first.")})


class AnswerForm(forms.Form):
    """What came of a remark."""

    outcome = forms.ChoiceField(label=_("What you do with it"), choices=Outcome.choices, widget=forms.RadioSelect)
    answer = _text(label=_("Your answer"), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """A remark not taken into account is answered in words."""
        good = super().clean() or {}
        if good.get("outcome") == Outcome.NOT_TAKEN and not good.get("answer", "").strip():
            self.add_error("answer", _("Say why the remark was not taken into account."))
        return good


class DoneForm(forms.Form):
    """How it went."""

    words = forms.CharField(label=_("How it went, in one sentence"), max_length=400, required=False)


class ExampleForm(OnceForm):
    """A plan as an example for others."""

    title = forms.CharField(
        label=_("Title of the example"), help_text=_("Without the name of your network or school."), max_length=160
    )
    summary = forms.CharField(label=_("For whom and about what"), max_length=300, required=False)


class ReasonForm(WhyForm):
    """The reason of taking something out; nothing is asked for a draft."""
