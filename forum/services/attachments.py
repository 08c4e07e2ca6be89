"""Files of posts: taken in as drafts, given to what is written, drawn with it, thrown away with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from files.slots import DOCUMENT, PICTURE
from forum import places
from forum.models import HeldPost, Post, Section, Thread
from forum.services.stamps import touch
from kit import formulas
from kit.html import OWN_IMAGE
from kit.verdicts import Refused
from networks.models import Network
from networks.moderation import where

MOST_FILES = 10
"""Files and pictures of one post."""

_IMAGE = re.compile(r"<img(?: [a-z]+=\"[^\"]*\")*>")
_SOURCE = re.compile(r' src="(/pliki/([0-9a-f-]{36})/[^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_TABLE = re.compile(r"<(/?)table>")


def take_in(*, by: Any, place: Network | Section | Thread | HeldPost, upload: Any, picture: bool = False) -> StoredFile:
    """Take an uploaded file in as a draft of `by`; a `picture` gets a name that can stand in a text's address.

    It fills the quota of the network, or of the section above the networks.

    Whether `by` may write here was asked by the caller. Raises Refused with a sentence saying what is allowed.
    """
    name = PurePath(upload.name or "")
    if picture or name.suffix.lower() in PICTURE.extensions:
        stem = slugify(name.stem.translate(str.maketrans("łŁ", "lL")))[:60]
        upload.name = f"{stem or 'obraz'}{name.suffix.lower()}"
    slot = PICTURE if picture else DOCUMENT
    space = where(place.pk) if isinstance(place, Network) else places.key_of(place)
    return files.receive(by=by, upload=upload, slot=slot, space=space)


def give(chosen: Iterable[StoredFile], to: models.Model) -> None:
    """Make the files those of a post, of waiting words or of a draft. Raises Refused when there are too many."""
    chosen = list(chosen)
    if len(chosen) > MOST_FILES:
        raise Refused(_("A post holds at most %(most)s files and pictures.") % {"most": MOST_FILES})
    for file in chosen:
        if file.parent != to:
            files.hand_over(file=file, parent=to)


def throw_away(thing: models.Model, *, but: Iterable[StoredFile] = ()) -> None:
    """Remove the files of a thing for good, all `but` these."""
    kept = {file.pk for file in but}
    for file in files_of(thing).defer("text"):
        if file.pk not in kept:
            files.remove(file=file)


def draw(markup: str, held: Iterable[StoredFile] = ()) -> str:
    """Clean HTML as it is shown: formulas, tables in boxes of their own, pictures that fit, then the other files."""
    held = list(held)
    prefetch_related_objects(held, "renditions")
    shown = formulas.drawn(_boxed(markup))
    known, used = {str(file.pk): file for file in held}, set()

    def put(found: re.Match[str]) -> str:
        source = _SOURCE.search(found[0])
        if source is None or not OWN_IMAGE.fullmatch(source[1]):
            return found[0]
        file = known.get(source[2])
        if file is None:
            return found[0][:-1] + ' loading="lazy" decoding="async">'
        used.add(file.pk)
        alt = _ALT.search(found[0])
        return _picture(file, SafeString(alt[1]) if alt else "")

    shown = _IMAGE.sub(put, shown)
    rest = [file for file in held if file.pk not in used]
    if rest:
        with translation.override(settings.LANGUAGE_CODE):
            shown += render_to_string("forum/_files.html", {"files": rest})
    return shown


def _boxed(markup: str) -> str:
    """Each table in a box that scrolls by itself, also by keyboard."""
    if "<table>" not in markup:
        return markup
    with translation.override(settings.LANGUAGE_CODE):
        label = _("Table")
    depth = 0

    def put(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            depth -= 1
            return "</table></div>" if depth == 0 else found[0]
        depth += 1
        box = f'<div class="table-box" role="region" tabindex="0" aria-label="{label}">'
        return f"{box}<table>" if depth == 1 else found[0]

    return _TABLE.sub(put, markup)


def _picture(file: StoredFile, alt: Any) -> str:
    made = sorted(file.renditions.all(), key=lambda one: one.width)
    values: list[tuple[str, Any]] = [("src", made[-1].address if made else file.address), ("alt", alt)]
    if made:
        values += [
            ("srcset", ", ".join(f"{one.address} {one.width}w" for one in made)),
            ("sizes", "(max-width: 52rem) 100vw, 48rem"),
        ]
    if file.width and file.height:
        values += [("width", file.width), ("height", file.height)]
    return format_html('<img{} loading="lazy" decoding="async">', format_html_join("", ' {}="{}"', values))


def redraw(post: Post, held: Iterable[StoredFile] | None = None) -> Post:
    """Put what is drawn of the post in its place, without saving it; `held` are its files where they are known."""
    drawn = draw(post.html, files_of(post).defer("text") if held is None else held)
    post.drawn = "" if drawn == post.html else drawn
    return post


def prepared(post: Post) -> None:
    """The worker has made smaller pictures of a file: the post shows them from now on."""
    redraw(post).save(update_fields=["drawn"])
    touch(post.thread_id)
