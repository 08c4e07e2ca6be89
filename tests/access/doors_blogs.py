"""Doors of blogs."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door

WORDS = {"title": "Gżegżółka w klasie", "form": "free", "body": "<p>Słowa tylko dla sieci.</p>", "tags": []}


def _draft(world: Any) -> Any:
    from networks.blogs import services

    return services.begin(by=world.fixture("ada"), network=world.fixture("network"), values=WORDS)


def _shown(world: Any) -> Any:
    from networks.blogs import services

    return services.show(by=world.fixture("ada"), entry=_draft(world))


def _public(world: Any) -> Any:
    from networks.blogs import services

    entry = _shown(world)
    services.ask_public(by=world.fixture("ada"), entry=entry)
    entry.refresh_from_db()
    services.approve(by=world.fixture("ada"), entry=entry, seen=entry.latest_revision_id)
    entry.refresh_from_db()
    return entry


def _with_picture(world: Any) -> Any:
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from networks.blogs import services

    data = io.BytesIO()
    Image.new("RGB", (32, 20), (30, 110, 110)).save(data, "PNG")
    entry = _draft(world)
    upload = SimpleUploadedFile("tablica.png", data.getvalue(), "image/png")
    picture = services.add_picture(by=world.fixture("ada"), entry=entry, upload=upload, alt="Tablica")
    services.show(by=world.fixture("ada"), entry=entry)
    return picture.file.address


def _base(world: Any) -> str:
    return f"/sieci/{world.fixture('network').slug}/blog/"


def _review(world: Any, client: Any) -> Any:
    from networks.blogs import services

    entry = _shown(world)
    services.ask_public(by=world.fixture("ada"), entry=entry)
    return client.get(f"/blog/do-zatwierdzenia/{entry.pk}/")


DOORS: list[Door] = [
    Door(
        row="blog_read",
        name="list",
        surface="page",
        opens=lambda world, client: (_shown(world), client.get(_base(world)))[1],
    ),
    Door(
        row="blog_read",
        name="entry",
        surface="page",
        opens=lambda world, client: client.get(_shown(world).get_absolute_url()),
    ),
    Door(
        row="blog_read",
        name="picture",
        surface="file",
        opens=lambda world, client: client.get(_with_picture(world)),
    ),
    Door(
        row="blog_write", name="begin", surface="page", opens=lambda world, client: client.get(_base(world) + "nowy/")
    ),
    Door(
        row="blog_write",
        name="comment",
        surface="page",
        opens=lambda world, client: client.post(
            f"{_shown(world).get_absolute_url()}komentarze/", {"text": "Dziękuję!"}
        ),
    ),
    Door(
        row="blog_draft",
        name="somebody's draft",
        surface="page",
        opens=lambda world, client: client.get(_draft(world).get_absolute_url()),
    ),
    Door(
        row="blog_draft",
        name="writing table",
        surface="page",
        opens=lambda world, client: client.get(f"{_shown(world).get_absolute_url()}pisanie/"),
    ),
    Door(row="blog_approve", name="review", surface="page", opens=_review),
    Door(
        row="blog_public",
        name="public entry",
        surface="page",
        opens=lambda world, client: client.get(_public(world).public_url),
    ),
    Door(
        row="blog_public",
        name="feed",
        surface="feed",
        opens=lambda world, client: client.get(f"/blog/{_public(world).network.slug}/rss/"),
    ),
    Door(
        row="blog_not_public",
        name="public address of a network's entry",
        surface="page",
        opens=lambda world, client: client.get(_shown(world).public_url),
    ),
    Door(
        row="blog_not_public",
        name="feed of a blog with nothing public",
        surface="feed",
        opens=lambda world, client: client.get(f"/blog/{_shown(world).network.slug}/rss/"),
    ),
]
