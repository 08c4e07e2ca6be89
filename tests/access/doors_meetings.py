"""Doors of meetings: their pages, answering, the room, keeping them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.access.doors import Door, made, network_at, page, post, thing_at


def meeting(world: Any) -> Any:
    """A meeting of Ada's network whose room is open."""
    return world.fixture("meeting")


@made
def begun(world: Any) -> Any:
    """A meeting that began half an hour ago."""
    from kit import clock
    from meetings import services

    starts_at = clock.now() - timedelta(minutes=30)
    return services.plan(
        by=world.fixture("ada"),
        edition=world.fixture("edition"),
        title="Spotkanie sieci",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )


@made
def over(world: Any) -> Any:
    """The same, an hour after its end."""
    from meetings.models import Meeting

    found = begun(world)
    back = timedelta(hours=2)
    Meeting.objects.filter(pk=found.pk).update(starts_at=found.starts_at - back, ends_at=found.ends_at - back)
    return found


def _sent(world: Any, **more: Any) -> dict[str, Any]:
    from kit import clock

    day = clock.today() + timedelta(days=20)
    return {
        "title": "Nowe spotkanie", "kind": "working", "mode": "online", "day": day.isoformat(), "begins": "16:00",
        "ends": "17:00", "punkty-TOTAL_FORMS": "1", "punkty-INITIAL_FORMS": "0", "punkty-0-title": "Rundka",
        "punkty-0-minutes": "10", **more,
    }  # fmt: skip


_at = thing_at(pk=meeting)


@made
def attended(world: Any) -> Any:
    """A meeting that was held; Ewa was there."""
    from meetings import services

    found = over(world)
    services.mark_held(by=world.fixture("ada"), meeting=found)
    services.correct(by=world.fixture("ada"), meeting=found, present=[world.fixture("ewa").pk])
    return found


@made
def captioned(world: Any) -> Any:
    """The meeting with an open room, of which a line of captions is kept."""
    from meetings import services

    found, ada = begun(world), world.fixture("ada")
    services.moved(meeting_id=found.pk, process="p", arrived=[ada.pk], departed=[])
    services.appoint_captioner(by=ada, meeting_id=found.pk, person=ada.pk, keep=True, key="c")
    services.caption(by=ada, meeting_id=found.pk, text="Zaczynamy.", key="t")
    return found


@made
def shown(world: Any) -> Any:
    """Slides shown in the open room of the meeting, in which the guest of the matrix is too."""
    from meetings import services
    from tests.files.makers import pdf, upload

    found, ada, guest = inside(world), world.fixture("ada"), world.fixture("expert_pass").guest
    services.arrive(by=guest, meeting_id=found.pk)
    services.admit(by=ada, meeting_id=found.pk, person=guest.pk, key="in")
    deck = services.take_slides(by=ada, meeting_id=found.pk, upload=upload("Ułamki.pdf", pdf()))
    services.draw_slides(deck_id=deck.pk)
    services.present(by=ada, meeting_id=found.pk, file=str(deck.file_id), key="s")
    return deck


@made
def inside(world: Any) -> Any:
    """The meeting, into whose room members may come before it begins."""
    from meetings import services

    found = meeting(world)
    services.open_doors(by=world.fixture("ada"), meeting_id=found.pk, key="d")
    return found


@made
def drawn(world: Any) -> Any:
    """The meeting, on whose board something was drawn."""
    from meetings import services

    found = inside(world)
    mark = {"kind": "line", "ink": 0, "points": [0, 0, 9, 9]}
    services.draw(by=world.fixture("ada"), meeting_id=found.pk, mark=mark, key="b")
    return found


@made
def filmed(world: Any) -> Any:
    """The meeting with an open room, of which a recording is kept."""
    import tempfile
    from pathlib import Path

    from files import services as files
    from kit import clock
    from meetings.models import Recording, RecordingTerms

    found, ada = inside(world), world.fixture("ada")
    terms = RecordingTerms.objects.create(meeting=found, version=1, purpose="Dla chorych", days=30, made_by=ada)
    kept = {"state": "kept", "name": "splot-1.mp4", "asked_at": clock.now(), "keep_until": clock.today()}
    recording = Recording.objects.create(meeting=found, terms=terms, started_by=ada, **kept)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "film"
        place.write_bytes(b"film")
        files.take_made(place=place, name="nagranie.mp4", media_type="video/mp4", parent=recording)
    return found


@made
def handed(world: Any) -> Any:
    """A file handed out in the open room, in which the guest of the matrix is too."""
    from meetings import services
    from meetings.models import Handout
    from tests.files.makers import pdf, upload

    found, ada = inside(world), world.fixture("ada")
    guest = world.fixture("expert_pass").guest
    services.arrive(by=guest, meeting_id=found.pk)
    services.admit(by=ada, meeting_id=found.pk, person=guest.pk, key="g")
    services.hand_file(by=ada, meeting_id=found.pk, upload=upload("Karty.pdf", pdf()), title="", key="h")
    return Handout.objects.get()


def _film(world: Any) -> dict[str, Any]:
    file = filmed(world).recordings.get().files.get()
    return {"pk": file.pk, "name": file.name}


def _film_row(world: Any) -> dict[str, Any]:
    return {"pk": filmed(world).pk, "number": filmed(world).recordings.get().pk}


def _handed_file(world: Any) -> dict[str, Any]:
    stored = handed(world).files.get()
    return {"pk": stored.pk, "name": stored.name}


