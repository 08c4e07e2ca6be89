"""Recording: said beforehand, agreed to by each person, visible, kept for its days, deleted with a proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.urls import reverse
from django.utils import timezone

from accounts.personal_data import erase
from files.models import StoredFile
from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import recorder, selectors, services
from meetings.enums import Mode
from meetings.models import Recording, RecordingConsent, RecordingState, RecordingTerms, RoomEvent, WhyDeleted
from meetings.passes import selectors as passes_of
from meetings.passes import services as passes
from moderation.models import TrailEntry
from notifications.models import Notice
from tests.meetings import fake_egress

pytestmark = [pytest.mark.django_db]
TERMS = {"purpose": "Dla osób chorych tego dnia", "days": 30}
FILM = b"\0\0\0 ftypisom the film"


@pytest.fixture
def egress(settings: Any, tmp_path: Path) -> Iterator[fake_egress.FakeEgress]:
    """A site with a media server that records into a shared folder."""
    with fake_egress.serving() as fake:
        settings.LIVEKIT_URL = fake.url.replace("http", "ws", 1)
        settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = fake_egress.KEY, fake_egress.SECRET
        settings.LIVEKIT_EGRESS, settings.LIVEKIT_EGRESS_DIR = True, str(tmp_path)
        settings.LIVEKIT_EGRESS_PATH, settings.RECORDING_MOST_DAYS = str(tmp_path), 90
        yield fake


@pytest.fixture
def recorded_meeting(egress: Any, plan: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """A meeting that is recorded, its room open, Ada, Ben and Ewa in it; only Ada and Ben have agreed."""
    meeting = plan(in_minutes=-5, recording=TERMS)
    services.moved(meeting_id=meeting.pk, process="p", arrived=[ada.pk, ben.pk, ewa.pk], departed=[])
    for person, agrees in ((ada, True), (ben, True), (ewa, False)):
        services.consent(by=person, meeting_id=meeting.pk, version=1, agrees=agrees)
    return meeting


def start(by: Any, meeting: Any, key: str = "r1") -> RoomEvent:
    return async_to_sync(recorder.start)(by=by, meeting_id=meeting.pk, key=key)


def stop(by: Any, meeting: Any, key: str = "r2") -> RoomEvent:
    return async_to_sync(recorder.stop)(by=by, meeting_id=meeting.pk, key=key)


def shown(meeting: Any) -> dict[str, Any] | None:
    return selectors.room_state_of(meeting.pk)["recording"]


def tell(client: Any, event: str, info: Any) -> None:
    body = fake_egress.news(event, info)
    answer = client.post(
        reverse("meetings:media_news"),
        body,
        content_type="application/webhook+json",
        headers={"Authorization": fake_egress.proof(body)},
    )
    assert answer.status_code == 204


@pytest.fixture
def kept(recorded_meeting: Any, egress: Any, client: Any, ada: Any) -> Recording:
    """A recording that was made, ended and taken in."""
    start(ada, recorded_meeting)
    tell(client, "egress_started", egress.begins("EG_0"))
    stop(ada, recorded_meeting)
    tell(client, "egress_ended", egress.ends("EG_0", FILM))
    found = Recording.objects.get()
    services.take_recording(recording_id=found.pk)
    found.refresh_from_db()
    return found


# --- where nothing records


def test_a_site_that_cannot_record_says_nothing_of_it_anywhere(plan, ada, ben, client):
    meeting = plan(in_minutes=-5)
    client.force_login(ada)
    pages = [
        reverse("meetings:plan", args=[meeting.edition.network.slug]),
        reverse("meetings:change", args=[meeting.pk]),
        meeting.get_absolute_url(),
        reverse("meetings:room", args=[meeting.pk]),
    ]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert "agryw" not in answer.content.decode(), page
        assert "agrani" not in answer.content.decode(), page
    assert client.get(reverse("meetings:consent", args=[meeting.pk])).status_code == 404
    with pytest.raises(Refused):
        plan(recording=TERMS)
    with pytest.raises(Refused):
        start(ada, meeting)
    assert not RecordingTerms.objects.exists()


def test_the_embedded_engine_never_records(plan, settings, tmp_path):
    settings.LIVEKIT_EGRESS, settings.LIVEKIT_EGRESS_DIR = True, str(tmp_path)
    assert not selectors.may_be_offered()


# --- said beforehand


def form_of(meeting: Any, **more: Any) -> dict[str, Any]:
    begins = clock.now() + timedelta(days=2)
    return {
        "title": "Ułamki", "kind": "working", "day": begins.date().isoformat(), "begins": "16:00", "ends": "17:00",
        "mode": "online", "punkty-TOTAL_FORMS": "0", "punkty-INITIAL_FORMS": "0", "version": meeting.version,
    } | more  # fmt: skip


def test_planning_asks_what_for_and_for_how_long_and_is_off_by_default(egress, meeting, ada, client):
    client.force_login(ada)
    page = reverse("meetings:plan", args=[meeting.edition.network.slug])
    shown_form = client.get(page).context["form"]
    assert not shown_form["recorded"].value()
    assert shown_form["record_days"].value() == 30
    for more, words in (
        ({"recorded": "on"}, "Napisz, po co jest nagranie"),
        ({"recorded": "on", "record_purpose": "Dla chorych", "record_days": "91"}, "najwyżej 90 dni"),
        ({"recorded": "on", "record_purpose": "Dla chorych"}, "najwyżej 90 dni"),
    ):
        answer = client.post(page, form_of(meeting, **more))
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert not RecordingTerms.objects.exists()
    good = {"recorded": "on", "record_purpose": " Dla chorych ", "record_days": "14"}
    answer = client.post(page, form_of(meeting, **good), follow=True)
    said = RecordingTerms.objects.get()
    assert (said.version, said.purpose, said.days, said.made_by) == (1, "Dla chorych", 14, ada)
    assert "Po co: Dla chorych. Przechowywane 14 dni" in answer.content.decode()
    client.post(page, form_of(meeting, title="Bez nagrania"))
    assert RecordingTerms.objects.count() == 1


def test_changed_terms_are_a_new_version_and_ask_everybody_anew(egress, plan, ada, ben, client):
    meeting = plan(in_minutes=3 * 24 * 60, recording=TERMS)
    services.consent(by=ben, meeting_id=meeting.pk, version=1, agrees=True)
    client.force_login(ada)
    page = reverse("meetings:change", args=[meeting.pk])
    assert client.get(page).context["form"]["record_purpose"].value() == TERMS["purpose"]
    same = {"recorded": "on", "record_purpose": TERMS["purpose"], "record_days": "30"}
    assert client.post(page, form_of(meeting, **same)).status_code == 302
    assert selectors.terms_of(meeting).version == 1
    meeting.refresh_from_db()
    assert client.post(page, form_of(meeting, **same | {"record_purpose": "Na szkolenia"})).status_code == 302
    assert selectors.terms_of(meeting).version == 2
    assert not selectors.may_be_heard(meeting, ben.pk)
    with pytest.raises(Refused):
        services.consent(by=ben, meeting_id=meeting.pk, version=1, agrees=True)
    meeting.refresh_from_db()
    assert client.post(page, form_of(meeting)).status_code == 302
    assert selectors.terms_of(meeting) is None
    assert selectors.may_be_heard(meeting, ben.pk)
    assert RecordingTerms.objects.count() == 3


def test_once_the_room_is_open_a_recording_can_only_be_given_up(egress, plan, ada, client):
    silent, loud = plan(in_minutes=5), plan(in_minutes=5, recording=TERMS)
    for meeting, wanted in ((silent, TERMS), (loud, TERMS | {"days": 31})):
        with pytest.raises(Refused):
            services.say_terms(by=ada, meeting=meeting, terms=wanted, is_new=False)
    assert selectors.terms_of(silent) is None
    services.say_terms(by=ada, meeting=loud, terms=None, is_new=False)
    assert selectors.terms_of(loud) is None
    with pytest.raises(Refused):
        plan(in_minutes=5, mode=Mode.ONSITE, place="Szkoła", recording=TERMS)


# --- agreed to


def test_before_the_room_each_person_reads_and_answers(egress, plan, ada, ben, client):
    meeting = plan(in_minutes=-5, recording=TERMS)
    client.force_login(ben)
    room = reverse("meetings:room", args=[meeting.pk])
    words = client.get(room).content.decode()
    for said in (TERMS["purpose"], "30 dni od spotkania", str(ada), str(meeting.edition.network.title), "Nie ma Cię w"):
        assert said in words
    assert 'id="room"' not in words
    answer = reverse("meetings:consent", args=[meeting.pk])
    assert "Wybierz jedną" in client.post(answer, {"version": "1", "agrees": "perhaps"}).content.decode()
    assert "zmieniło się" in client.post(answer, {"version": "7", "agrees": "yes"}).content.decode()
    assert not RecordingConsent.objects.exists()
    before = clock.now()
    assert client.post(answer, {"version": "1", "agrees": "yes"}).headers["Location"] == room
    held = RecordingConsent.objects.get()
    assert (held.user, held.is_given, held.wording, held.terms.version) == (ben, True, 1, 1)
    assert held.answered_at >= before
    words = client.get(room).content.decode()
    assert 'id="record"' in words
    assert "data-silent" not in words
    client.post(answer, {"version": "1", "agrees": "no"})
    assert "data-silent" in client.get(room).content.decode()


def test_a_guest_is_asked_too(egress, plan, ada, client):
    meeting = plan(in_minutes=-5, recording=TERMS)
    held = passes.issue(by=ada, meeting=meeting, name="Maria Zasadna", email="maria@example.org")
    client.get(reverse("passes:open", args=[passes_of.signed(held)]))
    asked = client.get(reverse("passes:room"))
    assert TERMS["purpose"] in asked.content.decode()
    assert asked.headers["Referrer-Policy"] == "same-origin", "browsers hide the origin of a form without any"
    answer = client.post(reverse("meetings:consent", args=[meeting.pk]), {"version": "1", "agrees": "no"})
    assert answer.headers["Location"] == reverse("passes:room")
    assert 'id="room"' in client.get(reverse("passes:room")).content.decode()
    assert not RecordingConsent.objects.get(user=held.guest).is_given


def test_nobody_else_is_asked(recorded_meeting, cleo, client):
    page = reverse("meetings:consent", args=[recorded_meeting.pk])
    assert client.get(page).status_code == 302
    client.force_login(cleo)
    assert client.get(page).status_code == 404
    assert client.post(page, {"version": "1", "agrees": "yes"}).status_code == 404
    with pytest.raises(NotThere):
        services.consent(by=cleo, meeting_id=recorded_meeting.pk, version=1, agrees=True)


def test_who_does_not_agree_listens_and_writes_and_gets_no_place(recorded_meeting, ada, ben, ewa):
    with pytest.raises(Refused, match="nie ma na to Twojej zgody"):
        services.take_place(by=ewa, meeting_id=recorded_meeting.pk, tab="abcd", key="1")
    services.say(by=ewa, meeting_id=recorded_meeting.pk, text="Słucham", key="2")
    services.raise_hand(by=ewa, meeting_id=recorded_meeting.pk, up=True, key="3")
    services.take_place(by=ben, meeting_id=recorded_meeting.pk, tab="abcd", key="4")
    services.consent(by=ewa, meeting_id=recorded_meeting.pk, version=1, agrees=True)
    services.take_place(by=ewa, meeting_id=recorded_meeting.pk, tab="efgh", key="5")


# --- in the room


def test_only_who_leads_starts_and_only_a_meeting_that_was_announced(recorded_meeting, egress, plan, ada, ben):
    with pytest.raises(Refused):
        start(ben, recorded_meeting)
    with pytest.raises(Refused, match="nie jest nagrywane"):
        start(ada, plan(in_minutes=-5))
    with pytest.raises(Refused):
        start(ada, recorded_meeting, key="")
    with pytest.raises(Refused):
        stop(ada, recorded_meeting)
    assert "StartRoomCompositeEgress" not in egress.asked
    assert shown(recorded_meeting) is None


def test_a_recording_is_said_from_the_press_to_the_servers_last_word(recorded_meeting, egress, ada, client, tmp_path):
    event = start(ada, recorded_meeting)
    assert start(ada, recorded_meeting).pk == event.pk, "the same press twice"
    asked = egress.recordings["EG_0"].room_composite
    assert asked.room_name == f"meeting-{recorded_meeting.pk}"
    assert Path(asked.file_outputs[0].filepath).parent == tmp_path
    assert (shown(recorded_meeting)["state"], shown(recorded_meeting)["name"]) == ("starting", str(ada))
    with pytest.raises(Refused, match="już nagrywane"):
        start(ada, recorded_meeting, key="r9")
    with pytest.raises(Refused, match="Najpierw zakończ"):
        services.say_terms(by=ada, meeting=recorded_meeting, terms=None, is_new=False)
    for _again in range(2):
        tell(client, "egress_started", egress.begins("EG_0"))
    assert shown(recorded_meeting)["state"] == "running"
    stop(ada, recorded_meeting)
    assert shown(recorded_meeting)["state"] == "ending"
    for _again in range(2):
        tell(client, "egress_ended", egress.ends("EG_0", FILM))
    assert shown(recorded_meeting) is None
    assert Recording.objects.get().state == RecordingState.ARRIVING
    present = TrailEntry.objects.get(action="meetings.recording.start").values["present"]
    assert ada.pk in present


def test_it_does_not_start_while_somebody_on_the_stage_has_not_agreed(recorded_meeting, egress, ada, ben):
    services.take_place(by=ben, meeting_id=recorded_meeting.pk, tab="abcd", key="1")
    RecordingConsent.objects.filter(user=ben).update(withdrawn_at=clock.now())
    with pytest.raises(Refused, match="nie zgodziła się"):
        start(ada, recorded_meeting)
    services.leave_place(by=ben, meeting_id=recorded_meeting.pk, key="2")
    start(ada, recorded_meeting)


def test_a_server_that_cannot_record_leaves_nothing_that_says_it_does(recorded_meeting, egress, ada):
    egress.is_there = False
    with pytest.raises(Refused, match="Serwer nagrywający nie odpowiada"):
        start(ada, recorded_meeting)
    assert shown(recorded_meeting) is None
    assert selectors.going_on(recorded_meeting) is None
    egress.is_there = True
    start(ada, recorded_meeting, key="r3")
    assert shown(recorded_meeting)["state"] == "starting"


def test_what_the_server_began_after_it_was_given_up_is_ended(recorded_meeting, egress, ada, client, work_done):
    claimed = services.claim_recording(by=ada, meeting_id=recorded_meeting.pk, key="r1")
    services.give_up_recording(recording=claimed)
    egress.rooms.add(f"meeting-{recorded_meeting.pk}")
    info = async_to_sync(late_start)(recorded_meeting.pk, claimed.name)
    tell(client, "egress_started", egress.begins(info))
    work_done()
    assert egress.asked[-1] == "StopEgress"
    assert shown(recorded_meeting) is None


async def late_start(meeting_id: int, name: str) -> str:
    from meetings import media

    return await media.engine().start_recording(meeting_id=meeting_id, name=name)


def test_taking_the_consent_back_takes_off_the_stage_and_tells_who_steers(kept, recorded_meeting, ada, ben, client):
    services.take_place(by=ben, meeting_id=recorded_meeting.pk, tab="abcd", key="1")
    services.consent(by=ben, meeting_id=recorded_meeting.pk, version=1, agrees=False)
    assert selectors.room_state_of(recorded_meeting.pk)["stage"] == []
    held = RecordingConsent.objects.get(user=ben)
    assert held.is_given
    assert held.withdrawn_at is not None
    notice = Notice.objects.get(kind="meetings.consent_withdrawn")
    assert notice.user == ada
    assert str(ben) in notice.title
    client.force_login(ada)
    words = client.get(notice.url).content.decode()
    assert f"Wycofana zgoda: {ben}" in words
    assert reverse("meetings:recording_delete", args=[recorded_meeting.pk, kept.pk]) in words
    client.force_login(ben)
    assert "Wycofana zgoda" not in client.get(recorded_meeting.get_absolute_url()).content.decode()


def test_an_erased_account_takes_its_consent_along_and_who_steers_is_told(kept, ada, ben):
    erase(ben)
    assert not RecordingConsent.objects.filter(user=ben).exists()
    assert Notice.objects.filter(kind="meetings.consent_withdrawn", user=ada).exists()


def test_a_closed_room_ends_its_recording(recorded_meeting, egress, ada, work_done):
    start(ada, recorded_meeting)
    services.mark_held(by=ada, meeting=recorded_meeting)
    work_done()
    assert egress.asked[-1] == "StopEgress"
    assert Recording.objects.get().state == RecordingState.ENDING


def test_what_the_server_did_not_tell_is_asked(recorded_meeting, egress, ada):
    start(ada, recorded_meeting)
    egress.begins("EG_0")
    services.follow_recordings()
    assert shown(recorded_meeting)["state"] == "running"
    with clock.moved_to(recorded_meeting.closes_at + timedelta(minutes=1)):
        services.follow_recordings()
        assert egress.asked[-2:] == ["StopEgress", "ListEgress"]
        egress.ends("EG_0", FILM)
        services.follow_recordings()
    assert Recording.objects.get().state == RecordingState.KEPT


def test_a_recording_that_failed_says_so_and_leaves_no_file(recorded_meeting, egress, ada, client, tmp_path):
    start(ada, recorded_meeting)
    name = Recording.objects.get().name
    (tmp_path / name).write_bytes(b"half")
    (tmp_path / "somebody-elses.mp4").write_bytes(b"x")
    tell(client, "egress_ended", egress.ends("EG_0", b""))
    assert shown(recorded_meeting) is None
    assert Recording.objects.get().state == RecordingState.FAILED
    assert services.sweep_recordings() == 1
    assert [place.name for place in tmp_path.iterdir() if place.is_file()] == ["somebody-elses.mp4"]


# --- kept and deleted


def test_the_file_is_for_people_of_the_meeting_through_the_door_of_files(kept, ada, ben, cleo, client, tmp_path):
    file = kept.files.get()
    assert (file.size, file.sha256) == (len(FILM), hashlib.sha256(FILM).hexdigest())
    assert not (tmp_path / kept.name).exists(), "egress keeps no copy"
    assert kept.keep_until == timezone.localdate(kept.ended_at) + timedelta(days=30)
    for person, status in ((ada, 200), (ben, 200), (cleo, 404)):
        client.force_login(person)
        assert client.get(file.address).status_code == status, person
    client.logout()
    assert client.get(file.address).status_code == 302


def test_a_guest_does_not_get_the_file(kept, recorded_meeting, ada, client):
    held = passes.issue(by=ada, meeting=recorded_meeting, name="Maria Zasadna", email="maria@example.org")
    client.get(reverse("passes:open", args=[passes_of.signed(held)]))
    assert client.get(kept.files.get().address).status_code == 302


def test_it_stands_on_the_meetings_page_with_its_day(kept, recorded_meeting, ada, ben, client):
    client.force_login(ben)
    words = client.get(recorded_meeting.get_absolute_url()).content.decode()
    assert kept.files.get().address in words
    assert "przechowywane do" in words
    gone = reverse("meetings:recording_delete", args=[recorded_meeting.pk, kept.pk])
    assert gone not in words
    assert client.post(gone).status_code == 404
    client.force_login(ada)
    assert gone in client.get(recorded_meeting.get_absolute_url()).content.decode()


def test_after_its_day_it_is_deleted_and_the_proof_stays(kept, recorded_meeting, ada, ben, client):
    with clock.moved_to(clock.end_of(kept.keep_until) - timedelta(minutes=1)):
        assert services.delete_old_recordings() == 0
    with clock.moved_to(clock.end_of(kept.keep_until) + timedelta(hours=2)):
        assert services.delete_old_recordings() == 1
        assert services.delete_old_recordings() == 0
    kept.refresh_from_db()
    assert (kept.state, kept.deleted_why, kept.deleted_by) == (RecordingState.DELETED, WhyDeleted.TERM, None)
    assert (kept.size, kept.sha256) == (len(FILM), hashlib.sha256(FILM).hexdigest())
    assert not StoredFile.objects.exists()
    client.force_login(ada)
    words = client.get(recorded_meeting.get_absolute_url()).content.decode()
    assert kept.sha256 in words
    assert f"Nagranie nr {kept.pk} usunięto" in words
    client.force_login(ben)
    assert kept.sha256 not in client.get(recorded_meeting.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_deleted_at_once_the_bytes_are_gone_and_were_looked_for(kept, recorded_meeting, ada, client):
    file = kept.files.get()
    path = Path(file.content.path)
    assert path.exists()
    client.force_login(ada)
    gone = reverse("meetings:recording_delete", args=[recorded_meeting.pk, kept.pk])
    assert client.post(gone).status_code == 302
    assert not path.exists()
    kept.refresh_from_db()
    assert (kept.deleted_why, kept.deleted_by) == (WhyDeleted.COORDINATOR, ada)
    assert kept.seen_gone_at is not None
    assert client.get(file.address).status_code == 404
    assert client.post(gone).status_code == 404
    assert "sprawdzono" in client.get(recorded_meeting.get_absolute_url()).content.decode()
    proof = TrailEntry.objects.get(action="meetings.recording.delete").values
    assert (proof["size"], proof["sha256"]) == (kept.size, kept.sha256)


def test_a_link_in_the_folder_leads_nowhere(recorded_meeting, egress, ada, client, tmp_path):
    start(ada, recorded_meeting)
    secret = tmp_path / "secret"
    secret.write_bytes(b"not a film")
    info = egress.ends("EG_0", FILM)
    place = tmp_path / Recording.objects.get().name
    place.unlink()
    place.symlink_to(secret)
    tell(client, "egress_ended", info)
    services.take_recording(recording_id=Recording.objects.get().pk)
    assert Recording.objects.get().state == RecordingState.ARRIVING
    with clock.moved_to(clock.now() + timedelta(days=2)):
        services.take_recording(recording_id=Recording.objects.get().pk)
    assert Recording.objects.get().state == RecordingState.FAILED
