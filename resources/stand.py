"""A word that is another one as soon as anything in the library changes: what was drawn under it is never outdated.

Only where processes share their memory; elsewhere there is no word and nothing is kept. Each verb that changes what
lists and pages show says so with `moved`: whose steps are done and how often something was taken is not among it.
"""

from __future__ import annotations

import uuid
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

_KEY = "library-stand"


def now() -> str | None:
    """The library as it stands, in a word; None where nothing may be kept."""
    return cache.get_or_set(_KEY, _new, None) if settings.CACHE_IS_SHARED else None


def moved() -> None:
    """Something changed: every process draws anew, now, and once more when the others can see the change."""
    if settings.CACHE_IS_SHARED:
        _move()
        transaction.on_commit(partial(_move))


def _move() -> None:
    cache.set(_KEY, _new(), None)


def _new() -> str:
    return uuid.uuid4().hex
