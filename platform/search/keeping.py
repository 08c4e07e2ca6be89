"""What one question leaves for the next one like it. Who may read is never kept: that is asked of the database (SR-01).

Only where processes share their memory: there whoever files a change makes every process forget what the index said.
"""

from __future__ import annotations

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock, local
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from kit import clock

Made = TypeVar("Made")
MOST, SECONDS = 120, 30
"""Answers of the index held by one process; a list of five hundred rows takes about half a megabyte."""
_STAND = "search-stand"
_held: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
_lock = Lock()
_seen = local()
MOMENT = 0.03
"""Seconds for which a thread knows what processes share; shorter than it takes to file a change."""
OF_PERSON = ("audience", "places")


def of_index(facts: Hashable, make: Callable[[], Made]) -> Made:
    """What the index says for these facts: held until anything is filed, half a minute at most. Not to be changed."""
    if not settings.CACHE_IS_SHARED:
        return make()
    key = (stand(), facts)
    with _lock:
        held = _held.get(key)
    if held is not None and held[0] > time.monotonic():
        return held[1]
    made = make()
    with _lock:
        _held[key] = (time.monotonic() + SECONDS, made)
        while len(_held) > MOST:
            _held.popitem(last=False)
    return made


def rights_sql(user: Any, kind: str, among: Callable[[Any], QuerySet]) -> tuple[str, tuple[Any, ...]] | None:
    """What asks the database which things of a kind `user` may read; None when it is nothing at all.

    To put the question together costs more than to ask it, so its words are held some seconds, never its answer: and
    only where putting it together asks the database nothing, so that every right in it is read when it is asked.
    """
    facts = ("rights", kind, user.pk, user.is_active, getattr(user, "is_superuser", False), clock.today())
    with _lock:
        held = _held.get(facts)
    if held is not None and held[0] > time.monotonic():
        return held[1]
    asked: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        try:
            made = among(user).order_by().values_list("pk", flat=True).query.sql_with_params()
        except EmptyResultSet:
            made = None
    if not asked and settings.SEARCH_AUDIENCE_SECONDS:
        with _lock:
            _held[facts] = (time.monotonic() + settings.SEARCH_AUDIENCE_SECONDS, made)
    return made


def of_person(number: int, what: str, make: Callable[[], Made]) -> Made:
    """Something of one person's (OF_PERSON) that may be a few seconds old."""
    if not settings.CACHE_IS_SHARED or not settings.SEARCH_AUDIENCE_SECONDS:
        return make()
    held = _shared_now(number)
    if what not in held:
        held[what] = make()
        cache.set(f"search-{what}-{number}", held[what], settings.SEARCH_AUDIENCE_SECONDS)
    return held[what]


def stand() -> str | None:
    """The index as it stands, in a word that changes as soon as anything is filed; None where nothing is kept."""
    if not settings.CACHE_IS_SHARED:
        return None
    held = _shared_now(None)
    if "stand" not in held:
        held["stand"] = cache.get_or_set(_STAND, _new, None)
    return str(held["stand"])


def _shared_now(number: int | None) -> dict[str, Any]:
    """What processes share of a person and of the index's stand, asked in one go.

    A page asks for it many times within moments, so a thread knows it that long. None: only the stand, of whoever.
    """
    seen = getattr(_seen, "shared", None)
    if seen is None or seen[0] <= time.monotonic() or (number is not None and seen[1] != number):
        names = {_STAND: "stand"}
        if number is not None:
            names |= {f"search-{what}-{number}": what for what in OF_PERSON}
        found = {names[key]: value for key, value in cache.get_many(list(names)).items()}
        seen = _seen.shared = time.monotonic() + MOMENT, number, found
    return seen[2]


def index_moved() -> None:
    """Something was filed or taken out: every process asks the index anew, now and once that is committed."""
    if settings.CACHE_IS_SHARED:
        _move()
        transaction.on_commit(partial(_move))


def _move() -> None:
    _seen.shared = None
    cache.set(_STAND, _new(), None)


def _new() -> str:
    return uuid.uuid4().hex
