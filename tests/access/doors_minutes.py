"""Doors of minutes."""

from __future__ import annotations

from typing import Any

from meetings import services
from tests.access.doors import Door, made, page, post, thing_at
from tests.access.doors_meetings import begun
from tests.meetings.test_note import Writer, sent


@made
def _draft(world: Any) -> Any:
    """A draft of minutes."""
    minutes, _numbers = services.save_minutes(
        by=world.fixture("ada"), meeting=begun(world), version=1, summary="Krótko", texts=[], questions="", decisions=[]
    )
    return minutes


@made
def _published(world: Any) -> Any:
    _draft(world)
    return services.publish_minutes(by=world.fixture("ada"), meeting=begun(world))


@made
def _file(world: Any) -> Any:
    """A file of a draft of minutes."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    meeting, ada = begun(world), world.fixture("ada")
    upload = SimpleUploadedFile("tablica.txt", b"Tablica")
    draft = services.take_in(by=ada, edition=meeting.edition, upload=upload)
    minutes, _numbers = services.save_minutes(
        by=ada,
        meeting=meeting,
        version=_draft(world).version,
        summary="Krótko",
        texts=[],
        questions="",
        decisions=[],
        drafts=[draft],
    )
    return minutes.files.get()


@made
def _file_for_members(world: Any) -> Any:
    file = _file(world)
    services.publish_minutes(by=world.fixture("ada"), meeting=begun(world))
    return file


@made
def _written_together(world: Any) -> Any:
    """A line of the text that everybody in the room writes."""
    update = sent(Writer().write("Karta pracy będzie wspólna"))
    return services.write_note(by=world.fixture("ada"), meeting_id=begun(world).pk, update=update, key="zdanie")


@made
def _remark(world: Any) -> Any:
    return services.remark(by=world.fixture("ewa"), minutes=_published(world), text="Kartę zrobiła Ewa")


def _sent(world: Any) -> dict[str, Any]:
    return {
        "version": _draft(world).version, "summary": "Inaczej", "questions": "", "title": "Rundka", "text-0": "",
        "decyzje-TOTAL_FORMS": "0", "decyzje-INITIAL_FORMS": "0",
    }  # fmt: skip


def _of(maker: Any) -> Any:
    return lambda world: {"pk": (maker(world), begun(world))[1].pk}


DOORS: list[Door] = [
    page("minutes_read", "published minutes", "meetings:minutes", _of(_published)),
    Door("minutes_read", "file", "file", lambda w, c: c.get(_file_for_members(w).address), at="files:download"),
    post("minutes_remark", "remark", "meetings:minutes", _of(_published), {"text": "Kartę zrobiła Ewa"}),
    page("minutes_draft_read", "draft of minutes", "meetings:minutes", _of(_draft)),
    Door(
        "minutes_draft_read",
        "file of a draft of minutes",
        "file",
        lambda world, client: client.get(_file(world).address),
        at="files:download",
    ),
    page("minutes_write", "writing minutes", "meetings:minutes_write", _of(_draft)),
    post("minutes_write", "save", "meetings:minutes_write", _of(_draft), _sent),
    post("minutes_write", "save by itself", "meetings:minutes_draft", _of(_draft), _sent),
    post(
        "minutes_write",
        "bring in what was written together",
        "meetings:minutes_take",
        _of(_draft),
        before=_written_together,
    ),
    post("minutes_write", "answer a remark", "meetings:remark_answer", thing_at(pk=_remark), {"answer": "Dopisane"}),
]
