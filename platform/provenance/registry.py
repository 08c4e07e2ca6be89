"""Kinds of things that are made from one another, and who can make what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.functional import Promise

from kit.registry import Registry
from kit.verdicts import ALLOWED, Verdict


class Reference(NamedTuple):
    """A thing by the word of its kind and its number; `task:12` in an address."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True)
class Card:
    """How a thing shows itself to a reader who may open it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Seed:
    """What a thing gives to something made from it: words to begin with, and the network's year it belongs to."""

    title: str
    text: str = ""
    edition_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Thing:
    """A kind of thing.

    `cards(user, pks)` gives cards of those which `user` may open, in a fixed number of queries;
    `seed(user, pk)` what may be made from it begins with. It raises NotThere for what `user` may not open;
    `tied(pk)` is told when something is made of it, or it of something; `files(user, pks)` gives the files of those
    which `user` may open, in a fixed number of queries.
    """

    name: str
    label: str | Promise
    icon: str
    cards: Callable[[Any, Iterable[int]], dict[int, Card]]
    seed: Callable[[Any, int], Seed] | None = None
    tied: Callable[[int], None] | None = None
    files: Callable[[Any, Iterable[int]], list[Any]] | None = None
    page: str = ""
    """The name of its page's address, which takes `pk`; then an address people paste is known for this thing."""


def _everybody(_user: Any, _place: Any) -> Verdict:
    return ALLOWED


@dataclass(frozen=True)
class Maker:
    """Makes a thing named `name` from things of `sources`: a button that leads to `url(place)` with the source.

    `place` is what the page hands on (in a network its reader's Membership); `offered(user, place)` says whether the
    button is shown. The rule itself is asked by the service.
    """

    name: str
    label: str | Promise
    icon: str
    sources: frozenset[str]
    url: Callable[[Any], str]
    offered: Callable[[Any, Any], Verdict | bool] = _everybody
    position: int = 50


THINGS: Registry[Thing] = Registry("provenance.things", needs=("name", "label", "icon", "cards"))
MAKERS: Registry[Maker] = Registry("provenance.makers", needs=("name", "label", "icon", "sources", "url"))


def thing(name: str, **papers: Any) -> Thing:
    """Sign a kind of thing in and give it back."""
    return THINGS.register(name, Thing(name=name, **papers))


def maker(name: str, *, sources: Iterable[str], **papers: Any) -> Maker:
    """Sign in who makes things named `name`, and give it back."""
    return MAKERS.register(name, Maker(name=name, sources=frozenset(sources), **papers))


def parse(words: str) -> Reference | None:
    """The reference written as `kind:number`, or None when it is not one of a kind we know."""
    kind, _colon, number = words.partition(":")
    if kind not in THINGS or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return Reference(kind, int(number))


def own_path(address: str) -> str:
    """The path of an address of ours, written in full or from its slash; empty for anybody else's address."""
    path = address.removeprefix(settings.BASE_URL.rstrip("/"))
    return path if path.startswith("/") and not path.startswith("//") else ""


def at(address: str) -> Reference | None:
    """The thing whose page stands at `address`, or None; says nothing about who may open it."""
    try:
        found = resolve(urlsplit(own_path(address)).path)
    except Resolver404:
        return None
    kind = next((thing for thing in THINGS if thing.page and thing.page == found.view_name), None)
    return Reference(kind.name, int(found.kwargs["pk"])) if kind is not None and "pk" in found.kwargs else None
