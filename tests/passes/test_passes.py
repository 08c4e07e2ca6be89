"""A pass opens one meeting and its materials to one person, and nothing else to anybody."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import guests
from meetings import selectors as rooms
from meetings import services as meetings
from meetings.models import Handout, Meeting, RoomEvent, Visit
from meetings.passes import selectors, services
from meetings.passes.models import LASTS, ExpertPass
from tests.files.makers import pdf, upload
from tests.meetings.conftest import hub
from tests.meetings.seated import ORIGIN, Browser

__all__ = ["hub"]
pytestmark = pytest.mark.django_db


def let_in(held):
    """The guest knocks and whoever issued the pass opens."""
    meetings.arrive(by=held.guest, meeting_id=held.meeting_id)
    meetings.admit(by=held.issued_by, meeting_id=held.meeting_id, person=held.guest_id, key="in")


def test_the_letter_holds_the_only_link(held, work_done, client):
    work_done()
    letter = mail.outbox[-1]
    assert letter.to == ["maria@example.org"]
    assert letter.subject == "Zaproszenie na spotkanie: Ułamki w ruchu"
    link = f"/przepustka/{selectors.signed(held)}/"
    assert link in letter.body
    answer = client.get(link)
    assert answer.url == "/przepustka/"
    page = client.get("/przepustka/")
    assert "Ułamki w ruchu" in page.content.decode()
    assert "Studium przypadku" in page.content.decode()
    assert "Wejdź do pokoju" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin", (
        "no-referrer would take the Origin from its form, and it be refused"
    )
    assert "no-store" in page["Cache-Control"]


def test_only_who_changes_the_meeting_invites(ben, dov, cleo, open_meeting, ada):
    for by in (ben, dov, cleo):
        with pytest.raises(Refused):
            services.issue(by=by, meeting=open_meeting, name="M Z", email="m@example.org")
    with pytest.raises(Refused):
        services.issue(by=ada, meeting=open_meeting, name="Ben", email=ben.email)
    assert not ExpertPass.objects.exists()


def test_a_double_click_makes_one_pass_and_an_address_has_one(ada, open_meeting):
    key = uuid.uuid4()
    for _twice in range(2):
        services.issue(by=ada, meeting=open_meeting, name="M Z", email="m@example.org", key=key)
    with pytest.raises(Refused):
        services.issue(by=ada, meeting=open_meeting, name="M Z", email="M@example.org")
    assert ExpertPass.objects.count() == 1


def test_nobody_can_sign_in_as_a_guest(held, client):
    guest = held.guest
    assert not guest.is_active
    assert not guest.has_usable_password()
    assert guest.email.endswith(".invalid")
    assert not client.login(username=guest.email, password="")
    client.force_login(guest, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/pulpit/").status_code == 302


@pytest.mark.parametrize("change", ["signature", "number", "secret", "nonsense"])
def test_forged_links_open_nothing(held, client, change):
    words = selectors.signed(held)
    forged = {
        "signature": words[:-2] + ("aa" if not words.endswith("aa") else "bb"),
        "number": words.replace(str(held.pk), str(held.pk + 1), 1),
        "secret": words.replace(held.secret, "x" * len(held.secret)),
        "nonsense": "abc",
    }[change]
    assert client.get(f"/przepustka/{forged}/").status_code == 404
    assert client.get("/przepustka/").status_code == 404


def test_the_end_comes_by_the_clock_and_moves_with_the_meeting(held, guest, plan):
    last = held.meeting.ends_at + timedelta(days=LASTS)
    with clock.moved_to(last - timedelta(minutes=1)):
        assert guest.get("/przepustka/").status_code == 200
    with clock.moved_to(last):
        assert guest.get("/przepustka/").status_code == 404
        assert guests.held([held.meeting_id], [held.guest_id]) == set()
        assert Client().get(f"/przepustka/{selectors.signed(held)}/").status_code == 410


def test_at_the_door_lies_what_the_holder_may_read(guest, ada, ben, open_meeting, held):
    file = services.lay_beside(
        by=ada, held=held, upload=SimpleUploadedFile("plan.txt", b"Plan warsztatu", "text/plain")
    )
    ours = reverse("networks:space", args=[open_meeting.edition.network.slug])
    Meeting.objects.filter(pk=open_meeting.pk).update(links=["https://example.org/artykul", ours])
    for address in ("/przepustka/", "/przepustka/pokoj/"):
        drawn = guest.get(address).content.decode()
        assert file.address in drawn
        assert "https://example.org/artykul" in drawn
        assert f'href="{ours}"' not in drawn, "a page of the network would be a closed door"
    assert "Studium przypadku" in guest.get("/przepustka/pokoj/").content.decode()


def test_who_was_not_let_in_is_told_so_and_cannot_come_back(guest, ada, held):
    meetings.arrive(by=held.guest, meeting_id=held.meeting_id)
    meetings.turn_away(by=ada, meeting_id=held.meeting_id, person=held.guest_id, key="no")
    for _again in range(2):
        assert guest.get("/przepustka/pokoj/").url == "/przepustka/"
        drawn = guest.get("/przepustka/").content.decode()
        assert drawn.count("nie wpuściła") == 1
        assert "Wejdź do pokoju" not in drawn
    meetings.admit(by=ada, meeting_id=held.meeting_id, person=held.guest_id, key="yes")
    assert "Wejdź do pokoju" in guest.get("/przepustka/").content.decode()
    assert guest.get("/przepustka/pokoj/").status_code == 200


def test_a_guest_shows_slides_and_sees_them_until_the_pass_is_withdrawn(guest, ada, ben, held):
    laid = services.lay_beside(by=ada, held=held, upload=upload("Warsztat.pdf", pdf("Dzień dobry", 2)))
    room, where = held.meeting_id, reverse("meetings:slides", args=[held.meeting_id])
    assert guest.post(where, {"file": upload("a.pdf", pdf())}).status_code == 404, "at the door nothing is taken"
    meetings.arrive(by=held.guest, meeting_id=room)
    meetings.admit(by=ada, meeting_id=room, person=held.guest_id, key="yes")
    assert [row["title"] for row in rooms.shelf_rows(held.guest, room)] == ["Warsztat.pdf"]
    assert rooms.shelf_rows(ben, room) == [], "files of a pass are not for members"
    meetings.present(by=held.guest, meeting_id=room, file=str(laid.pk), key="p")
    shown = rooms.slides_of(room)
    meetings.draw_slides(deck_id=shown["deck"])
    page = reverse("meetings:slide", args=[room, shown["deck"], 2])
    assert guest.get(page).status_code == 200
    assert Client().get(page).status_code == 302
    own = guest.post(where, {"file": upload("a.pdf", pdf())}).json()["file"]
    meetings.present(by=held.guest, meeting_id=room, file=own, key="o")
    assert guest.get(page).status_code == 404, "what is not shown now is given to nobody"
    meetings.present(by=held.guest, meeting_id=room, file=str(laid.pk), key="q")
    services.revoke(by=ada, held=held)
    assert guest.get(page).status_code == 302
    assert guest.post(where, {"file": upload("a.pdf", pdf())}).status_code == 302


def test_a_guest_who_left_is_given_nothing_more_after_a_minute(guest, ada, held):
    room, person = held.meeting_id, held.guest
    meetings.arrive(by=person, meeting_id=room)
    meetings.admit(by=ada, meeting_id=room, person=person.pk, key="yes")
    meetings.arrive(by=person, meeting_id=room)
    upload_of = upload("Ułamki.pdf", pdf("Pierwsza", 2))
    deck = meetings.take_slides(by=ada, meeting_id=room, upload=upload_of)
    meetings.draw_slides(deck_id=deck.pk)
    meetings.present(by=ada, meeting_id=room, file=str(deck.file_id), key="p")
    meetings.hand_file(by=ada, meeting_id=room, upload=upload("Karty.pdf", pdf()), title="", key="h")
    given = Handout.objects.get()
    doors = [reverse("meetings:slide", args=[room, deck.pk, 1]), reverse("meetings:handed", args=[room, given.pk])]

    def answers(after: int) -> list[int]:
        with clock.moved_to(begin + timedelta(seconds=after)):
            return [guest.get(door).status_code for door in doors]

    begin = clock.now()
    assert answers(1) == [200, 200], "at once, before the stay is written"
    assert answers(90) == [404, 404], "let in, and never there"
    meetings.moved(meeting_id=room, process="p", arrived=[person.pk])
    assert answers(600) == [200, 200], "as long as the person is there"
    with clock.moved_to(begin + timedelta(seconds=700)):
        meetings.moved(meeting_id=room, process="p", departed=[person.pk])
    assert answers(755) == [200, 200], "the line is broken"
    assert answers(765) == [404, 404]
    Visit.objects.create(
        meeting_id=room, user=person, process="lk-1", joined_at=begin, seen_at=begin, left_at=begin + timedelta(hours=1)
    )
    assert answers(765) == [404, 404], "what the media server saw lets nobody in"
    with clock.moved_to(begin + timedelta(seconds=800)):
        meetings.arrive(by=person, meeting_id=room)
    assert answers(801) == [200, 200]
    with clock.moved_to(begin + timedelta(seconds=802)):
        meetings.moved(meeting_id=room, process="p", arrived=[person.pk])
        meetings.remove(by=ada, meeting_id=room, person=person.pk, key="r")
    assert answers(803) == [404, 404], "put out, at once"


def test_withdrawing_closes_page_room_and_files_at_once(held, guest, ada):
    file = services.lay_beside(
        by=ada, held=held, upload=SimpleUploadedFile("plan.txt", b"Plan warsztatu", "text/plain")
    )
    assert guest.get(file.address).status_code == 200
    assert guest.get("/przepustka/pokoj/").status_code == 200
    services.revoke(by=ada, held=held)
    assert guest.get("/przepustka/").status_code == 404
    assert guest.get("/przepustka/pokoj/").status_code == 404
    assert guest.get(file.address).status_code == 302
    with pytest.raises(NotThere):
        rooms.pass_for(held.guest, held.meeting_id)


def test_the_coordinator_withdraws_and_sends_anew_with_one_click(held, client, ada):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    base = f"/spotkania/{held.meeting_id}/przepustki/"
    assert client.post(f"{base}{held.pk}/wycofaj/").url == base
    held.refresh_from_db()
    assert held.revoked_at is not None
    assert client.post(f"{base}{held.pk}/wyslij/").url == base
    held.refresh_from_db()
    assert held.revoked_at is None


def test_a_new_link_kills_the_old_one(held, guest, ada, work_done):
    old = selectors.signed(held)
    services.send_anew(by=ada, held=held)
    assert guest.get("/przepustka/").status_code == 404
    assert guest.get(f"/przepustka/{old}/").status_code == 404
    held.refresh_from_db()
    assert guest.get(f"/przepustka/{selectors.signed(held)}/").status_code == 302


def test_a_cancelled_meeting_closes_its_passes(held, guest, ada):
    meetings.cancel(by=ada, meeting=held.meeting, reason="Awaria.")
    assert guest.get("/przepustka/").status_code == 404


def test_the_pass_of_another_meeting_opens_no_room_and_no_file_here(held, guest, ada, plan):
    other = plan(in_minutes=5, title="Inne spotkanie")
    second = services.issue(by=ada, meeting=other, name="Kto Inny", email="inny@example.org")
    file = services.lay_beside(by=ada, held=second, upload=SimpleUploadedFile("b.txt", b"Nie dla Marii", "text/plain"))
    assert guest.get(file.address).status_code == 302
    with pytest.raises(NotThere):
        rooms.pass_for(held.guest, other.pk)
    assert selectors.person_of(guest.session, other.pk) is None
    assert selectors.person_of(guest.session, held.meeting_id) == held.guest


def test_somebody_else_signed_in_is_asked_to_sign_out(held, client, ben):
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/przepustka/{selectors.signed(held)}/").status_code == 409
    assert client.get("/przepustka/").status_code == 404


def test_the_coordinator_sees_the_state_and_the_link_nobody(client, ada, ben, held, guest):
    person = Client()
    person.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    drawn = person.get(f"/spotkania/{held.meeting_id}/przepustki/").content.decode()
    assert "Maria Zasadna" in drawn
    assert "otwarta" in drawn
    assert selectors.signed(held) not in drawn
    assert held.secret not in drawn
    bad = person.post(f"/spotkania/{held.meeting_id}/przepustki/", {"name": "Ala", "email": "to nie adres"})
    assert bad.status_code == 422
    assert 'value="Ala"' in bad.content.decode()
    person.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    assert person.get(f"/spotkania/{held.meeting_id}/przepustki/").status_code == 404


def test_an_account_takes_over_what_the_guest_did(held, guest, settings, person):
    settings.OPEN_SIGNUP = False
    answer = guest.post("/przepustka/")
    assert answer.url == "/konto/rejestracja/" or "signup" in answer.url or answer.status_code == 302
    assert guest.get(answer.url).status_code == 200
    let_in(held)
    meetings.say(by=held.guest, meeting_id=held.meeting_id, text="Dzień dobry", key="k1")
    now = clock.now()
    Visit.objects.create(meeting=held.meeting, user=held.guest, process="p", joined_at=now, seen_at=now, left_at=now)
    ghost = held.guest_id
    account = person("Maria", "Zasadna", email="maria@example.org")
    signed_in = Client()
    signed_in.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert signed_in.get(f"/przepustka/{selectors.signed(held)}/").status_code == 302
    assert RoomEvent.objects.get(kind="said").author == account
    assert Visit.objects.get().user == account
    assert not get_user_model().objects.filter(pk=ghost).exists()
    assert rooms.pass_for(account, held.meeting_id).role == "expert"
    assert signed_in.get("/przepustka/pokoj/").status_code == 200


def test_guests_of_long_ago_are_forgotten(held):
    let_in(held)
    meetings.say(by=held.guest, meeting_id=held.meeting_id, text="Dzień dobry", key="k1")
    ghost = held.guest_id
    assert services.forget_guests() == 0
    with clock.moved_to(clock.now() + timedelta(days=400)):
        assert services.forget_guests() == 1
        assert services.forget_guests() == 0
    assert not get_user_model().objects.filter(pk=ghost, first_name="Maria").exists()
    assert not ExpertPass.objects.exists()
    assert "Maria" not in json.dumps([event.values for event in RoomEvent.objects.all()])


def test_an_expert_assigned_by_the_county_is_one_click_away(client, ada, dov, edition, county, meeting):
    from networks.experts import services as experts

    expert = experts.add_expert(
        by=dov,
        county=county,
        values={"name": "Maria Zasadna", "email": "maria@example.org", "provider": "trainer", "topics": "ocenianie"},
    )
    wanted = {"theme": "Ocenianie", "form": "workshop", "wanted_on": None, "when": "", "hours": 2, "needs": ""}
    experts.assign(by=dov, request=experts.ask(by=ada, edition=edition, values=wanted), expert=expert)
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    drawn = client.get(f"/spotkania/{meeting.pk}/przepustki/?ekspert={expert.pk}").content.decode()
    assert 'value="maria@example.org"' in drawn


# --- the room


class GuestBrowser(Browser):
    """A browser with nobody signed in and a pass in its session."""

    def __init__(self, session, meeting):
        from django.contrib.auth.models import AnonymousUser

        super().__init__(AnonymousUser(), meeting, ORIGIN)
        self.socket.scope["session"] = session


@pytest.mark.django_db(transaction=True)
async def test_a_guest_speaks_in_the_room_and_is_cut_when_the_pass_goes(hub, held, guest, ada):
    session = guest.session
    await sync_to_async(let_in)(held)
    browser = await GuestBrowser(session, held.meeting).enter()
    await browser.until(lambda: str(held.guest_id) in browser.state["people"])
    here = browser.state["people"][str(held.guest_id)]
    assert (here["name"], here["role"]) == ("Maria Zasadna", "expert")
    await browser.send(type="say", key="a1", text="Dzień dobry")
    await browser.until(lambda: any(frame["type"] == "ack" for frame in browser.others))
    await browser.send(type="item", key="a2", item=None)
    await browser.until(lambda: any(frame["type"] == "refused" for frame in browser.others))
    await sync_to_async(services.revoke)(by=ada, held=held)
    lost = await sync_to_async(rooms.put_out_of)({held.meeting_id: {held.guest_id, ada.pk}}, {})
    assert lost == {(held.meeting_id, held.guest_id)}
    other = GuestBrowser(session, held.meeting)
    connected, _code = await other.connect()
    assert not connected
    await browser.drop()


@pytest.mark.django_db(transaction=True)
async def test_no_pass_no_room(hub, held, plan):
    from django.contrib.sessions.backends.db import SessionStore

    stranger = GuestBrowser(SessionStore(), held.meeting)
    connected, code = await stranger.connect()
    assert (connected, code) == (False, 4403)
