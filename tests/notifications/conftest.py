"""Two kinds of notices about networks, and a list of who may read; a worker that does not wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit import clock
from notifications import registry, services
from notifications.registry import INBOX, MAIL, Kind
from tests.notifications.days import SCHOOL_DAY


@pytest.fixture(autouse=True)
def _on_a_school_day() -> Any:
    """A Wednesday at noon with lessons: neither a break nor an hour of quiet."""
    with clock.moved_to(SCHOOL_DAY):
        yield


@pytest.fixture
def kinds(db: None) -> Any:
    """`letter` is mailed at once and asks `reads`; `quiet` waits in the inbox; `secret` is discreet."""
    shut: set[tuple[int, int]] = set()

    def reads(user: Any, about: Any) -> bool:
        return (user.pk, about.pk) not in shut

    def among(user: Any) -> Any:
        from networks.models import Network

        return Network.objects.exclude(pk__in=[about for person, about in shut if person == user.pk])

    made = {
        "letter": Kind(name="letter", label="Nowa odpowiedź", level=MAIL, reads=reads),
        "quiet": Kind(name="quiet", label="Zmiana planu", level=INBOX, reads=reads, among=among),
        "secret": Kind(name="secret", label="Sprawa wspomagania", level=MAIL, reads=reads, discreet=True),
        "weekly": Kind(name="weekly", label="Nowość", reads=reads),
        "asking": Kind(name="asking", label="Prośba o odpowiedź", reads=reads, asks=True),
    }
    with registry.KINDS.swapped(**made):
        yield type("Kinds", (), {**made, "shut": shut})


@pytest.fixture
def tell(kinds: Any, network: Any) -> Any:
    """A maker of notices: `tell(ben, "letter", title="…")` gives the notice."""
    from notifications.models import Notice

    def make(user: Any, kind: str = "letter", **words: Any) -> Any:
        words = {"title": "Odpowiedź w wątku", "url": "/sieci/"} | words
        services.notify(getattr(kinds, kind), to=[user], about=words.pop("about", network), **words)
        return Notice.objects.filter(user=user).order_by("-pk").first()

    return make


@pytest.fixture
def letters_out(work_done: Callable[[], int]) -> Callable[[], int]:
    """The worker after the time for which letters are kept for a bundle."""

    def run() -> int:
        from django_tasks_db.models import DBTaskResult, get_date_max

        DBTaskResult.objects.filter(queue_name="mail", status="READY").update(run_after=get_date_max())
        return work_done()

    return run
