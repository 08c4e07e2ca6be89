"""Doors of tasks: the task, giving it, handing it in, what was handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.access.doors import Door


def _task(world: Any) -> Any:
    from kit import clock
    from networks.assignments import services

    world.fixture("ben")
    return services.give(
        by=world.fixture("ada"),
        edition=world.fixture("edition"),
        title="Materiał z opisem użycia",
        due_at=clock.now() + timedelta(days=7),
        people=[world.fixture("ben")],
        checklist=["Przeczytać"],
    )


def _under(ending: str) -> Any:
    return lambda world, client: client.get(f"/zadania/{_task(world).pk}/{ending}")


def _hand_in(world: Any, client: Any) -> Any:
    return client.post(f"/zadania/{_task(world).pk}/oddanie/", {"text": "Mam"})


def _result(world: Any) -> Any:
    from networks.assignments import services

    part = _task(world).assignments.get()
    return services.hand_in(by=world.fixture("ben"), assignment=part, text="<p>Mam</p>")


def _found(world: Any, client: Any) -> Any:
    """Whether the task is among what this person may find."""
    from django.contrib.auth import get_user

    from networks.assignments.search import among

    task, user = _task(world), get_user(client)
    if not user.is_authenticated:
        return 401
    return 200 if among(user).filter(pk=task.pk).exists() else 404


def _result_file(world: Any, client: Any) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from networks.assignments import services

    part, ben = _task(world).assignments.get(), world.fixture("ben")
    upload = SimpleUploadedFile("wynik.txt", b"Mam")
    draft = services.take_in(by=ben, edition=world.fixture("edition"), upload=upload)
    services.hand_in(by=ben, assignment=part, drafts=[draft])
    return client.get(part.files.get().address)


DOORS: list[Door] = [
    Door(row="task_read", name="task page", surface="page", opens=_under("")),
    Door(row="task_read", name="task in search", surface="search", opens=_found),
    Door(
        row="task_read",
        name="network's tasks",
        surface="page",
        opens=lambda world, client: client.get(f"/sieci/{world.fixture('network').slug}/zadania/"),
    ),
    Door(row="task_write", name="change a task", surface="page", opens=_under("zmiana/")),
    Door(row="task_write", name="withdraw a task", surface="page", opens=_under("wycofanie/")),
    Door(row="task_hand_in", name="hand in", surface="page", opens=_hand_in),
    Door(
        row="task_decide",
        name="decide about a result",
        surface="page",
        opens=lambda world, client: client.post(f"/zadania/oddane/{_result(world).pk}/", {"act": "accept"}),
    ),
    Door(row="task_result_read", name="file of a result", surface="file", opens=_result_file),
]
