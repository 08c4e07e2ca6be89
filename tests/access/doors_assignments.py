"""Doors of tasks: the task, giving it, handing it in, what was handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from networks.assignments.forms import ALL, SOME
from tests.access.doors import Door, made, network_at, page, post, thing_at


@made
def _task(world: Any) -> Any:
    """A task for Ben with a file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from kit import clock
    from networks.assignments import services

    ada, ben, edition = (world.fixture(name) for name in ("ada", "ben", "edition"))
    draft = services.take_in(by=ada, edition=edition, upload=SimpleUploadedFile("wzor.txt", b"Wzor"))
    return services.give(
        by=ada,
        edition=edition,
        title="Materiał z opisem użycia",
        due_at=clock.now() + timedelta(days=7),
        people=[ben],
        checklist=["Przeczytać"],
        drafts=[draft],
    )


@made
def _handed_in(world: Any) -> Any:
    """Ben's part of the task, handed in with a file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from networks.assignments import services

    part, ben = _task(world).assignments.get(), world.fixture("ben")
    upload = SimpleUploadedFile("wynik.txt", b"Mam")
    draft = services.take_in(by=ben, edition=world.fixture("edition"), upload=upload)
    services.hand_in(by=ben, assignment=part, text="<p>Mam</p>", drafts=[draft])
    return part


def _found(world: Any, client: Any) -> Any:
    """Whether the task is among what this person may find."""
    from django.contrib.auth import get_user

    from networks.assignments.search import among

    task, user = _task(world), get_user(client)
    if not user.is_authenticated:
        return 401
    return 200 if among(user).filter(pk=task.pk).exists() else 404


def _given(world: Any) -> dict[str, Any]:
    from kit import clock

    day = (clock.now() + timedelta(days=10)).date()
    return {"title": "Nowe zadanie", "whom": ALL, "day": day.isoformat(), "hour": "16:00", "description": "Opis"}


def _changed(world: Any) -> dict[str, Any]:
    people = {"whom": SOME, "people": [world.fixture("ben").pk]}
    return _given(world) | people | {"version": _task(world).version}


_at, _part = thing_at(pk=_task), thing_at(pk=_handed_in)

DOORS: list[Door] = [
    page("signed_in", "my tasks", "assignments:mine"),
    page("task_read", "task page", "assignments:task", _at),
    Door("task_read", "task in search", "search", _found),
    Door("task_read", "file of a task", "file", lambda w, c: c.get(_task(w).files.get().address), at="files:download"),
    page("task_read", "network's tasks", "assignments:network_list", network_at()),
    page("task_give", "form", "assignments:give", network_at()),
    post("task_give", "give to oneself", "assignments:give", network_at(), _given),
    page("task_write", "change asks", "assignments:change", _at),
    post("task_write", "change", "assignments:change", _at, _changed),
    page("task_write", "withdraw asks", "assignments:withdraw", _at),
    post("task_write", "withdraw", "assignments:withdraw", _at, {"words": "Robi to kto inny."}),
    post("task_hand_in", "hand in", "assignments:hand_in", _at, {"text": "Mam"}),
    post("task_hand_in", "tick a step", "assignments:tick", _at, {"step": ["0"]}),
    post("task_decide", "accept", "assignments:decide", _part, {"act": "accept"}),
    post("task_decide", "return", "assignments:decide", _part, {"act": "return", "comment": "Dopisz"}),
    Door(
        "task_result_read",
        "file of a result",
        "file",
        lambda world, client: client.get(_handed_in(world).files.get().address),
        at="files:download",
    ),
]
