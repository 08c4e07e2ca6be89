"""Templates of surveys as data (questions written for this project): needs at the start, evaluation at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surveys.enums import Kind
from surveys.items import Item

Words = str | Promise
LEAST, MOST = _("definitely not"), _("definitely yes")


@dataclass(frozen=True)
class Template:
    """A survey ready to be changed: its name, an introduction, its items with words still to be translated."""

    name: str
    title: Words
    intro: Words
    rows: tuple[dict[str, Any], ...]

    def items(self) -> list[Item]:
        """The items in the language of now."""
        return [Item(**{name: _said(value) for name, value in row.items()}) for row in self.rows]


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return value if isinstance(value, bool) else str(value)


def _part(key: str, text: Words) -> dict[str, Any]:
    return {"key": key, "kind": Kind.SECTION, "text": text}


def _scale(key: str, text: Words, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": Kind.SCALE, "text": text, "least": LEAST, "most": MOST, "is_needed": True} | more


def _text(key: str, text: Words, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": Kind.TEXT, "text": text} | more


def _list(kind: Kind, key: str, text: Words, options: tuple[Words, ...], **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "text": text, "options": options} | more


YES, NOT_YET = _("yes"), _("not yet")

NEEDS = Template(
    name="potrzeby",
    title=_("Needs of the network's members"),
    intro=_("A few questions before we write the plan of the year. They take about five minutes."),
    rows=(
        _part("part_topics", _("Topics")),
        _text("topic", _("Which topic matters most to you this year?"), is_needed=True),
        _text("share", _("What do you do well and could share with others?")),
        _text("seek", _("What do you look for in this network?")),
        _list(
            Kind.RANKING,
            "forms",
            _("Put the ways of working in order, the most useful first"),
            (
                _("workshops with an expert"),
                _("exchange of lesson scenarios"),
                _("open lessons"),
                _("talking over cases"),
            ),
        ),
        _part("part_meetings", _("Meetings")),
        _list(
            Kind.SEVERAL,
            "days",
            _("Which days suit you?"),
            (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday")),
            is_needed=True,
        ),
        _list(
            Kind.SINGLE,
            "mode",
            _("How do you prefer to meet?"),
            (_("on site"), _("online"), _("by turns")),
            is_needed=True,
        ),
        _text("coordinator", _("What do you expect of the coordinator?")),
        _part("part_platform", _("The platform")),
        _list(Kind.SINGLE, "platform", _("Have you worked on such a platform before?"), (YES, NOT_YET), is_needed=True),
        _text("platform_help", _("What would help you to begin?"), after="platform", when=NOT_YET),
    ),
)
YEAR = Template(
    name="ewaluacja",
    title=_("Evaluation of the network's year"),
    intro=_("What this year gave us and what to change in the next one. The answers are anonymous."),
    rows=(
        _part("part_gain", _("What the year gave")),
        _scale("knowledge", _("I know and can do more in the network's topic.")),
        _scale("exchange", _("We exchanged experience from our own lessons.")),
        _scale("contacts", _("I made contacts I can turn to.")),
        _scale("school", _("My school benefits from my work in the network.")),
        _part("part_work", _("How we worked")),
        {
            "key": "ways", "kind": Kind.MATRIX, "text": _("How useful was it?"), "least": _("of no use"),
            "most": _("very useful"),
            "rows": (_("meetings"), _("work on the platform"), _("materials in the library"), _("experts")),
        },
        _scale("coordination", _("The coordinator's work helped the network.")),
        _text("change", _("What should we change?")),
        _part("part_next", _("What next")),
        _list(
            Kind.SINGLE,
            "stay",
            _("Do you want to go on next year?"),
            (_("yes, I do"), _("I do not know yet"), _("no, I do not")),
            is_needed=True,
        ),
        _text("why_not", _("What would have to change for you to stay?"), after="stay", when=_("no, I do not")),
        _text("next_topic", _("Which topic should we take up next?")),
    ),
)  # fmt: skip

MEETING = Template(
    name="spotkanie",
    title=_("After a meeting of the network"),
    intro=_("Five short questions, one minute. The answers are anonymous."),
    rows=(
        _scale("useful", _("What I heard and did is of use in my work.")),
        _list(
            Kind.SINGLE,
            "pace",
            _("How was the pace?"),
            (_("too slow"), _("just right"), _("too fast")),
            is_needed=True,
        ),
        _scale("safe", _("The atmosphere let me speak openly, also about what I cannot do.")),
        _text("take", _("What do I take to my school?")),
        _text("topic_next", _("Which topic do I propose for the next meeting?")),
    ),
)

TEMPLATES = {template.name: template for template in (NEEDS, MEETING, YEAR)}
