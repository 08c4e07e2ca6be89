"""Background work: written with the transaction, tried again, taken back, recurring once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from kit import clock, later, worker
from kit.later import PAUSES, LaterTask

SEEN: list[int] = []


def _note(*, number: int = 0) -> None:
    SEEN.append(number)


def _break(*, number: int = 0) -> None:
    raise RuntimeError("not today")


@pytest.fixture
def tasks(db, monkeypatch):
    SEEN.clear()
    # The queue's worker closes connections as a process of its own would; the test's transaction must stay open.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    entries = {
        "t.note": LaterTask(name="t.note", work=_note),
        "t.break": LaterTask(name="t.break", work=_break),
    }
    with later.TASKS.swapped(**entries):
        yield


def _run_all() -> None:
    waiting = worker.new_worker()
    waiting.max_tasks = None
    waiting.run()


def test_what_is_enqueued_is_done_once(tasks):
    later.enqueue("t.note", number=7)
    _run_all()
    _run_all()
    assert SEEN == [7]


def test_an_unknown_name_is_refused_at_once(tasks):
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured):
        later.enqueue("t.nobody")
    assert not DBTaskResult.objects.exists()


def test_what_is_rolled_back_never_runs(tasks):
    def half_done() -> None:
        with transaction.atomic():
            later.enqueue("t.note", number=1)
            raise ValueError

    with pytest.raises(ValueError):
        half_done()
    _run_all()
    assert SEEN == []


def test_a_failing_task_is_tried_again_with_growing_pauses_and_then_given_up(tasks, monkeypatch):
    moment = datetime(2026, 11, 3, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    later.enqueue("t.break")
    pauses = []
    for _try in range(len(PAUSES)):
        _run_all()
        row = DBTaskResult.objects.get(status="READY")
        pauses.append(row.run_after - moment)
        moment = row.run_after
    _run_all()
    assert pauses == list(PAUSES)
    assert not DBTaskResult.objects.filter(status="READY").exists()
    assert DBTaskResult.objects.failed().count() == 1


def test_a_later_task_waits_for_its_moment(tasks):
    later.enqueue("t.note", after=timedelta(hours=1), number=3)
    _run_all()
    assert SEEN == []


def test_a_row_left_by_a_killed_worker_is_given_back_after_its_lease(tasks):
    later.enqueue("t.note", number=5)
    row = DBTaskResult.objects.get()
    row.claim("killed")
    assert worker.reclaim() == 0
    DBTaskResult.objects.update(started_at=clock.now() - timedelta(minutes=6))
    assert worker.reclaim() == 1
    _run_all()
    assert SEEN == [5]


def test_a_task_that_takes_its_worker_down_each_time_is_given_up(tasks):
    later.enqueue("t.note", number=5)
    DBTaskResult.objects.update(
        status="RUNNING", started_at=clock.now() - timedelta(minutes=6), worker_ids=["x"] * worker.MOST_STARTS
    )
    assert worker.reclaim() == 0
    assert DBTaskResult.objects.failed().count() == 1


def test_a_recurring_task_is_put_in_once_a_period_whoever_asks(tasks, monkeypatch):
    entry = LaterTask(name="t.note", work=_note, every=timedelta(hours=1))
    moment = datetime(2026, 11, 3, 12, 10, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    for _worker in range(3):
        worker.start_due(entry)
    assert DBTaskResult.objects.count() == 1
    moment += timedelta(hours=1)
    worker.start_due(entry)
    assert DBTaskResult.objects.count() == 2


def test_a_second_worker_that_did_not_see_the_row_adds_none(tasks, monkeypatch):
    entry = LaterTask(name="t.note", work=_note, every=timedelta(hours=1))
    worker.start_due(entry)
    blind = DBTaskResult.objects.none()
    monkeypatch.setattr(DBTaskResult.objects, "filter", lambda **_: blind)
    worker.start_due(entry)
    assert DBTaskResult.objects.count() == 1


def test_a_daily_task_belongs_to_the_day_in_warsaw():
    entry = LaterTask(name="t.note", work=_note, every=timedelta(days=1))
    before = worker.slot_of(entry, datetime(2026, 7, 1, 21, 59, tzinfo=UTC))
    after = worker.slot_of(entry, datetime(2026, 7, 1, 22, 1, tzinfo=UTC))
    assert after == before + 1


def test_old_results_are_forgotten_but_not_what_failed_lately(tasks):
    for number in range(3):
        later.enqueue("t.note", number=number)
    _run_all()
    first, second, _third = DBTaskResult.objects.order_by("enqueued_at")
    old = clock.now() - timedelta(days=5)
    DBTaskResult.objects.filter(pk=first.pk).update(finished_at=old)
    DBTaskResult.objects.filter(pk=second.pk).update(finished_at=old, status="FAILED")
    assert worker.prune() == 1
    assert not DBTaskResult.objects.filter(pk=first.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing():
    """kill -9 in the middle: the next worker, told that it is alone, does all that was left."""
    from django.db import connection

    named = connection.settings_dict["NAME"]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join([str(settings.ROOT), str(settings.ROOT / "platform")])}
    for _ in range(30):
        later.enqueue("later.prune")
    script = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.DATABASES['default']['NAME'] = {str(named)!r};"
        "from django.db import connections; connections['default'].settings_dict['NAME'] = "
        f"{str(named)!r};"
        "from kit import worker; worker.work(interval=0.05, tick_every=60, alone=True)"
    )
    command = [sys.executable, "-c", script]
    surroundings["DJANGO_SETTINGS_MODULE"] = "config.settings"

    def done() -> int:
        return DBTaskResult.objects.successful().filter(args_kwargs__args__0="later.prune").count()

    first = subprocess.Popen(command, env=surroundings, cwd=settings.ROOT)
    try:
        _until(lambda: done() >= 3)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    row = DBTaskResult.objects.ready().first()
    if row is not None:
        row.claim("killed too")
    second = subprocess.Popen(command, env=surroundings, cwd=settings.ROOT)
    try:
        _until(lambda: not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists())
    finally:
        second.terminate()
        second.wait(20)
    assert done() >= 30


def _until(true, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)
