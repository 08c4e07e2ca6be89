"""Doors of blogs: the network's, the writing table, the way to the public, what everybody reads."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kit import clock
from tests.access.doors import Door, made, network_at, page, post, thing_at

WORDS = {"title": "Gżegżółka w klasie", "form": "free", "body": "<p>Słowa tylko dla sieci.</p>", "tags": []}


@made
def _draft(world: Any) -> Any:
    """Ada's draft."""
    from networks.blogs import services

    return services.begin(by=world.fixture("ada"), network=world.fixture("network"), values=WORDS)


@made
def _shown(world: Any) -> Any:
    """Ada's entry, read by the network."""
    from networks.blogs import services

    return services.show(by=world.fixture("ada"), entry=_draft(world))


@made
def _asked(world: Any) -> Any:
    """The same, waiting for approval."""
    from networks.blogs import services

    entry = _shown(world)
    services.ask_public(by=world.fixture("ada"), entry=entry)
    return entry


@made
def _public(world: Any) -> Any:
    """The same, approved: public."""
    from networks.blogs import services

    entry = _asked(world)
    services.approve(by=world.fixture("ada"), entry=entry, seen=entry.latest_revision_id)
    return entry


@made
def _with_coauthor(world: Any) -> Any:
    from networks.blogs import services

    services.add_coauthor(by=world.fixture("ada"), entry=_draft(world), user=world.fixture("ewa"))
    return _draft(world)


def _png() -> SimpleUploadedFile:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (32, 20), (30, 110, 110)).save(data, "PNG")
    return SimpleUploadedFile("tablica.png", data.getvalue(), "image/png")


@made
def _picture(world: Any) -> Any:
    """The address of a picture in an entry the network reads."""
    from networks.blogs import services

    entry = _draft(world)
    picture = services.add_picture(by=world.fixture("ada"), entry=entry, upload=_png(), alt="Tablica")
    services.show(by=world.fixture("ada"), entry=entry)
    return picture.file.address


@made
def _attached(world: Any) -> Any:
    """A file beside Ada's draft."""
    from networks.blogs import services

    upload = SimpleUploadedFile("karta.txt", b"Karta pracy")
    return services.attach(by=world.fixture("ada"), entry=_draft(world), upload=upload)


@made
def _comment(world: Any) -> Any:
    from networks.blogs import services

    return services.comment(by=world.fixture("ewa"), entry=_shown(world), text="<p>Dziękuję!</p>")


@made
def _comment_that_waits(world: Any) -> Any:
    """Ben's comment under an entry of Ada's, which waits because everything is read first."""
    from networks.blogs import services

    ada, network = world.fixture("ada"), world.fixture("network")
    services.arrange_comments(by=ada, network=network, mode="everything")
    entry = services.show(by=ada, entry=services.begin(by=ada, network=network, values=WORDS))
    return services.comment(by=world.fixture("ben"), entry=entry, text="<p>Czekam.</p>")


def _waits(world: Any) -> dict[str, Any]:
    said = _comment_that_waits(world)
    return {"slug": said.entry.network.slug, "pk": said.entry_id, "comment": said.pk}


READ_FIRST = {
    "mode": "everything", "first_comments": "3", "quiet_from": "22", "quiet_until": "7", "promise_hours": "24",
}  # fmt: skip


def _saved(world: Any) -> dict[str, Any]:
    return {"title": "Inny tytuł", "body": "Inne słowa", "seen": _draft(world).latest_revision_id}


def _at(maker: Any, **more: Any) -> Any:
    return network_at(pk=maker, **more)


def _public_at(maker: Any) -> Any:
    return lambda world: {"slug": maker(world).network.slug, "post": maker(world).slug}


def _slug(maker: Any) -> Any:
    return lambda world: {"slug": maker(world).network.slug}


DRAFT, SHOWN = _at(_draft), _at(_shown)
FIRST = _at(_draft, revision=lambda world: _draft(world).revisions.first())

