"""Words into values; services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from surveys.enums import CHOOSING, LISTING, Kind
from surveys.items import Item, tidied, wrong_with
from surveys.services import MOST_LINKS
from surveys.templates import TEMPLATES

EMPTY = {"required": _("Write something first.")}


def _text(rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), **options)


class MakeForm(OnceForm):
    """From what a survey begins, and its title."""

    template = forms.ChoiceField(label=_("Begin with"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("Left empty, it is the title of the template.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ready = [(one.name, one.title) for one in TEMPLATES.values()]
        self.fields["template"].choices = [*ready, ("", _("a blank survey"))]

    def clean(self) -> dict[str, Any]:
        """A blank survey needs a title of its own."""
        good = super().clean() or self.cleaned_data
        if not good.get("template") and not good.get("title", "").strip():
            self.add_error("title", _("Give the survey a title."))
        return good


class NameForm(forms.Form):
    """Title and introduction."""

    title = forms.CharField(label=_("Title"), max_length=160, error_messages=EMPTY)
    intro = _text(4, label=_("Introduction"), max_length=2000, required=False)
    asks_word = forms.BooleanField(
        label=_("This is the first of two surveys: before and after"),
        required=False,
        help_text=_(
            "Whoever wants gives a word of their own. In the survey after, the same word joins the two sheets."
        ),
    )

    def __init__(self, *args: Any, is_after: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_after:
            del self.fields["asks_word"]


class DayForm(forms.Form):
    """The last day for answers."""

    closes_on = forms.DateField(
        label=_("Last day for answers"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class LinksForm(forms.Form):
    """How many links to make."""

    count = forms.IntegerField(label=_("How many links"), min_value=1, max_value=MOST_LINKS, initial=10)


class GoalForm(OnceForm):
    """A goal of the plan from what a question showed."""

    title = forms.CharField(label=_("Goal"), max_length=240, error_messages=EMPTY)
    criteria = forms.CharField(label=_("How we shall know"), max_length=400, required=False)


class ItemForm(forms.Form):
    """One item; only the fields its kind knows."""

    text = forms.CharField(label=_("Question"), max_length=300, error_messages=EMPTY)
    help = forms.CharField(label=_("A hint under the question"), max_length=300, required=False)
    options = _text(6, label=_("Answers, one a line"), required=False, max_length=3000)
    rows = _text(5, label=_("Lines to be rated, one a line"), required=False, max_length=3000)
    least = forms.CharField(label=_("What 1 means"), max_length=60, required=False)
    most = forms.CharField(label=_("What 5 means"), max_length=60, required=False)
    is_needed = forms.BooleanField(label=_("An answer is needed"), required=False)
    after = forms.ChoiceField(label=_("Who is asked"), required=False)

    def __init__(self, *args: Any, kind: str, before: list[Item], key: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.before, self.key = Kind(kind), before, key
        if kind == Kind.SECTION:
            self.fields["text"].label = _("Heading")
        unknown = {"options": kind not in LISTING, "rows": kind != Kind.MATRIX}
        unknown |= dict.fromkeys(("least", "most"), kind not in (Kind.SCALE, Kind.MATRIX))
        unknown |= dict.fromkeys(("is_needed", "help", "after"), kind == Kind.SECTION)
        self.conditions = [
            (f"{one.key}:{number}", one, option)
            for one in before
            if one.kind in CHOOSING
            for number, option in enumerate(one.options)
        ]
        unknown["after"] = unknown["after"] or not self.conditions
        for name in [name for name, gone in unknown.items() if gone]:
            del self.fields[name]
        for name in {"options", "rows"} & set(self.fields):
            self.fields[name].required = True
            self.fields[name].error_messages |= EMPTY
        if "after" in self.fields:
            named = [(value, f"{one.text} → {option}") for value, one, option in self.conditions]
            self.fields["after"].choices = [("", _("everybody")), *named]

    @classmethod
    def begun(cls, item: Item, before: list[Item]) -> ItemForm:
        """The form of an item that is there."""
        initial = {name: getattr(item, name) for name in ("text", "help", "least", "most", "is_needed")}
        initial |= {"options": "\n".join(item.options), "rows": "\n".join(item.rows)}
        form = cls(initial=initial, kind=item.kind, before=before, key=item.key)
        hangs = [value for value, one, option in form.conditions if (one.key, option) == (item.after, item.when)]
        form.initial["after"] = hangs[0] if hangs else ""
        return form

    def clean(self) -> dict[str, Any]:
        """Beside each field what is wrong with it."""
        good = super().clean() or self.cleaned_data
        if not self.errors:
            for name, sentence in wrong_with(self.item, self.before).items():
                self.add_error(name if name in self.fields else None, sentence)
        return good

    @property
    def item(self) -> Item:
        """What the service takes."""
        good = self.cleaned_data
        after = next(((one.key, option) for value, one, option in self.conditions if value == good.get("after")), None)
        plain = {name: good[name] for name in ("text", "help", "least", "most", "is_needed") if name in good}
        lists = {name: tuple(good[name].splitlines()) for name in ("options", "rows") if name in good}
        hangs = {"after": after[0], "when": after[1]} if after else {}
        return tidied(Item(key=self.key, kind=self.kind, **plain, **lists, **hangs))


def said_in(items: list[Item], sent: QueryDict) -> dict[str, Any]:
    """The answers of a form as they were sent, by key; `surveys.items.checked` says which can stand."""
    raw: dict[str, Any] = {}
    for item in items:
        name = f"o-{item.key}"
        if item.kind == Kind.SEVERAL:
            raw[item.key] = sent.getlist(name)
        elif item.kind == Kind.MATRIX:
            raw[item.key] = [sent.get(f"{name}-{row}", "") for row in range(len(item.rows))]
        elif item.kind == Kind.RANKING:
            raw[item.key] = [sent.get(f"{name}-{at}", "") for at in range(len(item.options))]
        elif item.asks:
            raw[item.key] = sent.get(name, "")
    return raw
