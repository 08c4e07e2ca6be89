"""Doors of an expert's pass: the coordinator's list, and what the pass itself opens."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.passes import selectors, services
from tests.access.doors import Door, made, page, post, thing_at


def _held(world: Any) -> Any:
    return world.fixture("expert_pass")


@made
def _material(world: Any) -> Any:
    """A file laid beside the pass of the actor "guest"."""
    upload = SimpleUploadedFile("plan.txt", b"Plan warsztatu", "text/plain")
    return services.lay_beside(by=world.fixture("ada"), held=_held(world), upload=upload)


@made
def _other_material(world: Any) -> Any:
    """A file laid beside another person's pass to the same meeting."""
    ada, meeting = world.fixture("ada"), world.fixture("meeting")
    other = services.issue(by=ada, meeting=meeting, name="Kto Inny", email="inny@example.org")
    return services.lay_beside(by=ada, held=other, upload=SimpleUploadedFile("b.txt", b"Nie dla Marii", "text/plain"))


@made
def _revoked(world: Any) -> Any:
    ada = world.fixture("ada")
    held = services.issue(by=ada, meeting=world.fixture("meeting"), name="Kto Inny", email="inny@example.org")
    services.revoke(by=ada, held=held)
    return held


_one = thing_at(pk=lambda world: world.fixture("meeting"), number=_held)
_list = thing_at(pk=lambda world: world.fixture("meeting"))

DOORS: list[Door] = [
    page("pass_manage", "list", "passes:list", _list),
    post("pass_manage", "issue", "passes:list", _list, {"name": "Ola Nowa", "email": "ola@example.org"}),
    post("pass_manage", "send anew", "passes:send", _one),
    post("pass_manage", "revoke", "passes:revoke", _one),
    post(
        "pass_manage",
        "lay a file",
        "passes:lay",
        _one,
        lambda world: {"file": SimpleUploadedFile("plan.txt", b"Plan warsztatu", "text/plain")},
    ),
    post(
        "pass_manage",
        "take a file away",
        "passes:take_away",
        thing_at(pk=lambda world: world.fixture("meeting"), number=_held, file=_material),
    ),
    page("pass_use", "page of the pass", "passes:guest"),
    post("pass_use", "make an account", "passes:guest", only_reads=True),
    page("pass_use", "room of the pass", "passes:room"),
    Door(
        "pass_material_read",
        "material of the pass",
        "file",
        lambda world, client: client.get(_material(world).address),
        at="files:download",
    ),
    Door(
        "pass_other_material_read",
        "material of another pass",
        "file",
        lambda world, client: client.get(_other_material(world).address),
        at="files:download",
    ),
    page("nothing_public", "link of a revoked pass", "passes:open", lambda w: {"words": selectors.signed(_revoked(w))}),
]
