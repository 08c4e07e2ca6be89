"""Names for visitors: without an account one sees only the names of those who agreed to be named in public."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from accounts.models import User
from accounts.selectors import agreed_to_be_named, named_in_public
from forum.models import Post, Thread

if TYPE_CHECKING:
    from forum.selectors.rooms import Room

Spoken = TypeVar("Spoken", Post, Thread)


@lru_cache(maxsize=8)
def _somebody(_in: str | None) -> User:
    """Stands for a person who has not agreed to be named in public (quality PD-08); it is nobody's row.

    One for all of them in a language: nothing of it is ever changed.
    """
    return User(first_name=gettext("Somebody of the platform"))


def with_consents(rows: QuerySet[Any], *names: str) -> QuerySet[Any]:
    """The rows with who of these people may be named, so that the veil asks nothing more."""
    return rows.annotate(**{f"{name.replace('__', '_')}_named": agreed_to_be_named(name) for name in names})


def _veil(rows: Iterable[Any], names: tuple[str, ...]) -> None:
    asked = {getattr(row, f"{name}_id") for row in rows for name in names if not hasattr(row, f"{name}_named")} - {None}
    named = named_in_public(asked) if asked else set()
    somebody = _somebody(get_language())
    for row in rows:
        for name in names:
            number = getattr(row, f"{name}_id")
            if number is not None and not getattr(row, f"{name}_named", number in named):
                setattr(row, name, somebody)


def veiled(room: Room, posts: list[Post]) -> list[Post]:
    """The posts as the reader may see their authors; one query for a visitor where they do not say it themselves."""
    if room.is_guest and posts:
        for post in posts:
            if post.parent is not None and hasattr(post, "parent_author_named"):
                post.parent.author_named = post.parent_author_named
        _veil([*posts, *(post.parent for post in posts if post.parent is not None)], ("author",))
    return posts


def veil_threads(room: Room, threads: list[Thread]) -> None:
    """The same for conversations in a list."""
    if room.is_guest and threads:
        _veil(threads, ("author", "last_post_by"))
