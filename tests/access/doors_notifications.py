"""Doors of notices: everybody has an inbox, nobody has another's."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def anothers(world: Any) -> int:
    """The number of a notice of somebody who is in no list of actors."""
    from django.contrib.contenttypes.models import ContentType

    from notifications.models import Notice

    found = Notice.objects.filter(title="Cudze").first()
    if found is None:
        owner = world.fixture("person")("Zofia", "Cudza")
        found = Notice.objects.create(
            user=owner,
            kind="moderation.decided",
            about_type=ContentType.objects.get_for_model(owner),
            about_id=owner.pk,
            title="Cudze",
            url="/",
        )
    return found.pk


DOORS = [
    Door("notices_own", "inbox", "page", lambda world, client: client.get("/powiadomienia/")),
    Door("notices_own", "badge", "page", lambda world, client: client.get("/powiadomienia/licznik/")),
    Door("notices_own", "settings", "page", lambda world, client: client.get("/powiadomienia/ustawienia/")),
    Door(
        "notices_others",
        "another's notice opened",
        "page",
        lambda world, client: client.get(f"/powiadomienia/{anothers(world)}/"),
    ),
    Door(
        "notices_others",
        "another's notice marked",
        "page",
        lambda world, client: client.post(f"/powiadomienia/{anothers(world)}/przeczytane/"),
    ),
]
