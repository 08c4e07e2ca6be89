"""The document of a questionnaire: its items, what may stand in one, what is a good answer.

An item is a dict in `Survey.items`; here it is read as `Item`. Keys of templates stay the same over the years, so that
two surveys of one template can be compared; further items are named q1, q2 …
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kit.verdicts import Refused
from surveys.enums import CHOOSING, LISTING, STEPS, Kind

MOST_ITEMS = 60
MOST_OPTIONS = 15
LONGEST_TEXT = 300
LONGEST_OPTION = 160
LONGEST_WORDS = 2000
"""Characters of one answer in own words."""


@dataclass(frozen=True)
class Item:
    """A heading or a question. `after` and `when` say: asked of those only who chose `when` in the question `after`.

    `options` are the answers to choose from or to put in order, `rows` the lines of a matrix, `least` and `most` the
    words at the ends of a scale.
    """

    key: str
    kind: str
    text: str
    help: str = ""
    is_needed: bool = False
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    after: str = ""
    when: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.kind != Kind.SECTION

    @property
    def kind_words(self) -> str:
        """Its kind, for people."""
        return str(Kind(self.kind).label)


def items_of(document: Iterable[dict[str, Any]]) -> list[Item]:
    """The items of a stored document."""
    return [
        Item(**{**one, "options": tuple(one.get("options", ())), "rows": tuple(one.get("rows", ()))})
        for one in document
    ]


def stored(items: Iterable[Item]) -> list[dict[str, Any]]:
    """The document of the items, without what is empty."""
    found = []
    for item in items:
        values = {name: value for name, value in asdict(item).items() if value not in ("", (), False)}
        found.append({name: list(value) if isinstance(value, tuple) else value for name, value in values.items()})
    return found


def fresh_key(items: Iterable[Item]) -> str:
    """A key none of the items has."""
    taken = {item.key for item in items}
    return next(key for number in range(1, 10_000) if (key := f"q{number}") not in taken)


def _lines(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for one in words if (line := " ".join(str(one).split())))


def tidied(item: Item) -> Item:
    """The item with only what its kind knows, its words in order."""
    kind = Kind(item.kind)
    asks, scaled = kind != Kind.SECTION, kind in (Kind.SCALE, Kind.MATRIX)
    return replace(
        item,
        text=" ".join(item.text.split()),
        help=" ".join(item.help.split()),
        is_needed=item.is_needed and asks,
        options=_lines(item.options) if kind in LISTING else (),
        rows=_lines(item.rows) if kind == Kind.MATRIX else (),
        least=" ".join(item.least.split()) if scaled else "",
        most=" ".join(item.most.split()) if scaled else "",
        after=item.after if asks else "",
        when=item.when if asks and item.after else "",
    )


def wrong_with(item: Item, before: Iterable[Item]) -> dict[str, str]:
    """What is wrong with a tidied item that stands behind the items `before`, field by field; empty when nothing is."""
    wrong: dict[str, str] = {}
    if not item.text:
        wrong["text"] = _("Write something first.")
    elif len(item.text) > LONGEST_TEXT:
        wrong["text"] = _("A question has 300 characters at most.")
    for name, label, needed in (
        ("options", pgettext("survey", "answers"), item.kind in LISTING),
        ("rows", _("lines"), _is_matrix(item)),
    ):
        sentence = _wrong_list(getattr(item, name), label) if needed else ""
        if sentence:
            wrong[name] = sentence
    if item.after and not _can_hang(item, before):
        wrong["after"] = _("The question it depends on must stand before it and have this answer to choose.")
    return wrong


def _is_matrix(item: Item) -> bool:
    return item.kind == Kind.MATRIX


def _wrong_list(lines: tuple[str, ...], label: str) -> str:
    if not 2 <= len(lines) <= MOST_OPTIONS:
        return _("Give from 2 to 15, one a line: %(what)s.") % {"what": label}
    if len({line.casefold() for line in lines}) < len(lines):
        return _("Two lines are the same.")
    if any(len(line) > LONGEST_OPTION for line in lines):
        return _("A line has 160 characters at most.")
    return ""


def _can_hang(item: Item, before: Iterable[Item]) -> bool:
    return any(one.key == item.after and one.kind in CHOOSING and item.when in one.options for one in before)


def insist_whole(items: list[Item]) -> None:
    """Raise Refused, naming the question, unless every item can stand where it stands."""
    if len(items) > MOST_ITEMS:
        raise Refused(_("A survey with more than sixty questions is answered by nobody. Leave some out."))
    for number, item in enumerate(items):
        for sentence in wrong_with(item, items[:number]).values():
            raise Refused(_("“%(question)s”: %(why)s") % {"question": item.text or item.key, "why": sentence})


# --- answers ---------------------------------------------------------------------------------------------------------


def is_asked(item: Item, items: Iterable[Item], said: dict[str, Any]) -> bool:
    """Whether the question is asked of who said `said`: always, or after the answer it depends on."""
    if not item.after:
        return True
    above = {one.key: one for one in items}
    chain = item
    while chain.after:
        held = above.get(chain.after)
        if held is None or chain.when not in _chosen(held, said.get(held.key)):
            return False
        chain = held
    return True


def _chosen(item: Item, value: Any) -> list[str]:
    numbers = value if isinstance(value, list) else [] if value is None else [value]
    return [item.options[number] for number in numbers if number in range(len(item.options))]


def checked(items: list[Item], raw: dict[str, Any], *, whole: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers as they are kept, and what is wrong, by key.

    Answers to questions that were not asked are left out; `whole` also wants an answer to each question that needs one.
    """
    said: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for item in items:
        if not item.asks or not is_asked(item, items, said):
            continue
        try:
            value = _value(item, raw.get(item.key))
        except (TypeError, ValueError):
            wrong[item.key] = _("Choose one of the answers.")
            continue
        except Refused as refused:
            wrong[item.key] = str(refused.reason)
            continue
        if value is not None:
            said[item.key] = value
        elif item.is_needed and whole:
            wrong[item.key] = _("An answer is needed here.")
    return said, wrong