def _sent_pdf(_world: Any) -> dict[str, Any]:
    from tests.files.makers import pdf, upload

    return {"file": upload("Ułamki.pdf", pdf())}


_page = thing_at(pk=meeting, deck=shown, number=1)


def _of_ewa(world: Any) -> int:
    return attended(world) and int(world.fixture("ewa").pk)


def _year(**more: Any) -> Any:
    return network_at(begins=lambda w: w.fixture("school_year").starts_on.year, form="pdf", **more)


def _link(world: Any) -> dict[str, Any]:
    from meetings import answer_links

    return {"token": answer_links.token(world.fixture("ben").pk, meeting(world).pk)}


def _code(world: Any) -> dict[str, Any]:
    """The code Ada shows."""
    from meetings import services

    return {"code": services.show_code(by=world.fixture("ada"), meeting=meeting(world))}


def _attended_pdf(world: Any) -> dict[str, Any]:
    """The meeting at which Ewa was; nobody of the actors was there."""
    return {"pk": attended(world).pk, "form": "pdf"}


DOORS: list[Door] = [
    page("public", "link of an invitation asks", "meetings:answer_link", _link, surface="mail"),
    post("meeting_answer_link", "link of an invitation", "meetings:answer_link", _link, {"coming": "yes"}),
    page("certificate_own", "own certificate", "meetings:certificate", _year(), surface="file"),
    page(
        "certificate_of",
        "certificate",
        "meetings:certificate_of",
        _year(person=_of_ewa),
        surface="file",
    ),
    page("signed_in", "my meetings", "meetings:list"),
    page("meeting_read", "meeting page", "meetings:detail", _at),
    page("meeting_read", "calendar file", "meetings:ical", _at, surface="file"),
    page("meeting_read", "before the meeting", "meetings:before", _at),
    page("meeting_read", "kept captions", "meetings:captions", thing_at(pk=captioned), surface="file"),
    page("meeting_read", "network's meetings", "meetings:network_list", network_at()),
    post("meeting_answer", "answer", "meetings:answer", _at, {"coming": "maybe"}),
    page("meeting_join", "room page", "meetings:room", _at),
    page("slides_read", "page of slides", "meetings:slide", _page, surface="file"),
    page("slides_read", "words of a page", "meetings:slide_words", _page, surface="file"),
    page(
        "nothing_shown",
        "page not shown yet",
        "meetings:slide",
        thing_at(pk=meeting, deck=shown, number=2),
        surface="file",
    ),
    post("slides_read", "take slides in", "meetings:slides", thing_at(pk=meeting), _sent_pdf, before=shown),
    page(
        "slides_file",
        "file of slides",
        "files:download",
        lambda world: {"pk": shown(world).file_id, "name": "Ułamki.pdf"},
        surface="file",
    ),
    page("board_read", "board of the meeting", "meetings:board", thing_at(pk=drawn), surface="file"),
    page("handed_read", "file in the room", "meetings:handed", thing_at(pk=meeting, number=handed), surface="file"),
    page("handed_file", "file that was handed out", "files:download", _handed_file, surface="file"),
    post(
        "handed_read",
        "hand a file out",
        "meetings:hand_out",
        thing_at(pk=meeting),
        lambda world: _sent_pdf(world) | {"key": "k"},
        before=handed,
    ),
    page("recording_asked", "asked about the recording", "meetings:consent", thing_at(pk=filmed)),
    post(
        "recording_asked",
        "answer about the recording",
        "meetings:consent",
        thing_at(pk=filmed),
        {"version": "1", "agrees": "no"},
    ),
    page("recording_file", "file of a recording", "files:download", _film, surface="file"),
    post("recording_delete", "delete a recording", "meetings:recording_delete", _film_row),
    page("meeting_host", "plan asks", "meetings:plan", network_at()),
    post("meeting_host", "plan", "meetings:plan", network_at(), _sent),
    page("meeting_host", "change asks", "meetings:change", _at),
    post("meeting_host", "change", "meetings:change", _at, lambda w: _sent(w, version=meeting(w).version)),
    page("meeting_host", "cancel asks", "meetings:cancel", _at),
    post("meeting_host", "cancel", "meetings:cancel", _at, {"reason": "Awaria."}),
    page("meeting_host", "attendance", "meetings:attendance", thing_at(pk=begun)),
    page("meeting_host", "list to sign", "meetings:attendance_print", thing_at(pk=meeting, form="pdf"), surface="file"),
    post(
        "meeting_host",
        "correct attendance",
        "meetings:attendance",
        thing_at(pk=begun),
        lambda world: {"present": [world.fixture("ewa").pk]},
    ),
    page(
        "certificate_meeting", "certificate of a meeting", "meetings:certificate_meeting", _attended_pdf, surface="file"
    ),
    page("public", "check a certificate", "meetings:verify"),
    page("nothing_public", "a number nobody issued", "meetings:verify_one", {"number": "2222-3333-4444-5555"}),
    page("meeting_read", "sign-in", "meetings:sign_in", _at),
    post("meeting_sign_in", "sign-in by code", "meetings:sign_in", _at, _code),
    page("meeting_host", "code of attendance", "meetings:code", _at),
    post("meeting_host", "another code", "meetings:code", _at),
    page("meeting_host", "way to the code", "meetings:code_drawing", _at, surface="file"),
    post("meeting_host", "held", "meetings:held", thing_at(pk=over)),
]
