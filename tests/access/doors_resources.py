"""Doors of the library and of files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from files.selectors import files_of
from networks.models import Network
from resources import services
from resources.models import Resource
from tests.access.doors import Door
from tests.files.makers import picture, upload


def made(world: Any, visibility: str = "network") -> Resource:
    """One resource of Ewa's with a picture, whose preview is ready."""
    network: Network = world.fixture("network")
    ewa = world.fixture("ewa")
    draft = services.take_in(by=ewa, network=network, upload=upload("plan.png", picture("PNG", (200, 200))))
    values = {"title": "Plan sali", "licence": "cc_by", "visibility": visibility}
    resource = services.deposit(by=ewa, network=network, values=values, drafts=[draft])
    world.fixture("work_done")()
    return resource


def file_of(world: Any, visibility: str = "network") -> Any:
    return files_of(made(world, visibility)).get()


def add(world: Any, client: Any) -> Any:
    network = world.fixture("network")
    values = {
        "title": "Nowy", "licence": "cc_by", "kind": "film", "visibility": "network", "language": "pl",
        "link": "https://example.org/",
    }  # fmt: skip
    return client.post(reverse("resources:deposit", kwargs={"slug": network.slug}), values)


def send(world: Any, client: Any) -> Any:
    network = world.fixture("network")
    address = reverse("resources:receive", kwargs={"slug": network.slug})
    return client.post(address, {"file": upload("a.txt", b"tekst")})


DOORS = [
    Door("file_read", "download", "file", lambda world, client: client.get(file_of(world).address)),
    Door("file_read", "HEAD", "file", lambda world, client: client.head(file_of(world).address)),
    Door(
        "file_read",
        "part",
        "file",
        lambda world, client: client.get(file_of(world).address, headers={"range": "bytes=0-9"}),
    ),
    Door("file_read", "preview", "file", lambda world, client: client.get(file_of(world).preview_address)),
    Door("resource_read", "resource page", "page", lambda world, client: client.get(made(world).get_absolute_url())),
    Door(
        "resource_read",
        "network's library",
        "page",
        lambda world, client: client.get(
            reverse("resources:network_list", kwargs={"slug": world.fixture("network").slug})
        ),
    ),
    Door(
        "resource_public",
        "public resource page",
        "page",
        lambda world, client: client.get(made(world, "public").get_absolute_url()),
    ),
    Door(
        "resource_public", "public download", "file", lambda world, client: client.get(file_of(world, "public").address)
    ),
    Door("resource_public", "library", "page", lambda world, client: client.get(reverse("resources:list"))),
    Door("resource_upload", "deposit", "page", add),
    Door("resource_upload", "file of a deposit", "page", send),
    Door(
        "resource_edit",
        "change page",
        "page",
        lambda world, client: client.get(reverse("resources:edit", kwargs={"pk": made(world).pk})),
    ),
    Door(
        "resource_edit",
        "remove",
        "page",
        lambda world, client: client.post(reverse("resources:remove", kwargs={"pk": made(world).pk})),
    ),
]
