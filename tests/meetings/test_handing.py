"""Handing out: a link or a file reaches everybody in the room once, and stays for who may read the meeting."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.personal_data import erase
from files import services as files
from files.models import StoredFile
from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.models import Handout, RoomEvent
from meetings.services import handing
from tests.files.makers import pdf, upload
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]
OPEN = {"speak": True, "show": True, "write": True, "whisper": False}
ADDRESS = "https://example.org/ulamki/karty?a=1"


@pytest.fixture
def present(open_meeting: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """Ada, Ben and Ewa are in the room."""
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[ada.pk, ben.pk, ewa.pk], departed=[])
    return open_meeting


def link(by: Any, meeting: Any, address: Any = ADDRESS, *, title: Any = "Karty", key: Any = "1") -> RoomEvent:
    return services.hand_out(by=by, meeting_id=meeting.pk, address=address, title=title, key=key)


def file(by: Any, meeting: Any, *, key: str = "f", name: str = "Ułamki.pdf", title: str = "") -> RoomEvent:
    return services.hand_file(
        by=by, meeting_id=meeting.pk, upload=upload(name, pdf("Karty pracy")), title=title, key=key
    )


def handed(meeting: Any) -> list[dict]:
    return selectors.room_state_of(meeting.pk)["handed"]


def test_a_link_reaches_everybody_once(present, ada):
    first = link(ada, present)
    assert link(ada, present) == first, "a repeated key acts once"
    assert handed(present) == [
        {"id": first.values["id"], "title": "Karty", "address": ADDRESS, "name": str(ada), "person": str(ada.pk)}
    ]
    link(ada, present, "http://example.org/", title="", key="2")
    assert [row["title"] for row in handed(present)] == ["Karty", "example.org"]
    assert [(row.handout.address, row.file) for row in selectors.handed_of(present)] == [
        (ADDRESS, None),
        ("http://example.org/", None),
    ]


def test_a_file_is_everybodys_in_the_room_and_later_of_who_may_read_the_meeting(present, ada, ben, cleo, client):
    made = file(ada, present, title=" Karty\u0000pracy ")
    assert file(ada, present, title="Karty") == made
    assert [row["title"] for row in handed(present)] == ["Karty pracy"]
    assert StoredFile.objects.count() == 1
    stored = selectors.handed_file(ben, present.pk, made.values["id"])
    assert stored.name == "Ułamki.pdf"
    with pytest.raises(NotThere):
        selectors.handed_file(cleo, present.pk, made.values["id"])
    client.force_login(ben)
    page = client.get(present.get_absolute_url()).content.decode()
    assert "Rozdane na spotkaniu" in page
    assert stored.address in page
    answer = client.get(reverse("meetings:handed", args=[present.pk, made.values["id"]]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_is_taken_back_is_gone_with_its_file(present, ada, ben, ewa, django_capture_on_commit_callbacks):
    made = file(ben, present)
    stored = StoredFile.objects.get()
    with pytest.raises(Refused):
        services.take_back(by=ewa, meeting_id=present.pk, item=made.values["id"], key="x")
    with django_capture_on_commit_callbacks(execute=True):
        services.take_back(by=ada, meeting_id=present.pk, item=made.values["id"], key="b")
    assert handed(present) == []
    assert not Handout.objects.exists()
    assert not StoredFile.objects.exists()
    assert not stored.content.storage.exists(stored.content.name)
    with pytest.raises(Refused):
        services.take_back(by=ada, meeting_id=present.pk, item=made.values["id"], key="c")


@pytest.mark.parametrize(
    "address",
    [None, 7, [], "", "ftp://example.org/", "javascript:alert(1)", "example.org", "https://", "https://a b.pl/",
     "data:text/html,x", "https://example.org/" + "a" * 600],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(present, ada, address):
    with pytest.raises(Refused):
        link(ada, present, address)
    assert not Handout.objects.exists()
    assert handed(present) == []


@pytest.mark.parametrize("title", [7, [], {"a": 1}, True])
def test_a_strange_title_is_refused(present, ada, title):
    with pytest.raises(Refused):
        link(ada, present, title=title)
    assert not Handout.objects.exists()


@pytest.mark.parametrize("key", [None, "", 5, "ł", "k" * 65])
def test_without_its_key_nothing_is_handed_out(present, ada, key):
    for act in (lambda: link(ada, present, key=key), lambda: file(ada, present, key=key)):
        with pytest.raises(Refused):
            act()
    assert not Handout.objects.exists()
    assert not StoredFile.objects.exists()


def test_members_hand_out_while_everybody_may_show_and_strangers_never(present, ada, ben, cleo, nina):
    assert link(ben, present)
    services.set_switches(by=ada, meeting_id=present.pk, key="s", **(OPEN | {"show": False}))
    with pytest.raises(Refused):
        link(ben, present, key="2")
    for person in (cleo, nina):
        with pytest.raises((Refused, NotThere)):
            link(person, present, key="x")
        with pytest.raises((Refused, NotThere)):
            file(person, present, key="y")
    assert Handout.objects.count() == 1


def test_there_is_an_end_to_it(present, ada, monkeypatch):
    monkeypatch.setattr(handing, "MOST_HANDED", 1)
    link(ada, present)
    with pytest.raises(Refused, match="1"):
        link(ada, present, key="2")
    assert len(handed(present)) == 1


def test_a_file_is_looked_at_before_the_room_waits_and_what_changed_meanwhile_counts(present, ada, ben, monkeypatch):
    receive = files.receive

    def meanwhile_closed(**given: Any) -> StoredFile:
        stored = receive(**given)
        services.set_switches(by=ada, meeting_id=present.pk, key="w", **OPEN | {"show": False})
        return stored

    monkeypatch.setattr(files, "receive", meanwhile_closed)
    with pytest.raises(Refused):
        file(ben, present)
    assert handed(present) == []
    assert not StoredFile.objects.exists()

    def meanwhile_again(**given: Any) -> StoredFile:
        monkeypatch.setattr(files, "receive", receive)
        file(ada, present, key="twice")
        return receive(**given)

    monkeypatch.setattr(files, "receive", meanwhile_again)
    file(ada, present, key="twice")
    assert [row["title"] for row in handed(present)] == ["Ułamki.pdf"], "the same press came twice at once"
    assert StoredFile.objects.count() == 1


def test_who_is_forgotten_leaves_what_was_handed_out_without_a_name(present, ben):
    link(ben, present)
    erase(ben)
    assert Handout.objects.get().made_by is None


def test_a_file_that_is_none_is_refused_with_a_sentence(present, ada, client):
    client.force_login(ada)
    address = reverse("meetings:hand_out", args=[present.pk])
    answer = client.post(address, {"key": "k"})
    assert (answer.status_code, answer.json()["reason"]) == (422, "Najpierw trzeba wybrać plik.")
    answer = client.post(address, {"key": "k", "file": upload("karty.exe", b"MZ...")})
    assert answer.status_code == 422
    assert not Handout.objects.exists()
    answer = client.post(address, {"key": "k", "file": upload("Karty.pdf", pdf())})
    assert answer.json()["number"] == RoomEvent.objects.get(kind="handed").number


@pytest.mark.django_db(transaction=True)
async def test_sockets_hear_of_it(open_meeting, ada, ben, hub):
    ada_in, ben_in = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await ada_in.send(type="hand_out", address=ADDRESS, title="Karty", key="1")
    await ben_in.until(lambda: ben_in.state["handed"])
    assert ben_in.state["handed"][0]["address"] == ADDRESS
    await ada_in.send(type="take_back", item=ben_in.state["handed"][0]["id"], key="2")
    await ben_in.until(lambda: not ben_in.state["handed"])
    await ada_in.drop()
    await ben_in.drop()