DOORS: list[Door] = [
    page("blog_read", "list", "blogs:list", lambda world: (_shown(world), network_at()(world))[1]),
    page("blog_read", "entry", "blogs:entry", SHOWN),
    Door("blog_read", "picture", "file", lambda world, client: client.get(_picture(world)), at="files:download"),
    page("blog_read", "comments", "blogs:comment", SHOWN),
    page("blog_person_read", "a person's entries", "blogs:person", thing_at(pk=lambda world: world.fixture("ada"))),
    page("blog_write", "begin asks", "blogs:begin", network_at()),
    post("blog_write", "begin", "blogs:begin", network_at(), {"title": "Moje", "body": "Słowa"}),
    post("blog_write", "comment", "blogs:comment", SHOWN, {"text": "Dziękuję!"}),
    page("blog_comment_waits", "a comment that waits", "blogs:comment_change", _waits),
    post("blog_comment_waits", "other words", "blogs:comment_change", _waits, {"text": "Łagodniej."}),
    page("section_open", "what of the comments is read first", "blogs:comments_arrange", network_at()),
    post("section_open", "choose it", "blogs:comments_arrange", network_at(), READ_FIRST),
    post("blog_comment_delete", "anothers comment", "blogs:comment_delete", _at(_shown, comment=_comment)),
    page("blog_draft", "somebody's draft", "blogs:entry", DRAFT),
    Door(
        "blog_draft",
        "file of a draft",
        "file",
        lambda world, client: client.get(_attached(world).address),
        at="files:download",
    ),
    page("blog_author", "writing table", "blogs:edit", SHOWN),
    page("blog_author", "versions", "blogs:versions", SHOWN),
    page("blog_author", "version", "blogs:version", _at(_shown, revision=lambda world: _shown(world).latest_revision)),
    page("blog_author", "asking for the public asks", "blogs:ask_public", SHOWN),
    page("blog_author", "pictures", "blogs:picture", SHOWN),
    page("blog_author", "files", "blogs:attach", SHOWN),
    page("blog_author", "co-authors", "blogs:coauthor", SHOWN),
    page("blog_author", "hour", "blogs:plan", SHOWN),
    post("blog_author", "save", "blogs:edit", SHOWN, _saved),
    post("blog_author", "save by itself", "blogs:autosave", SHOWN, _saved),
    post("blog_author", "add a picture", "blogs:picture", SHOWN, lambda w: {"picture": _png(), "alt": "Tablica"}),
    post(
        "blog_author",
        "attach a file",
        "blogs:attach",
        SHOWN,
        lambda world: {"file": SimpleUploadedFile("karta.txt", b"Karta pracy")},
    ),
    post("blog_draft", "drop a file", "blogs:file_drop", _at(_draft, file=_attached)),
    post("blog_author", "add a co-author", "blogs:coauthor", SHOWN, lambda w: {"user": w.fixture("ewa").pk}),
    post(
        "blog_draft",
        "choose the hour",
        "blogs:plan",
        DRAFT,
        lambda world: {"at": (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")},
    ),
    post(
        "blog_draft",
        "go back to a version",
        "blogs:version",
        FIRST,
    ),
    post("blog_draft", "show it", "blogs:show", DRAFT),
    post("blog_draft", "delete it", "blogs:delete", DRAFT),
    post("blog_draft", "leave it to the others", "blogs:leave_entry", _at(_with_coauthor)),
    post("blog_author", "ask for the public", "blogs:ask_public", SHOWN),
    post("blog_author", "take the asking back", "blogs:take_back", _at(_asked)),
    page("blog_unpublish", "from the public asks", "blogs:unpublish", _at(_public)),
    post("blog_unpublish", "from the public", "blogs:unpublish", _at(_public)),
    page("blog_approve", "review", "blogs:review", thing_at(pk=_asked)),
    post(
        "blog_approve",
        "approve",
        "blogs:review",
        thing_at(pk=_asked),
        lambda world: {"act": "approve", "seen": _asked(world).latest_revision_id},
    ),
    post("blog_approve", "return", "blogs:review", thing_at(pk=_asked), {"act": "return", "words": "Popraw."}),
    page("public", "all blogs", "blogs:public"),
    page("public", "feed of all blogs", "blogs:public_feed", surface="feed"),
    page("public", "public entry", "blogs:public_entry", _public_at(_public)),
    page("public", "a blog", "blogs:public_blog", _slug(_public)),
    page("public", "feed", "blogs:public_blog_feed", _slug(_public), surface="feed"),
    page("nothing_public", "public address of a network's entry", "blogs:public_entry", _public_at(_shown)),
    page("nothing_public", "blog", "blogs:public_blog", _slug(_shown)),
    page("nothing_public", "feed", "blogs:public_blog_feed", _slug(_shown), surface="feed"),
]
