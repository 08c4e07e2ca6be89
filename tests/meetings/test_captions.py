"""Captions typed by a helper: who may type, who hears, and that only what was said to be kept is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.personal_data import erase
from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.models import RoomEvent
from meetings.services.captioning import LONGEST_CAPTION
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def present(open_meeting: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """Ada, Ben and Ewa are in the room."""
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[ada.pk, ben.pk, ewa.pk], departed=[])
    return open_meeting


def appoint(by: Any, meeting: Any, person: Any, *, keep: Any = False, key: str = "c") -> RoomEvent:
    return services.appoint_captioner(by=by, meeting_id=meeting.pk, person=person, keep=keep, key=key)


def state(meeting: Any) -> dict[str, Any]:
    return selectors.room_state_of(meeting.pk)


def test_lines_are_kept_only_when_that_was_said_before(present, ada, ben):
    appoint(ada, present, ben.pk)
    said = services.caption(by=ben, meeting_id=present.pk, text=" Dzień \n dobry ", key="1")
    assert (said.event, said.carried["text"]) == (None, "Dzień dobry")
    assert not RoomEvent.objects.filter(kind="caption").exists()
    assert state(present)["captions"] == []

    appoint(ada, present, ben.pk, keep=True, key="c2")
    first = services.caption(by=ben, meeting_id=present.pk, text="Zaczynamy.", key="2")
    assert services.caption(by=ben, meeting_id=present.pk, text="Zaczynamy.", key="2").event == first.event
    assert [line["text"] for line in state(present)["captions"]] == ["Zaczynamy."]
    assert state(present)["captioner"] == {"person": str(ben.pk), "name": "Ben Lis", "keep": True}

    appoint(ada, present, None, key="c3")
    assert (state(present)["captioner"], state(present)["captions"]) == (None, [])
    with pytest.raises(Refused):
        services.caption(by=ben, meeting_id=present.pk, text="Jeszcze", key="3")
    assert [one.values["text"] for one in selectors.captions_of(present)] == ["Zaczynamy."]


def test_only_who_leads_asks_and_only_the_one_asked_writes(present, ada, ben, ewa, cleo, nina):
    for person in (ben, cleo):
        with pytest.raises((Refused, NotThere)):
            appoint(person, present, person.pk)
    for whom, keep in ((nina.pk, False), ("x", False), (True, False), (ben.pk, "yes"), (ben.pk, None)):
        with pytest.raises(Refused):
            appoint(ada, present, whom, keep=keep)
    assert not RoomEvent.objects.filter(kind="captioner").exists()
    appoint(ada, present, ben.pk, keep=True)
    for person in (ada, ewa, cleo):
        with pytest.raises((Refused, NotThere)):
            services.caption(by=person, meeting_id=present.pk, text="Halo", key="1")
    for text, key in ((None, "1"), ("", "1"), (" \n", "1"), ("a" * (LONGEST_CAPTION + 1), "1"), ("Halo", None)):
        with pytest.raises(Refused):
            services.caption(by=ben, meeting_id=present.pk, text=text, key=key)
    assert not RoomEvent.objects.filter(kind="caption").exists()


def test_who_is_put_out_writes_no_more(present, ada, ben):
    appoint(ada, present, ben.pk, keep=True)
    services.remove(by=ada, meeting_id=present.pk, person=ben.pk, key="r")
    assert state(present)["captioner"] is None
    with pytest.raises(Refused):
        services.caption(by=ben, meeting_id=present.pk, text="Halo", key="1")


def test_a_reload_does_not_end_the_helpers_task(present, ada, ben):
    appoint(ada, present, ben.pk, keep=True)
    services.moved(meeting_id=present.pk, process="p", arrived=[], departed=[ben.pk])
    services.moved(meeting_id=present.pk, process="p", arrived=[ben.pk], departed=[])
    assert state(present)["captioner"]["person"] == str(ben.pk)
    services.caption(by=ben, meeting_id=present.pk, text="Już jestem.", key="1")


def test_kept_captions_are_a_file_of_the_meeting_for_its_people(present, client, ada, ben, ewa, cleo):
    address = reverse("meetings:captions", kwargs={"pk": present.pk})
    client.force_login(ewa)
    assert client.get(address).status_code == 404
    assert address not in client.get(present.get_absolute_url()).content.decode()
    appoint(ada, present, ben.pk, keep=True)
    services.caption(by=ben, meeting_id=present.pk, text="Zaczynamy od osi.", key="1")
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/plain")
    assert "Zaczynamy od osi." in answer.content.decode()
    assert address in client.get(present.get_absolute_url()).content.decode()
    client.force_login(cleo)
    assert client.get(address).status_code == 404

    erase(ben)
    client.force_login(ewa)
    assert client.get(address).status_code == 404, "the person's words are gone"


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_captions_over_sockets(hub, open_meeting, ada, ben):
    host, helper = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await host.until(lambda: str(ben.pk) in host.state["people"])
    await host.send(type="captioner", key="c", person=ben.pk, keep=False)
    await helper.until(lambda: helper.state["captioner"] is not None)
    await helper.send(type="caption", key="1", text="Dzień dobry")
    await host.until(lambda: any(frame["type"] == "caption" for frame in host.others))
    carried = next(frame for frame in host.others if frame["type"] == "caption")
    assert carried == {"type": "caption", "key": "1", "person": str(ben.pk), "name": "Ben Lis", "text": "Dzień dobry"}
    await helper.until(lambda: any(frame["type"] == "ack" and frame["key"] == "1" for frame in helper.others))
    await host.send(type="caption", key="2", text="Ja też")
    await host.until(lambda: any(frame["type"] == "refused" for frame in host.others))
    await host.send(type="captioner", key="c2", person=ben.pk, keep=True)
    await helper.until(lambda: helper.state["captioner"]["keep"])
    await helper.send(type="caption", key="3", text="Zapisane")
    for browser in (host, helper):
        await browser.until(lambda b=browser: b.state["captions"])
    assert host.state == helper.state
    await host.drop()
    await helper.drop()
