"""The worker: does what waits, starts what recurs, and takes back what a killed worker left behind."""

from __future__ import annotations

import logging
import signal
import sys
import time
import uuid
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from kit import clock
from kit.later import BACKEND, TASKS, LaterTask, run_named

logger = logging.getLogger("kit.worker")

LEASE = timedelta(minutes=5)
"""A task still running after this long is taken for lost; it may then run twice (tasks are written for that)."""
MOST_STARTS = 6
"""A task that took its worker down this many times is given up."""
KEEP_DONE, KEEP_FAILED = timedelta(days=2), timedelta(days=30)
IN_ONE_GO = 50
"""Tasks between two looks at the clock."""
_RECURRING = uuid.UUID("0b3e0f7e-6f1b-5c3a-9a77-2f6c1d1f5a10")


class Worker(QueueWorker):
    """The queue's worker, patient with a second signal: Ctrl-C reaches us and our parent, which then says so too."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the present task, then go."""
        self.running = False
        if not self.running_task:
            sys.exit(0)


def new_worker(*, batch: bool = True) -> Worker:
    """A worker for all queues of our backend."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=batch,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=IN_ONE_GO,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def work(*, interval: float, tick_every: float, alone: bool) -> None:
    """Work until a signal comes. `alone`: no other worker exists, so whatever is marked running is lost already."""
    worker = new_worker()
    worker.configure_signals()
    # A terminal's Ctrl-\ still stops us at once.
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    next_tick = 0.0
    while worker.running:
        try:
            close_old_connections()
            if time.monotonic() >= next_tick:
                tick(lease=timedelta(0) if alone and not next_tick else LEASE)
                next_tick = time.monotonic() + tick_every
            if anything_waits():
                worker._run_tasks = 0
                worker.run()
                continue
        except DatabaseError:
            logger.warning("the database is away; trying again", exc_info=True)
        time.sleep(interval)


def anything_waits() -> bool:
    """Whether a task could run now; asked without taking SQLite's write lock."""
    return DBTaskResult.objects.ready().filter(backend_name=BACKEND).exists()


def tick(*, lease: timedelta = LEASE) -> None:
    """Start what is due, take back what was lost."""
    reclaim(lease=lease)
    for entry in TASKS:
        if entry.every is not None:
            start_due(entry)


def slot_of(entry: LaterTask, moment: datetime) -> int:
    """The number of the period of `entry.every` in which `moment` lies; days begin at midnight in Warsaw."""
    every = entry.every or timedelta(days=1)
    if every >= timedelta(days=1):
        return timezone.localtime(moment).date().toordinal() // every.days
    return int(moment.timestamp() // every.total_seconds())


def slot_key(entry: LaterTask, moment: datetime) -> uuid.UUID:
    """The one possible id of this task's row in this period: the primary key lets it run once, whoever asks."""
    return uuid.uuid5(_RECURRING, f"{entry.name}:{slot_of(entry, moment)}")


def start_due(entry: LaterTask) -> None:
    """Put a recurring task into the queue unless that was done in this period."""
    now = clock.now()
    key = slot_key(entry, now)
    if DBTaskResult.objects.filter(pk=key).exists():
        return
    DBTaskResult.objects.bulk_create(
        [
            DBTaskResult(
                id=key,
                args_kwargs={"args": [entry.name, {}, 0], "kwargs": {}},
                task_path=run_named.module_path,
                queue_name=entry.queue,
                backend_name=BACKEND,
                run_after=now,
                enqueued_at=now,
            )
        ],
        ignore_conflicts=True,
    )


def reclaim(*, lease: timedelta = LEASE) -> int:
    """Give rows of a killed worker back to the queue; returns how many.

    One that was started too often is marked as failed instead: it takes its worker down each time.
    """
    lost = DBTaskResult.objects.running().filter(backend_name=BACKEND, started_at__lte=clock.now() - lease)
    given_back = 0
    for row in lost:
        mine = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
        if len(row.worker_ids) >= MOST_STARTS:
            if mine.update(status=TaskResultStatus.FAILED, finished_at=clock.now(), traceback="worker lost"):
                logger.error("task %s given up: it was started %s times", row.args_kwargs, len(row.worker_ids))
        else:
            given_back += mine.update(status=TaskResultStatus.READY)
    if given_back:
        logger.warning("%s tasks of a lost worker given back", given_back)
    return given_back


def prune() -> int:
    """Forget results that nobody will look at; rows of the present period of recurring tasks stay."""
    now = clock.now()
    present = [slot_key(entry, now) for entry in TASKS if entry.every is not None]
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    gone = 0
    for rows in (done, failed):
        gone += rows.filter(backend_name=BACKEND).exclude(pk__in=present).delete()[0]
    return gone
