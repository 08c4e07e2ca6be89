"""Doors of people's own things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.access.doors import Door


def _own(name: str) -> Any:
    return lambda world, client: client.get(reverse(f"accounts:{name}"))


def _person(world: Any, client: Any) -> Any:
    return client.get(reverse("accounts:person", kwargs={"number": world.fixture("ewa").pk}))


def _photo(world: Any, client: Any) -> Any:
    """Ewa shows her photo to nobody, so it exists for nobody else."""
    from django.core.files.base import ContentFile

    from accounts import services

    ewa = world.fixture("ewa")
    services.change_profile(by=ewa, about_seen_by="nobody", photo=ContentFile(b"webp", name="photo.webp"))
    return client.get(reverse("accounts:photo", kwargs={"number": ewa.pk}))


DOORS = [
    *(Door("own_profile", name, "page", _own(name)) for name in ("profile", "profile_edit", "consents", "own_data")),
    Door("person_card_read", "card of a person", "page", _person),
    Door("private_photo_read", "photo shown to nobody", "file", _photo),
]
