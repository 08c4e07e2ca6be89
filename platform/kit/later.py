"""Work done later, by name: `later.enqueue("meetings.remind", meeting_id=5)`.

The row is written in the caller's transaction, so what is rolled back is never done. A task may run twice;
it loads by id and calls one service. Failing tasks are tried again with growing pauses.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django_tasks import task as django_task

from kit import clock
from kit.registry import Registry

logger = logging.getLogger("kit.later")

BACKEND = "later"
"""The name of our queue in settings.TASKS; the worker reads no other."""

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6))
"""How long to wait before each further try; after the last the task is given up and logged as an error."""


@dataclass(frozen=True)
class LaterTask:
    """A piece of background work under its stored name."""

    name: str
    work: Callable[..., None]
    queue: str = "default"
    every: timedelta | None = None


TASKS: Registry[LaterTask] = Registry("kit.later", needs=("name", "work"))


def task(name: str, *, queue: str = "default", every: timedelta | None = None) -> Callable:
    """Sign a function in as background work under `name`; with `every`, the worker also runs it on its own."""

    def sign_in(work: Callable[..., None]) -> Callable[..., None]:
        TASKS.register(name, LaterTask(name=name, work=work, queue=queue, every=every))
        return work

    return sign_in


@django_task(backend=BACKEND)
def run_named(name: str, values: dict[str, Any], attempt: int = 0) -> None:
    """What the worker runs: look the name up, do the work, try again later when it fails."""
    entry = TASKS.get(name)
    if entry is None:
        logger.error("no task is signed in as %s", name)
        return
    try:
        entry.work(**values)
    except Exception:
        if attempt >= len(PAUSES):
            logger.exception("task %s given up after %s tries", name, attempt + 1)
            raise
        logger.warning("task %s failed, try %s", name, attempt + 1, exc_info=True)
        _send(entry, values, attempt=attempt + 1, pause=PAUSES[attempt])


def enqueue(name: str, *, after: timedelta | None = None, **values: Any) -> None:
    """Have the task `name` done by the worker once the present transaction is committed.

    `values` must be JSON (ids, not objects). Raises ImproperlyConfigured for an unknown name.
    """
    entry = TASKS.get(name)
    if entry is None:
        raise ImproperlyConfigured(f"kit.later: nobody signed in {name!r}.")
    _send(entry, values, attempt=0, pause=after)


def _send(entry: LaterTask, values: dict[str, Any], *, attempt: int, pause: timedelta | None) -> None:
    using = run_named.using(queue_name=entry.queue)
    if pause is not None and using.get_backend().supports_defer:
        using = using.using(run_after=clock.now() + pause)
    using.enqueue(entry.name, values, attempt)
