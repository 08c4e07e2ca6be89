"""Posts drawn without a template: those of one shape differ only in their words.

What buttons and notes a post has, how deep it stands, which tone its author's mark has: that is its shape, and a page
has few of them. The template draws each shape once, with stand-ins where the words go (theme.pieces keeps it); a post
is then its shape with its own words put in. The stand-ins are random for each process, so nobody's words can hold one,
and what is put in is escaped here as the template would escape it.

Only posts that everybody in the room sees are drawn so; a hidden or withdrawn one, a poll, a ruling, things made of a
post go through the template (`templates/forum/_post.html`), which reads the same words.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from html import escape
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from forum.models import Post
from theme import pieces
from theme.templatetags.kept import squeezed
from theme.templatetags.look import initials, spoken, tone

if TYPE_CHECKING:
    from forum.views.drawing import Drawn

QUOTED = 90
"""So many letters of the answered post are shown where the place does not show it."""


@dataclass(frozen=True)
class Said:
    """The words of a post as it is drawn, those of others not yet escaped."""

    number: str
    place: str
    address: str
    """The conversation's; nothing on its own page."""
    link: str
    """The post's permanent address, as it is led to from this page."""
    full: str
    """The same from any page."""
    who: str
    initials: str
    at: str
    """The moment for machines."""
    spoken: str
    """The moment for people."""
    answers: str
    answers_link: str
    quoted: str
    report: str
    """Where the post is reported by whoever has an account."""
    judge: str
    """Where it is hidden and shown."""


WORDS = tuple(field.name for field in fields(Said))
_STAND_INS = {name: f"{name.replace('_', '')}{secrets.token_hex(12)}" for name in (*WORDS, "body")}
_NAMES = {word: name for name, word in _STAND_INS.items()}
_OPEN = re.compile("|".join(_STAND_INS.values()))


def said(post: Post, item: Drawn, *, base: str) -> Said:
    """The words of the post; `base` is what the conversation's links begin with."""
    author, parent, local = post.author, post.parent, timezone.localtime(post.created_at)
    shows = item.is_far and parent is not None and parent.is_shown and parent.excerpt
    return Said(
        number=str(post.number),
        place=post.place,
        address=base,
        link=item.link,
        full=f"{post.thread.address}wpis/{post.number}/",
        who=str(author or ""),
        initials=initials(author) if author else "",
        at=f"{local:%Y-%m-%dT%H:%M%z}",
        spoken=spoken(post.created_at),
        answers=item.answers,
        answers_link=item.answers_link,
        quoted=Truncator(parent.excerpt).chars(QUOTED) if shows and parent is not None else "",
        report=_address("moderation:report").format(post.pk),
        judge=_address("moderation:decide").format(post.pk),
    )


@lru_cache(maxsize=8)
def _address(name: str) -> str:
    return reverse(name, args=["post", 102030405]).replace("102030405", "{}")


def put(request: HttpRequest, values: dict[str, Any], items: list[Drawn]) -> None:
    """Give each of these posts of one page its shape with its words; those meant for the template get nothing."""
    met: dict[tuple[Any, ...], list[str]] = {}
    for item in items:
        if item.face is None or not item.post.is_shown or item.said is None:
            continue
        shape = _shape(item, values)
        if shape not in met:
            met[shape] = pieces.kept_with("post.shape", shape, partial(_parts, request, values, item))
        parts = met[shape]
        words = {name: escape(word) for name, word in vars(item.said).items()}
        words["body"] = item.post.body
        filled = list(parts)
        filled[1::2] = [words[name] for name in parts[1::2]]
        item.html = mark_safe("".join(filled))  # noqa: S308 - the shape is drawn by a template, the words are escaped


def _shape(item: Drawn, values: dict[str, Any]) -> tuple[Any, ...]:
    """Whatever of the post `templates/forum/_post.html` reads beside its words."""
    post, room = item.post, values["room"]
    return (
        *(item.level, item.is_new, item.is_own, item.is_answer, item.edits, item.is_far, item.is_bookmarked),
        *(item.is_thanked, tuple(item.signs), bool(item.answers), post.answers, post.edited_at is not None),
        *(bool(post.author), tone(post.author) if post.author else 0, bool(item.said and item.said.quoted)),
        *(bool(values["may_reply"]), room.is_open, room.steers, room.is_guest),
    )


def _parts(request: HttpRequest, values: dict[str, Any], like: Drawn) -> tuple[list[str], None]:
    """The shape cut at its openings: what stands there, the name of a word, what stands there, and so on.

    With it, for how long it may be kept (theme.pieces): as long as there is room.
    """
    words = dict(_STAND_INS)
    if like.said is None or not like.said.quoted:
        words["quoted"] = ""
    stand_in = SimpleNamespace(**vars(like))
    stand_in.said = Said(**{name: words[name] for name in WORDS})
    stand_in.answers = words["answers"] if like.answers else ""
    stand_in.post = SimpleNamespace(
        pk=0, is_shown=True, deleted_at=None, hidden_at=None, edited_at=like.post.edited_at,
        author=bool(like.post.author), answers=like.post.answers, body=words["body"],
    )  # fmt: skip
    stand_in.face = None
    markup = squeezed(render_to_string("forum/_post.html", {**values, "item": stand_in}, request))
    found, end = [], 0
    for match in _OPEN.finditer(markup):
        found += [markup[end : match.start()], _NAMES[match[0]]]
        end = match.end()
    return [*found, markup[end:]], None
