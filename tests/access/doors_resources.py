"""Doors of the library and of files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from files.selectors import files_of
from kit import clock
from networks.models import Network
from resources import services
from resources.models import Resource, Review, Shelf, UseNote, Version
from tests.access.doors import Door, network_at, page, post, thing_at
from tests.access.doors import made as once
from tests.files.makers import picture, upload


@once
def made(world: Any, visibility: str = "network") -> Resource:
    """One resource of Ewa's with a picture, whose preview is ready."""
    network: Network = world.fixture("network")
    ewa = world.fixture("ewa")
    draft = services.take_in(by=ewa, network=network, upload=upload("plan.png", picture("PNG", (1000, 700))))
    values = {"title": "Plan sali", "licence": "cc_by", "visibility": visibility, "shows_others": "none"}
    resource = services.deposit(by=ewa, network=network, values=values, drafts=[draft])
    world.fixture("work_done")()
    return resource


@once
def draft_of(world: Any) -> Any:
    """A file of Ewa's that is attached to nothing yet."""
    return services.take_in(by=world.fixture("ewa"), network=world.fixture("network"), upload=upload("a.txt", b"tekst"))


def file_of(world: Any, visibility: str = "network") -> Any:
    """The file of that resource."""
    return files_of(made(world, visibility)).get()


VALUES = {
    "title": "Nowy", "licence": "cc_by", "kind": "film", "visibility": "network", "language": "pl",
    "link": "https://example.org/",
}  # fmt: skip


def _file(row: str, name: str, opens: Any, at: str = "files:download", method: str = "GET") -> Door:
    return Door(row, name, "file", opens, at=at, method=method)


def _part(world: Any, client: Any) -> Any:
    return client.get(file_of(world).address, headers={"range": "bytes=0-9"})


def _smaller(world: Any, client: Any) -> Any:
    file = file_of(world)
    width = file.renditions.values_list("width", flat=True).first()
    return client.get(reverse("files:rendition", kwargs={"pk": file.pk, "width": width}))


@once
def old_version(world: Any) -> dict[str, int]:
    """Ewa's resource after its file was replaced."""
    network, ewa = world.fixture("network"), world.fixture("ewa")
    first = services.take_in(by=ewa, network=network, upload=upload("a.txt", b"pierwszy"))
    values = {"title": "Z wersjami", "licence": "cc_by", "visibility": "network"}
    resource = services.deposit(by=ewa, network=network, values=values, drafts=[first])
    second = services.take_in(by=ewa, network=network, upload=upload("b.txt", b"drugi"))
    services.change(by=ewa, resource=resource, values={}, drafts=[second], without=[first])
    return {"pk": resource.pk, "number": 1}


def _old_file(world: Any, client: Any) -> Any:
    at = old_version(world)
    return client.get(Version.objects.get(resource=at["pk"], number=1).files.get().address)


@once
def collection(world: Any) -> Shelf:
    """A collection of the network, for its members."""
    return services.make_shelf(by=world.fixture("ada"), network=world.fixture("network"), title="Zbiór")


@once
def tag_of(world: Any) -> int:
    """The tag of a resource that only the network reads."""
    values = {"title": "Z tagiem", "licence": "cc_by", "link": "https://example.org/", "tags": ["plan sali"]}
    by, network = world.fixture("ewa"), world.fixture("network")
    return services.deposit(by=by, network=network, values=values, drafts=[]).tags.get().pk


@once
def own_shelf(world: Any) -> Shelf:
    """A shelf of Ewa's own."""
    return services.make_shelf(by=world.fixture("ewa"), title="Moja półka")


@once
def own_note(world: Any) -> UseNote:
    """A note of Ewa's on a resource of Ben's."""
    values = {"title": "Beniowy", "licence": "cc_by", "link": "https://example.org/"}
    resource = services.deposit(by=world.fixture("ben"), network=world.fixture("network"), values=values, drafts=[])
    told = {"group": "5b", "used_on": clock.today(), "outcome": "worked"}
    return services.note_use(by=world.fixture("ewa"), resource=resource, values=told)


@once
def own_review(world: Any) -> Review:
    """A review of Ewa's of the same resource."""
    resource = own_note(world).resource
    return services.review(by=world.fixture("ewa"), resource=resource, opinion="recommended", text="Dobre")


@once
def path(world: Any) -> Shelf:
    """A self-study path of the network with one step."""
    shelf = services.make_shelf(
        by=world.fixture("ada"), network=world.fixture("network"), title="Ścieżka", is_path=True
    )
    services.place(by=world.fixture("ada"), shelf=shelf, resource=made(world))
    return shelf


def _step_of(world: Any) -> dict[str, Any]:
    return {"placing": path(world).placings.get().pk, "step": "try", "note": "Na lekcji"}


def _walked(world: Any) -> dict[str, Any]:
    return {"placing": path(world).placings.get().pk, "done": "1"}


def _taken_off(world: Any) -> dict[str, int]:
    """Take a resource off the collection on which it stands."""
    placing = services.place(by=world.fixture("ada"), shelf=collection(world), resource=made(world))
    return {"off": placing.pk}


def _begin(world: Any, client: Any) -> Any:
    return client.post(
        reverse("resources:arrive", kwargs={"slug": world.fixture("network").slug}),
        headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "filename YS50eHQ="},
    )


TABLE = "tytuł;licencja;link\nKarta;CC BY;https://example.org/karta".encode()
_at = thing_at(pk=made)
_shelf, _mine = thing_at(pk=collection), thing_at(pk=own_shelf)

