"""Makers of public pages."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile


@pytest.fixture
def tree(db: None) -> Any:
    """The planted pages by slug."""
    from pages.services import plant_tree

    return plant_tree()


@pytest.fixture
def picture(db: None) -> Any:
    from PIL import Image
    from wagtail.models import Collection

    from pages.models import Picture

    data = io.BytesIO()
    Image.new("RGB", (1600, 1000), (30, 110, 110)).save(data, "PNG")
    return Picture.objects.create(
        title="tkanina",
        description="Tkanina w paski",
        file=ContentFile(data.getvalue(), "tkanina.png"),
        collection=Collection.objects.get(name="Publiczne"),
    )


@pytest.fixture
def document(db: None) -> Any:
    from wagtail.documents.models import Document
    from wagtail.models import Collection

    return Document.objects.create(
        title="Karta",
        file=ContentFile(b"karta pracy", "karta.txt"),
        collection=Collection.objects.get(name="Publiczne"),
    )


@pytest.fixture
def outcome_of(tree: Any) -> Any:
    """A maker of published outcomes: `outcome_of("Tytuł", lead=…)`; `authors` is a list of names who agreed."""
    from pages.models import OutcomeAuthor, OutcomePage
    from pages.services import publish

    def make(title: str, *, public: bool = True, authors: tuple[str, ...] = (), **fields: Any) -> Any:
        values = {
            "lead": "Zestaw dwunastu kart do rozmowy o błędzie.",
            "problem": "Uczniowie boją się pomyłki.",
            "for_whom": "nauczyciele matematyki klas 4–8",
            "body": [("paragraph", "<p>Zaczynamy od rozmowy.</p>")],
            **fields,
        }
        page = OutcomePage(title=title, **values)
        page.authors = [OutcomeAuthor(name=name, agreed=True, agreed_on=date(2026, 10, 1)) for name in authors]
        if public:
            return publish(by=None, page=page, under=tree["efekty"])
        page.live = False
        return tree["efekty"].add_child(instance=page)

    return make


@pytest.fixture(autouse=True)
def _fresh_cache() -> Any:
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"

    from kit import later

    if "search.index" not in later.TASKS:
        later.task("search.index")(lambda **values: None)
