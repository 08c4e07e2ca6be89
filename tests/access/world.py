"""The world in which doors are knocked on: who the actors are, and things made once for all of them."""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.test import Client
from django.urls import Resolver404, resolve

ACTORS: dict[str, str | None] = {
    "visitor": None,
    "guest": None,
    "nobody": "nina",
    "other": "cleo",
    "asking": "asking",
    "suspended": "suspended",
    "removed": "removed",
    "left": "left",
    "member": "ben",
    "former": "former",
    "expert": "gen",
    "deputy": "deputy",
    "coordinator": "ada",
    "sore": "sara",
    "director": "hal",
    "county": "dov",
    "other_county": "far",
    "editor": "iga",
    "administrator": "jan",
}
"""Actors of the matrix, in the order of its columns, and who plays each. Nobody is signed in as a visitor or a guest;
the guest's browser holds an expert's pass to the one meeting `tests.access.people.meeting`."""

PASSING = ("django_session", "usersessions_usersession", "accounts_user_groups", "search_unanswered")
"""Tables a request may write to though it is refused: sessions, an editor's place in the CMS's groups, which is put in
order at the first visit there, and the nameless count of words that were looked for in vain."""


class World:
    """People and things by name, made when first asked for: `world.fixture("network")`.

    Names are those of the fixed cast (tests/cast.py) and of tests/access/people.py. A thing comes fresh from the
    database each time, so what one actor did in a transaction that was taken back is not seen by the next.
    """

    def __init__(self, kept: dict[Any, Any] | None = None, actor: str = "visitor") -> None:
        self._kept = dict(kept or {})
        name = ACTORS[actor]
        self.actor: Any = self.fixture(name) if name else None

    def layer(self, actor: str) -> World:
        """The same world for one actor; what is made in it is forgotten with it."""
        return World(self._kept, actor)

    def fixture(self, name: str) -> Any:
        """The person or thing of this name."""
        return self.keep(name, lambda: self._made(name))

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once."""
        if key not in self._kept:
            self._kept[key] = make()
        found = self._kept[key]
        return type(found)._base_manager.get(pk=found.pk) if isinstance(found, models.Model) else found

    def _made(self, name: str) -> Any:
        maker = _maker(name)
        return maker(**{word: self.fixture(word) for word in inspect.signature(maker).parameters})


def _maker(name: str) -> Callable[..., Any]:
    from tests import cast, conftest
    from tests.access import people

    for place in (people, cast, conftest):
        found = getattr(place, name, None)
        if found is not None:
            return getattr(found, "__wrapped__", found)
    if name == "db":
        return lambda: None
    raise LookupError(f"nobody in tests/cast.py or tests/access/people.py is called {name}")


def made(maker: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a maker `(world, **words) -> thing`: all actors of a door find the same thing, made once."""

    @functools.wraps(maker)
    def once(world: Any, *words: Any, **more: Any) -> Any:
        key = (maker.__module__, maker.__qualname__, words, tuple(sorted(more.items())))
        return world.keep(key, lambda: maker(world, *words, **more))

    return once


class Knocker(Client):
    """A browser that remembers which addresses it asked and what was written meanwhile."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asked: set[tuple[str, str]] = set()
        self.written: list[str] = []

    def request(self, **request: Any) -> Any:
        """Send one request."""
        with contextlib.suppress(Resolver404):
            self.asked.add((resolve(request["PATH_INFO"]).view_name, request.get("REQUEST_METHOD", "GET")))

        def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            words = sql.split(None, 3)
            if words[0] in {"INSERT", "UPDATE", "DELETE"} and not any(table in sql for table in PASSING):
                self.written.append(sql[:160])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            return super().request(**request)


def sessions_of(world: World) -> dict[str, Any]:
    """The cookies of a browser of each actor, signed in once."""
    from tests.access import people

    cookies = {}
    for actor, name in ACTORS.items():
        client = Client()
        if actor == "guest":
            people.open_pass(client, world.fixture("expert_pass"))
        elif name:
            client.force_login(world.fixture(name), backend="django.contrib.auth.backends.ModelBackend")
        cookies[actor] = client.cookies
    return cookies