DOORS: list[Door] = [
    _file("file_read", "download", lambda world, client: client.get(file_of(world).address)),
    _file("file_read", "HEAD", lambda world, client: client.head(file_of(world).address), method="HEAD"),
    _file("file_read", "part", _part),
    _file("file_read", "preview", lambda world, client: client.get(file_of(world).preview_address), at="files:preview"),
    _file("file_read", "smaller picture", _smaller, at="files:rendition"),
    _file("draft_file_read", "file attached to nothing", lambda world, client: client.get(draft_of(world).address)),
    page("resource_read", "resource page", "resources:detail", _at),
    page("resource_read", "network's library", "resources:network_list", network_at()),
    page("public", "resource", "resources:detail", thing_at(pk=lambda world: made(world, "public"))),
    _file("public", "file", lambda world, client: client.get(file_of(world, "public").address)),
    page("public", "library", "resources:list"),
    page("public", "harvest", "resources:oai", query={"verb": "Identify"}, surface="feed"),
    Door(
        "public", "harvest with a body", "feed", lambda w, client: client.post("/oai/", {"verb": "Identify"}),
        at="resources:oai", method="POST", only_reads=True,
    ),
    page("public", "feed of new resources", "resources:feed", surface="feed"),
    page("resource_upload", "deposit asks", "resources:deposit", network_at()),
    post("resource_upload", "deposit", "resources:deposit", network_at(), VALUES),
    post("resource_upload", "file", "resources:receive", network_at(), lambda w: {"file": upload("a.txt", b"tekst")}),
    page("resource_edit", "change asks", "resources:edit", _at),
    post("resource_edit", "change", "resources:edit", _at, VALUES | {"title": "Inaczej"}),
    page("resource_edit", "remove asks", "resources:remove", _at),
    post("resource_edit", "remove", "resources:remove", _at),
    post("resource_edit", "a link asked again", "resources:link_again", _at),
    page("resource_read", "old version", "resources:version", old_version),
    _file("file_read", "file of an old version", _old_file),
    post("resource_edit", "throw an old version away", "resources:version_drop", old_version),
    page("file_read", "package", "resources:package", _at, surface="file"),
    _file(
        "resource_read", "package of a collection",
        lambda w, client: client.get(f"/zasoby/polki/{collection(w).pk}/paczka.zip"), "resources:shelf_package",
    ),
    page("draft_file_read", "line of a draft", "resources:draft", network_at(pk=draft_of)),
    Door("resource_upload", "a large file begins", "page", _begin, at="resources:arrive", method="POST"),
    page("resource_read", "use asks", "resources:note", _at),
    post("resource_read", "use", "resources:note", _at, {"group": "5b", "used_on": "2020-01-08", "outcome": "worked"}),
    post("note_take_back", "note", "resources:note_remove", thing_at(pk=own_note)),
    page("resource_read", "review asks", "resources:review", _at),
    post("resource_read", "review", "resources:review", _at, {"opinion": "recommended", "text": "Dobre"}),
    post("note_take_back", "review", "resources:review_remove", thing_at(pk=own_review)),
    page("resource_read", "adapting asks", "resources:adapt", _at),
    page("resource_read", "placing asks", "resources:place", _at),
    post("resource_read", "placing", "resources:place", _at, {"title": "Półka"}),
    page("signed_in", "tags", "resources:tags"),
    page("signed_in", "tags offered while typing", "resources:tag_offers", query={"q": "ul"}),
    page("tag_tidy", "tags to be put in order", "resources:tag_table"),
    post("tag_tidy", "a tag renamed", "resources:tag_table", None, lambda w: {"tag": tag_of(w), "name": "plany sal"}),
    post("tag_read", "a tag followed", "resources:tag_follow", lambda w: {"pk": tag_of(w)}, {"on": "1"}),
    page("signed_in", "own shelves", "resources:shelves"),
    page("signed_in", "own resources", "resources:mine"),
    page("signed_in", "own resources as a table", "resources:own_table", surface="file"),
    page("signed_in", "own resources as a package", "resources:own_package", surface="file"),
    post("signed_in", "a shelf of one's own", "resources:shelves", None, {"title": "Półka"}),
    page("resource_read", "collections", "resources:collections", network_at()),
    post(
        "resource_edit", "a new collection", "resources:collections", network_at(),
        {"title": "Zbiór", "visibility": "network"},
    ),
    page("resource_read", "collection", "resources:shelf", _shelf),
    page("own_shelf_read", "shelf", "resources:shelf", _mine),
    page("resource_edit", "collection's name asks", "resources:shelf_edit", _shelf),
    post("resource_edit", "collection's name", "resources:shelf_edit", _shelf, {"title": "A", "visibility": "network"}),
    post("resource_edit", "a step said", "resources:shelf_step", thing_at(pk=path), _step_of),
    post("resource_read", "a step done", "resources:walk", thing_at(pk=path), _walked),
    post("resource_edit", "collection's order", "resources:shelf_order", _shelf, _taken_off),
    page("resource_edit", "table asks", "resources:import", network_at()),
    post("resource_edit", "table tried", "resources:import", network_at(), lambda w: {"file": upload("a.csv", TABLE)}),
    page("resource_edit", "library as a table", "resources:export_table", network_at(), surface="file"),
    page("resource_edit", "library as a package", "resources:export_package", network_at(), surface="file"),
    post("resource_edit", "collection taken down", "resources:shelf_remove", _shelf),
]  # fmt: skip
