"""Slides: who shows what, who turns pages, who sees which page, and that all of it ends when it has to."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.personal_data import erase
from files import child, drawing
from files import services as files
from files.models import FileState, PagePicture, StoredFile
from files.preparing import prepare
from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import broadcasts, selectors, services
from meetings.models import Deck, Meeting, RoomEvent
from meetings.services import presenting
from resources import services as library
from tests.files.makers import docx, pdf, upload
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def present(open_meeting: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """Ada, Ben and Ewa are in the room."""
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[ada.pk, ben.pk, ewa.pk], departed=[])
    return open_meeting


def taken(by: Any, meeting: Any, *, pages: int = 3, name: str = "Ułamki.pdf") -> Deck:
    return services.take_slides(by=by, meeting_id=meeting.pk, upload=upload(name, pdf("Pierwsza strona", pages)))


def drawn(by: Any, meeting: Any, **more: Any) -> Deck:
    """Taken in, read and drawn, as the worker does it."""
    deck = taken(by, meeting, **more)
    prepare(file_id=str(deck.file_id))
    services.draw_slides(deck_id=deck.pk)
    deck.refresh_from_db()
    return deck


def show(by: Any, meeting: Any, deck: Deck, key: str = "s") -> RoomEvent:
    return services.present(by=by, meeting_id=meeting.pk, file=str(deck.file_id), key=key)


def turn(by: Any, meeting: Any, deck: Any, page: Any, key: str) -> RoomEvent:
    return services.turn_page(by=by, meeting_id=meeting.pk, deck=getattr(deck, "pk", deck), page=page, key=key)


def slides(meeting: Any) -> Any:
    return selectors.room_state_of(meeting.pk)["slides"]


def count() -> int:
    return RoomEvent.objects.filter(kind="slides").count()


def test_a_pdf_is_shown_page_by_page(present, ada, ben):
    deck = drawn(ben, present)
    assert (deck.pages, deck.note) == (3, "")
    first = show(ben, present, deck)
    assert slides(present) == {
        "deck": deck.pk, "title": "Ułamki.pdf", "pages": 3, "page": 1, "reached": 1, "person": str(ben.pk), "note": "",
    }  # fmt: skip
    assert show(ben, present, deck) == first, "a repeated key acts once"
    turn(ben, present, deck, 3, "1")
    turn(ada, present, deck, 2, "2")
    assert (slides(present)["page"], slides(present)["reached"]) == (2, 3)
    assert slides(present)["person"] == str(ben.pk), "who leads turns a page and does not take the slides over"
    assert selectors.slides_of(present.pk)["page"] == 2
    services.end_slides(by=ben, meeting_id=present.pk, key="e")
    assert slides(present) is None
    assert selectors.slides_of(present.pk) is None


def test_until_the_pages_are_drawn_the_room_is_told_so_and_then_told_again(present, ben):
    deck = taken(ben, present)
    show(ben, present, deck)
    assert slides(present)["pages"] == 0
    with pytest.raises(Refused):
        turn(ben, present, deck, 1, "t")
    services.draw_slides(deck_id=deck.pk)
    assert (slides(present)["pages"], slides(present)["page"]) == (3, 1)
    before = count()
    services.draw_slides(deck_id=deck.pk)
    assert count() == before
    assert PagePicture.objects.filter(file=deck.file).count() == 3


def test_what_is_not_shown_any_more_is_not_brought_back_by_the_worker(present, ben):
    deck = taken(ben, present)
    show(ben, present, deck)
    services.end_slides(by=ben, meeting_id=present.pk, key="e")
    before = count()
    services.draw_slides(deck_id=deck.pk)
    assert (count(), slides(present)) == (before, None)


def test_only_who_may_show_shows_and_only_what_lies_on_the_shelf(present, ada, ben, cleo, nina):
    deck = drawn(ben, present)
    other = drawn(ada, present, name="Ady.pdf")
    for person in (cleo, nina):
        for act in (lambda p=person: taken(p, present), lambda p=person: show(p, present, deck)):
            with pytest.raises((Refused, NotThere)):
                act()
    for file in (None, 1, "", "x", str(other.file_id), "0" * 32, [str(deck.file_id)]):
        with pytest.raises(Refused):
            services.present(by=ben, meeting_id=present.pk, file=file, key="k")
    assert count() == 0
    show(ada, present, deck)
    services.set_switches(by=ada, meeting_id=present.pk, key="w", speak=True, show=False, write=True, whisper=False)
    for act in (lambda: taken(ben, present), lambda: show(ben, present, deck, "b")):
        with pytest.raises(Refused):
            act()
    assert selectors.shelf_rows(ben, present.pk) == []
    assert {row["title"] for row in selectors.shelf_rows(ada, present.pk)} == {"Ułamki.pdf", "Ady.pdf"}
    show(ada, present, other, "a2")


def test_a_teacher_who_may_show_no_more_turns_no_more(present, ada, ben):
    deck = drawn(ben, present)
    show(ben, present, deck)
    services.set_switches(by=ada, meeting_id=present.pk, key="w", speak=True, show=False, write=True, whisper=False)
    with pytest.raises(Refused):
        turn(ben, present, deck, 2, "t")
    turn(ada, present, deck, 2, "u")
    assert slides(present)["page"] == 2


def test_only_who_shows_or_leads_turns_and_ends(present, ada, ben, ewa, cleo):
    deck = drawn(ben, present)
    with pytest.raises(Refused):
        turn(ben, present, deck, 1, "0")
    with pytest.raises(Refused):
        services.end_slides(by=ada, meeting_id=present.pk, key="0")
    show(ben, present, deck)
    for person in (ewa, cleo):
        with pytest.raises((Refused, NotThere)):
            turn(person, present, deck, 2, "t")
        with pytest.raises((Refused, NotThere)):
            services.end_slides(by=person, meeting_id=present.pk, key="t")
    for page in (0, 4, -1, None, "2", True, 1.0, [2]):
        with pytest.raises(Refused):
            turn(ben, present, deck, page, "t")
    for strange in (None, deck.pk + 1, str(deck.pk), True, {}, []):
        with pytest.raises(Refused):
            turn(ben, present, strange, 2, "t")
    with pytest.raises(Refused):
        turn(ben, present, deck, 2, "")
    assert count() == 1


def test_what_is_no_pdf_broken_or_too_long_is_refused_with_a_sentence(present, ben, monkeypatch):
    with pytest.raises(Refused, match="PDF"):
        services.take_slides(by=ben, meeting_id=present.pk, upload=upload("plan.docx", docx()))
    with pytest.raises(Refused):
        services.take_slides(by=ben, meeting_id=present.pk, upload=upload("zły.pdf", b"%PDF-1.4 nic"))
    assert not StoredFile.objects.exists()

    monkeypatch.setattr(presenting, "MOST_PAGES", 2)
    deck = taken(ben, present)
    show(ben, present, deck)
    services.draw_slides(deck_id=deck.pk)
    assert "więcej niż 2 stron" in slides(present)["note"]
    assert slides(present)["pages"] == 0
    assert not PagePicture.objects.exists()
    with pytest.raises(Refused, match="więcej niż 2 stron"):
        show(ben, present, deck, "again")
    prepare(file_id=str(deck.file_id))
    with pytest.raises(Refused, match="więcej niż 2 stron"):
        show(ben, present, deck, "read meanwhile")


def test_a_file_with_a_virus_or_one_that_cannot_be_drawn_says_why(present, ben, monkeypatch):
    deck = taken(ben, present)
    StoredFile.objects.filter(pk=deck.file_id).update(state=FileState.INFECTED, note="Wirus.")
    services.draw_slides(deck_id=deck.pk)
    deck.refresh_from_db()
    assert (deck.pages, deck.note) == (0, "Wirus.")
    with pytest.raises(Refused):
        show(ben, present, deck)

    def slow(*args: Any, **more: Any) -> dict:
        raise child.Unfit("slow")

    monkeypatch.setattr(child, "ask", slow)
    with pytest.raises(Refused, match="zbyt długo"):
        drawing.draw(file=StoredFile.objects.get(pk=deck.file_id), most=200)


def test_pages_are_drawn_a_handful_at_a_time_and_all_of_them(present, ben, monkeypatch):
    monkeypatch.setattr(drawing, "AT_ONCE", 2)
    deck = drawn(ben, present, pages=5)
    pictures = list(PagePicture.objects.filter(file=deck.file))
    assert [one.number for one in pictures] == [1, 2, 3, 4, 5]
    assert {max(one.width, one.height) for one in pictures} == {1600}
    assert all(one.content.read(4) == b"RIFF" for one in pictures)


def test_a_removed_file_ends_its_slides_and_takes_its_pages_along(
    present, ben, ewa, ada, django_capture_on_commit_callbacks
):
    deck = drawn(ben, present)
    pictures = [(one.content.storage, one.content.name) for one in PagePicture.objects.filter(file=deck.file)]
    show(ben, present, deck)
    for person, which, key in ((ewa, deck.pk, "k"), (ben, deck.pk, None), (ben, "x", "k"), (ben, 0, "k")):
        with pytest.raises(Refused):
            services.throw_slides(by=person, meeting_id=present.pk, deck=which, key=key)
    assert slides(present) is not None
    with django_capture_on_commit_callbacks(execute=True):
        services.throw_slides(by=ben, meeting_id=present.pk, deck=deck.pk, key="k")
    assert slides(present) is None
    assert not Deck.objects.exists()
    assert not StoredFile.objects.exists()
    assert not any(storage.exists(name) for storage, name in pictures)


def test_the_nightly_round_leaves_pages_alone(present, ben):
    deck = drawn(ben, present)
    files.sweep()
    assert all(one.content.storage.exists(one.content.name) for one in PagePicture.objects.filter(file=deck.file))


def test_who_is_put_out_shows_no_more_and_a_reload_changes_nothing(present, ada, ben):
    deck = drawn(ben, present)
    show(ben, present, deck)
    services.moved(meeting_id=present.pk, process="p", arrived=[], departed=[ben.pk])
    services.moved(meeting_id=present.pk, process="p", arrived=[ben.pk], departed=[])
    assert slides(present)["person"] == str(ben.pk)
    services.remove(by=ada, meeting_id=present.pk, person=ben.pk, key="r")
    assert slides(present) is None
    assert selectors.slides_of(present.pk) is None
    with pytest.raises(Refused):
        turn(ada, present, deck, 2, "t")


def test_a_closed_room_shows_nothing(present, ada, ben):
    deck = drawn(ben, present)
    show(ben, present, deck)
    services.mark_held(by=ada, meeting=present)
    assert slides(present) is None
    assert selectors.slides_of(present.pk) is None


# --- the shelf


def test_materials_of_the_meeting_lie_on_the_shelf_of_who_may_read_them(present, network, ada, ben):
    drafts = [
        files.receive(by=ada, upload=one, space=library.space_of(network))
        for one in (upload("Materiał.pdf", pdf()), upload("Opis.docx", docx()))
    ]
    values = {"title": "Ułamki", "licence": "cc_by", "kind": "lesson_plan", "shows_others": "none"}
    resource = library.deposit(by=ada, network=network, values=values, drafts=drafts)
    Meeting.objects.filter(pk=present.pk).update(links=[resource.get_absolute_url(), "https://example.org/x.pdf"])
    rows = selectors.shelf_rows(ben, present.pk)
    assert [(row["title"], row["is_own"]) for row in rows] == [("Materiał.pdf", False)]
    services.present(by=ben, meeting_id=present.pk, file=rows[0]["file"], key="m")
    deck = Deck.objects.get()
    services.draw_slides(deck_id=deck.pk)
    assert (slides(present)["pages"], slides(present)["title"]) == (2, "Materiał.pdf")
    with pytest.raises(Refused):
        services.throw_slides(by=ada, meeting_id=present.pk, deck=deck.pk, key="t")
    files.remove(file=deck.file)
    assert slides(present) is None

    Meeting.objects.filter(pk=present.pk).update(links=[])
    assert selectors.shelf_rows(ben, present.pk) == []


# --- pages


def address(meeting: Any, deck: Deck, number: int, name: str = "slide") -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk, "deck": deck.pk, "number": number})


def test_pages_are_given_to_the_room_up_to_the_furthest_one_shown(present, client, ada, ben, ewa, cleo):
    deck, other = drawn(ben, present), drawn(ben, present, name="Inne.pdf")
    show(ben, present, deck)
    seen = {
        person.pk: [_status(client, person, address(present, deck, number)) for number in (1, 2, 3, 4)]
        for person in (ada, ben, ewa, cleo)
    }
    assert seen[ada.pk] == seen[ben.pk] == [200, 200, 200, 404], "who turns pages looks ahead"
    assert seen[ewa.pk] == [200, 404, 404, 404]
    assert seen[cleo.pk] == [404] * 4
    turn(ben, present, deck, 2, "t")
    turn(ben, present, deck, 1, "b")
    assert _status(client, ewa, address(present, deck, 2)) == 200, "what was shown can be looked back at"
    assert _status(client, ada, address(present, other, 1)) == 404, "what is not shown now is given to nobody"
    client.logout()
    assert client.get(address(present, deck, 1)).status_code == 302

    client.force_login(ewa)
    answer = client.get(address(present, deck, 1))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/webp", "private, no-store")
    assert "sandbox" in answer["Content-Security-Policy"]
    words = client.get(address(present, deck, 1, "slide_words"))
    assert words["Content-Type"].startswith("text/plain")
    assert "Pierwsza strona" in words.content.decode()
    assert client.get(address(present, deck, 2, "slide_words")).content.decode() == "dalej"
    assert client.get(address(present, deck, 3, "slide_words")).status_code == 404

    services.end_slides(by=ada, meeting_id=present.pk, key="e")
    assert client.get(address(present, deck, 1)).status_code == 404
    assert client.get(address(present, deck, 1, "slide_words")).status_code == 404


def _status(client: Any, person: Any, where: str) -> int:
    client.force_login(person)
    return client.get(where).status_code


def test_the_file_itself_is_for_who_brought_it_and_who_steers(present, client, ada, ben, ewa, cleo):
    deck = drawn(ben, present)
    show(ben, present, deck)
    got = [_status(client, person, deck.file.address) for person in (ada, ben, ewa, cleo)]
    assert got == [200, 200, 404, 404]


def test_a_file_is_sent_from_the_room_s_page(present, client, ben, cleo):
    where = reverse("meetings:slides", kwargs={"pk": present.pk})
    client.force_login(cleo)
    assert client.post(where, {"file": upload("a.pdf", pdf())}).status_code == 404
    client.force_login(ben)
    assert client.get(where).status_code == 405
    answer = client.post(where)
    assert (answer.status_code, answer.json()["reason"]) == (422, "Najpierw trzeba wybrać plik.")
    assert client.post(where, {"file": upload("a.docx", docx())}).status_code == 422
    assert not Deck.objects.exists()
    assert client.post(where, {"file": upload("a.pdf", pdf())}).json() == {"file": str(Deck.objects.get().file_id)}


def test_a_room_takes_only_so_many_files(present, ben, monkeypatch):
    monkeypatch.setattr(presenting, "MOST_DECKS", 1)
    taken(ben, present)
    with pytest.raises(Refused):
        taken(ben, present)
    assert Deck.objects.count() == StoredFile.objects.count() == 1


def test_materials_take_no_place_among_files_of_the_room(present, ada, ben, monkeypatch):
    material = files.receive(by=ada, upload=upload("Materiał.pdf", pdf()))
    Deck.objects.create(meeting=present, file=material, made_by=ada, pages=2)
    monkeypatch.setattr(presenting, "MOST_DECKS", 1)
    taken(ben, present)
    with pytest.raises(Refused):
        taken(ben, present)


def test_a_file_is_looked_at_before_the_room_waits_and_rights_are_asked_again_then(present, ada, ben, monkeypatch):
    done, receive, alone = [], files.receive, presenting.alone

    def received(**given: Any) -> StoredFile:
        done.append("looked at")
        return receive(**given)

    def held(meeting_id: int) -> Meeting:
        done.append("room held")
        return alone(meeting_id)

    monkeypatch.setattr(files, "receive", received)
    monkeypatch.setattr(presenting, "alone", held)
    taken(ben, present)
    assert done == ["looked at", "room held"]

    def meanwhile(**given: Any) -> StoredFile:
        stored = receive(**given)
        services.set_switches(by=ada, meeting_id=present.pk, key="w", speak=True, show=False, write=True, whisper=False)
        return stored

    monkeypatch.setattr(files, "receive", meanwhile)
    with pytest.raises(Refused):
        taken(ben, present, name="Późno.pdf")
    assert [deck.file.name for deck in Deck.objects.all()] == ["Ułamki.pdf"]
    assert StoredFile.objects.count() == 1


# --- what becomes of it


def test_after_two_years_files_and_pages_are_gone(present, ben):
    deck = drawn(ben, present)
    long_ago = clock.now() - selectors.KEPT_FOR * 2
    Meeting.objects.filter(pk=present.pk).update(starts_at=long_ago - selectors.KEPT_FOR, ends_at=long_ago)
    assert services.forget_old() == 1
    assert not Deck.objects.filter(pk=deck.pk).exists()
    assert not StoredFile.objects.exists()
    assert not PagePicture.objects.exists()


def test_an_erased_person_leaves_the_slides_without_a_name(present, ben):
    deck = drawn(ben, present)
    erase(ben)
    deck.refresh_from_db()
    assert deck.made_by is None


# --- the socket


def back(gone: Browser) -> Browser:
    """The browser comes back and says what it heard last."""
    again = Browser(gone.user, gone.meeting)
    again.state, again.known = gone.state, True
    return again


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_slides_over_sockets(hub, open_meeting, ada, ben, ewa):
    from asgiref.sync import sync_to_async

    deck = await sync_to_async(drawn)(ben, open_meeting)
    host, teacher = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await teacher.send(type="shelf")
    await teacher.until(lambda: any(frame["type"] == "shelf" for frame in teacher.others))
    row = {"file": str(deck.file_id), "title": "Ułamki.pdf", "deck": deck.pk, "is_own": True}
    assert [frame["files"] for frame in teacher.others if frame["type"] == "shelf"] == [[row]]
    await teacher.send(type="present", key="p", file=str(deck.file_id))
    await host.until(lambda: host.state["slides"] is not None)
    assert not any(frame["type"] == "shelf" for frame in host.others)
    await teacher.send(type="page", key="1", deck=deck.pk, page=3)
    await host.until(lambda: host.state["slides"] and host.state["slides"]["page"] == 3)

    late = await Browser(ewa, open_meeting).enter()
    assert (late.state["slides"]["page"], late.state["slides"]["reached"]) == (3, 3)
    await late.send(type="page", key="x", deck=deck.pk, page=1)
    await late.until(lambda: any(frame["type"] == "refused" for frame in late.others))
    assert late.state["slides"]["page"] == 3

    await host.drop()
    await teacher.send(type="page", key="2", deck=deck.pk, page=2)
    await teacher.until(lambda: teacher.state["slides"] and teacher.state["slides"]["page"] == 2)
    host = back(host)
    assert (await host.connect())[0]
    await host.send(type="hello", last=host.state["number"])
    await host.until(lambda: host.state["slides"]["page"] == 2)
    await teacher.send(type="throw", key="t", deck=deck.pk)
    for browser in (host, teacher, late):
        await browser.until(lambda b=browser: b.state["slides"] is None)
    assert host.state == teacher.state == late.state
    for browser in (host, teacher, late):
        await browser.drop()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_pages_drawn_by_a_process_that_shares_no_memory_come_with_the_next_round(
    hub, open_meeting, ada, ben, monkeypatch
):
    from asgiref.sync import sync_to_async

    monkeypatch.setattr(broadcasts, "_send", lambda *words: None)
    deck = await sync_to_async(taken)(ben, open_meeting)
    host, teacher = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await teacher.send(type="present", key="p", file=str(deck.file_id))
    await host.until(lambda: host.state["slides"] is not None)
    await sync_to_async(services.draw_slides)(deck_id=deck.pk)
    assert host.state["slides"]["pages"] == 0
    await hub.inspect(list(hub.rooms.values()))
    for browser in (host, teacher):
        await browser.until(lambda b=browser: b.state["slides"] and b.state["slides"]["pages"] == 3)
        await browser.drop()


def test_pages_that_could_not_be_drawn_are_tried_again_by_one_press(present, ada, ben, ewa, monkeypatch, work_done):
    deck = taken(ben, present)
    prepare(file_id=str(deck.file_id))
    show(ben, present, deck)

    def broken(**_given: Any) -> int:
        raise Refused("Nie udało się narysować stron.")

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "draw", broken)
        services.draw_slides(deck_id=deck.pk)
    assert slides(present)["note"] == "Nie udało się narysować stron."
    assert [row.get("failed") for row in selectors.shelf_rows(ben, present.pk)] == [True]
    for who, number in ((ewa, deck.pk), (ben, deck.pk + 1), (ben, True), (ben, "x")):
        with pytest.raises(Refused):
            services.draw_again(by=who, meeting_id=present.pk, deck=number, key="n")
    event = services.draw_again(by=ben, meeting_id=present.pk, deck=deck.pk, key="a")
    assert (slides(present)["note"], slides(present)["pages"]) == ("", 0)
    with pytest.raises(Refused):
        services.draw_again(by=ben, meeting_id=present.pk, deck=deck.pk, key="b")
    assert services.draw_again(by=ben, meeting_id=present.pk, deck=deck.pk, key="a").pk == event.pk, "pressed twice"
    work_done()
    assert (slides(present)["note"], slides(present)["pages"]) == ("", 3)
    with pytest.raises(Refused):
        services.draw_again(by=ada, meeting_id=present.pk, deck=deck.pk, key="c")
    assert ["failed" in row for row in selectors.shelf_rows(ben, present.pk)] == [False]


def test_a_file_with_a_virus_is_not_tried_again(present, ben):
    deck = taken(ben, present)
    StoredFile.objects.filter(pk=deck.file_id).update(state=FileState.INFECTED, note="Wirus.")
    services.draw_slides(deck_id=deck.pk)
    with pytest.raises(Refused):
        services.draw_again(by=ben, meeting_id=present.pk, deck=deck.pk, key="a")
