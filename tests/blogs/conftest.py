"""Makers of blog entries."""

from __future__ import annotations

import io
from typing import Any

import pytest

from networks.blogs import services
from tests.forum.conftest import signed_in  # noqa: F401

WORDS = {
    "title": "Lekcja, która się nie udała",
    "lead": "Czego nauczyła nas cisza po pytaniu.",
    "form": "free",
    "body": "<p>Zadanie było za długie, więc klasa zamilkła.</p>",
    "tags": ["błąd", "matematyka"],
}


@pytest.fixture
def draft(ben: Any, network: Any) -> Any:
    """Ben's draft in Ada's network."""
    return services.begin(by=ben, network=network, values=WORDS)


@pytest.fixture
def shown(draft: Any, ben: Any) -> Any:
    """Ben's entry, read by the network."""
    return services.show(by=ben, entry=draft)


@pytest.fixture
def waiting(shown: Any, ben: Any) -> Any:
    """Ben's entry on its way to the public."""
    services.ask_public(by=ben, entry=shown)
    return fresh(shown)


@pytest.fixture
def public(waiting: Any, ada: Any) -> Any:
    """Ben's entry, open to everybody."""
    services.approve(by=ada, entry=waiting, seen=waiting.latest_revision_id)
    return fresh(waiting)


@pytest.fixture
def picture() -> Any:
    """A real picture, as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (320, 200), (30, 110, 110)).save(data, "PNG")
    return SimpleUploadedFile("tablica.png", data.getvalue(), "image/png")


def fresh(entry: Any) -> Any:
    """The entry as it stands in the database now."""
    return type(entry).objects.get(pk=entry.pk)