def _value(item: Item, raw: Any) -> Any:
    """The answer as it is kept, None for none. Raises ValueError for what is none of the answers."""
    if raw in (None, "", [], ()):
        return None
    match item.kind:
        case Kind.SINGLE:
            return _within(raw, len(item.options))
        case Kind.SEVERAL:
            return sorted({_within(one, len(item.options)) for one in raw})
        case Kind.SCALE:
            return _within(raw, STEPS + 1, least=1)
        case Kind.MATRIX:
            return _row(item, raw)
        case Kind.RANKING:
            return _order(item, raw)
    words = str(raw).replace("\x00", " ").strip()
    if len(words) > LONGEST_WORDS:
        raise Refused(_("An answer has 2000 characters at most."))
    return words or None


def _within(raw: Any, end: int, least: int = 0) -> int:
    words = str(raw)
    if not (words.isascii() and words.isdecimal() and len(words) < 4 and least <= int(words) < end):
        raise ValueError(raw)
    return int(words)


def _row(item: Item, raw: Any) -> list[int | None] | None:
    values = [None if one in (None, "") else _within(one, STEPS + 1, least=1) for one in raw]
    if len(values) != len(item.rows):
        raise ValueError(raw)
    if item.is_needed and any(values) and not all(values):
        raise Refused(_("Choose an answer in every line."))
    return values if any(values) else None


def _order(item: Item, raw: Any) -> list[int] | None:
    if not any(raw):
        return None
    if len(raw) != len(item.options) or not all(raw):
        raise Refused(_("Give a place to each answer, or to none."))
    places = [_within(one, len(item.options) + 1, least=1) for one in raw]
    if len(set(places)) < len(places):
        raise Refused(_("Two answers have the same place."))
    return places
