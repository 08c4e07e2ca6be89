"""What upper floors sign in: kinds of notices, places, breaks, sections of the weekly letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry

NOTHING, INBOX, LETTER, PUSH, MAIL = "nothing", "inbox", "letter", "push", "mail"
"""Levels: not at all; only in the platform; there and in the weekly letter; these and at once in the browser; there and
at once by e-mail (and in browsers that were turned on).

By default everything goes into the weekly letter. MAIL is the default only of three kinds of news: a mention by name,
a change of a meeting, a decision about oneself.
"""


def _everybody(_user: Any, _about: Any) -> bool:
    return True


def _itself(about: Any) -> Any:
    return about


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a letter."""

    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Link:
    """A further link of a letter, beside the one that leads to the thing."""

    words: str | Promise
    url: str


@dataclass(frozen=True)
class Chain:
    """Where a letter about a thing stands in a conversation, for mail programs that show letters as one.

    `root` names the conversation, `above` the things this one answers (the nearest last), `own` the thing itself;
    `own` is empty for news that only speak of the thing. `subject` is the conversation's, `sender` who wrote.
    """

    root: str
    above: tuple[str, ...] = ()
    own: str = ""
    subject: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of notice.

    `reads(user, about)` is asked again before a notice is listed or mailed (NT-01).
    `among(user)`, where given, is its twin as a queryset of things: lists then ask once for a whole page.
    `discreet` kinds carry neither names nor text in mail, only a link (NT-02).
    `asks`: somebody waits for the person's answer, so that the notice is at least kept in the inbox.
    `stands_out`: a choice for a whole network does not touch it, only a choice about this very kind.
    `thing(about)` is what can be followed or muted (a post's conversation); by default the thing itself.
    `moment(about)` is when it happens: what happens before a quiet time ends is not held back by it.
    `attach(user, about)` gives files for the letter (an invitation to a meeting for calendars),
    `links(user, about)` further links in it (a signed one that confirms reading).
    `chain(about)` says where its letter stands in a conversation, `replies` names who takes answers (REPLIES).
    """

    name: str
    label: str | Promise
    level: str = LETTER
    reads: Callable[[Any, Any], bool] = _everybody
    discreet: bool = False
    among: Callable[[Any], Any] | None = None
    asks: bool = False
    stands_out: bool = False
    thing: Callable[[Any], Any] = _itself
    moment: Callable[[Any], datetime | None] | None = None
    attach: Callable[[Any, Any], list[Attachment]] | None = None
    links: Callable[[Any, Any], list[Link]] | None = None
    chain: Callable[[Any], Chain] | None = None
    replies: str = ""


KINDS: Registry[Kind] = Registry("notifications", needs=("name", "label", "level"))


def kind(name: str, label: str | Promise, **options: Any) -> Kind:
    """Sign a kind in and give it back."""
    return KINDS.register(name, Kind(name=name, label=label, **options))


@dataclass(frozen=True)
class Taken:
    """What became of an answer by e-mail: `outcome` of `enums.Received`, a sentence for its sender, where it stands.

    `is_told`: whether the sender gets a letter about it; a calendar that answered for its owner needs none.
    """

    outcome: str
    words: str
    url: str = ""
    is_told: bool = True


@dataclass(frozen=True)
class Replies:
    """Who takes answers to letters about things of one sort.

    `of(things)` gives the thing that an answer to a letter about all of them answers, `scope(thing)` the number of what
    it lies in: a thing that was moved takes no more answers to older letters. `find(number)` gives the thing or None.
    `take(by=, thing=, text=, key=)` does what the form would do, under the same rules; a repeat with the same key does
    nothing. It gives Taken, or raises Refused or NotThere.
    `take_calendar(by=, thing=, calendar=, email=)`, where given, takes what a calendar sent as its owner's answer
    (METHOD:REPLY, RFC 5546), its bytes unread; such letters are written by machines and are taken all the same.
    """

    name: str
    of: Callable[[list[Any]], Any]
    scope: Callable[[Any], int]
    find: Callable[[int], Any]
    take: Callable[..., Taken]
    take_calendar: Callable[..., Taken] | None = None


REPLIES: Registry[Replies] = Registry("notifications.replies", needs=("name", "of", "scope", "find", "take"))


@dataclass(frozen=True)
class Place:
    """A place people can be quieter or louder about: `key` names it in choices and links."""

    key: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Places:
    """Places of one sort: `of(about)` is the number of a thing's place, `mine(user)` the places of a person."""

    name: str
    of: Callable[[Any], int | None]
    mine: Callable[[Any], list[tuple[int, str, str]]]


PLACES: Registry[Places] = Registry("notifications.places", needs=("name", "of", "mine"))


@dataclass(frozen=True)
class Break:
    """Days on which a person is left in peace."""

    name: str
    last_day: date


@dataclass(frozen=True)
class Breaks:
    """`on(user numbers, day)` gives {user number: Break} for those who have a break on that day, in few queries."""

    name: str
    on: Callable[[Iterable[int], date], dict[int, Break]]


BREAKS: Registry[Breaks] = Registry("notifications.breaks", needs=("name", "on"))


@dataclass(frozen=True)
class Line:
    """A line of the weekly letter: where it leads, and when it falls due or begins.

    `taps`: answers to choose from right in the letter; each leads to a page that has it chosen.
    """

    text: str
    url: str
    note: str = ""
    at: datetime | None = None
    taps: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Section:
    """What an app adds to the weekly letter.

    `waits(user)`: what waits for the person's answer. `coming(user, start, end)`: what takes place between two moments.
    `news(user, since)`: {name of a place: lines} beside the notices. `covers` names kinds whose notices need no line of
    their own, because what they are about stands here as long as it waits.
    """

    name: str
    waits: Callable[[Any], list[Line]] | None = None
    coming: Callable[[Any, datetime, datetime], list[Line]] | None = None
    news: Callable[[Any, datetime], dict[str, list[Line]]] | None = None
    covers: tuple[str, ...] = field(default=())


SECTIONS: Registry[Section] = Registry("notifications.letter", needs=("name",))


def section(name: str, **parts: Any) -> Section:
    """Sign a section of the weekly letter in."""
    return SECTIONS.register(name, Section(name=name, **parts))
