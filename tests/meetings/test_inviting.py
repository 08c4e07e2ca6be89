"""Invitations: letters for calendars, links and calendars' replies, places and their line, reminders by answer."""

from __future__ import annotations

import email
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from icalendar import Calendar

from kit import clock
from kit.verdicts import Refused
from meetings import answer_links, replying, services
from meetings.models import Answer, Meeting
from networks import services as networks
from networks.models import Membership
from notifications.enums import Received
from notifications.mail import letter
from notifications.models import IncomingLetter, Notice
from notifications.replying.receiving import receive
from notifications.services import choose
from tests.calendars import rfc5545
from tests.meetings.test_services import values_of
from tests.networks.test_screens import sign_in
from tests.notifications.letters_in import ADDRESS

pytestmark = pytest.mark.django_db


@pytest.fixture
def replies(settings: Any) -> None:
    """The platform reads a mailbox."""
    settings.REPLY_ADDRESS = ADDRESS


@pytest.fixture(autouse=True)
def at_once(ben: Any, ewa: Any) -> None:
    """These two chose to have invitations at once; others have them with the weekly letter."""
    for person in (ben, ewa):
        choose(by=person, levels={"meetings.planned": "mail"})


def mailed(user: Any, kind: str) -> email.message.Message:
    """The last letter of a kind to a person, as it travels."""
    notice = Notice.objects.filter(user=user, kind=f"meetings.{kind}").latest("pk")
    assert notice.mail_state == "waiting"
    return email.message_from_bytes(letter([notice]).message().as_bytes(linesep="\r\n"))


def calendar_in(message: email.message.Message) -> tuple[str, bytes]:
    """(method of the part's header, the file)."""
    [part] = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    return str(part.get_param("method")), part.get_payload(decode=True)


def reply(meeting: Meeting, user: Any, partstat: str = "ACCEPTED", **more: Any) -> bytes:
    """What a calendar sends when its owner answers."""
    _method, content = calendar_in(mailed(user, "planned"))
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    to = str(event["ORGANIZER"]).removeprefix("mailto:")
    starts = more.pop("starts", event["DTSTART"].to_ical().decode())
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Kalendarz//PL", "VERSION:2.0", f"METHOD:{more.pop('method', 'REPLY')}",
        "BEGIN:VEVENT", f"UID:{more.pop('uid', event['UID'])}", f"DTSTART:{starts}", "DTSTAMP:20260901T100000Z",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{more.pop('attendee', user.email)}", f"ORGANIZER:mailto:{to}",
        f"SEQUENCE:{event['SEQUENCE']}", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    message = EmailMessage()
    message["From"], message["To"] = more.pop("sender", user.email), to
    message["Subject"], message["Message-ID"] = "Przyjęto: Ułamki", more.pop("number", "<k1@kalendarz.example>")
    message.set_content("Przyjęto")
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    return message.as_bytes()


def coming_of(meeting: Meeting) -> dict[str, str]:
    return dict(Answer.objects.filter(meeting=meeting).values_list("user__first_name", "coming"))


def test_invitation_change_and_cancellation_are_one_entry_that_grows(plan, ada, ben, replies):
    meeting = plan(mode="onsite", place="Lipowo, sala 2; parter", travel="Autobus 3, wejście od podwórza")
    seen = [calendar_in(mailed(ben, "planned"))]
    values = values_of(meeting, starts_at=meeting.starts_at + timedelta(minutes=30))
    moved = services.change(by=ada, meeting=meeting, version=1, agenda=[], **values)
    seen.append(calendar_in(mailed(ben, "changed")))
    services.cancel(by=ada, meeting=moved, reason="Choroba")
    seen.append(calendar_in(mailed(ben, "cancelled")))
    assert [method for method, _content in seen] == ["REQUEST", "REQUEST", "CANCEL"]
    theirs = [Calendar.from_ical(content) for _method, content in seen]
    assert [str(one["METHOD"]) for one in theirs] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [one.walk("VEVENT")[0] for one in theirs]
    assert len({str(one["UID"]) for one in events}) == 1
    sequences = [int(one["SEQUENCE"]) for one in events]
    assert sequences == sorted(set(sequences))
    assert "Autobus 3" in str(events[0]["DESCRIPTION"])
    assert events[1].decoded("dtstart") == moved.starts_at.replace(microsecond=0)


def test_two_independent_parsers_read_the_letter(plan, ben, replies):
    meeting = plan(title="Ułamki; „dzielenie”, część 2\nciąg dalszy")
    _method, content = calendar_in(mailed(ben, "planned"))
    [ours] = rfc5545.read(content)["events"]
    theirs = vobject.readOne(content.decode())
    assert theirs.method.value == "REQUEST"
    assert theirs.vevent.summary.value == "Ułamki; „dzielenie”, część 2 ciąg dalszy"
    assert theirs.vevent.dtstart.value == meeting.starts_at.replace(microsecond=0)
    assert theirs.vevent.attendee.value == f"mailto:{ben.email}"
    assert theirs.vevent.attendee.params["RSVP"] == ["TRUE"]
    assert theirs.vevent.organizer.value.startswith("mailto:odpowiedz+meeting-")
    assert ours["SEQUENCE"] == "0"


def test_without_a_mailbox_no_reply_is_asked_for(plan, ben, settings):
    settings.REPLY_ADDRESS = ""
    plan()
    event = vobject.readOne(calendar_in(mailed(ben, "planned"))[1].decode()).vevent
    assert event.attendee.params["RSVP"] == ["FALSE"]


def test_the_invitation_carries_three_links_until_the_meeting_ends(plan, ben):
    meeting = plan()
    [plain] = [one for one in mailed(ben, "planned").walk() if one.get_content_type() == "text/plain"]
    words = plain.get_payload(decode=True).decode()
    assert [f"?odpowiedz={one}" in words for one in ("yes", "maybe", "no")] == [True] * 3
    over = meeting.ends_at + timedelta(hours=1)
    with clock.moved_to(over):
        assert "?odpowiedz=" not in str(mailed(ben, "planned"))


# --- links


def at(meeting: Meeting, user: Any) -> str:
    return reverse("meetings:answer_link", args=[answer_links.token(user.pk, meeting.pk)])


def test_looking_at_a_link_changes_nothing_and_its_button_answers(client, plan, ben):
    meeting = plan()
    for _time in range(2):
        page = client.get(at(meeting, ben), {"odpowiedz": "no"})
        assert page.status_code == 200
        assert "Ben" in page.content.decode()
    assert not Answer.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(at(meeting, ben), {"coming": "no"}).status_code == 200
    assert coming_of(meeting) == {"Ben": "no"}
    assert client.post(at(meeting, ben), {"coming": "yes"}).status_code == 200
    assert coming_of(meeting) == {"Ben": "yes"}


def test_a_link_to_a_meeting_that_is_over_offers_no_button(client, plan, ada, ben):
    meeting = plan()
    assert 'name="coming"' in client.get(at(meeting, ben)).content.decode()
    with clock.moved_to(meeting.ends_at):
        drawn = client.get(at(meeting, ben)).content.decode()
    assert 'name="coming"' not in drawn
    assert "nie ma na co odpowiadać" in drawn
    services.cancel(by=ada, meeting=meeting, reason="Awaria.")
    assert 'name="coming"' not in client.get(at(meeting, ben)).content.decode()


def test_links_that_answer_nothing(client, plan, ada, ben, cleo):
    meeting = plan()
    assert client.get(reverse("meetings:answer_link", args=["zmyslony"])).status_code == 404
    assert client.post(at(meeting, cleo), {"coming": "yes"}).status_code == 404  # never invited
    assert client.post(at(meeting, ben), {"coming": "soon"}).status_code == 422
    assert sign_in(client, ada).post(at(meeting, ben), {"coming": "yes"}).status_code == 409  # somebody else's
    networks.leave(by=ben, edition=meeting.edition)
    client.logout()
    assert client.post(at(meeting, ben), {"coming": "yes"}).status_code == 404
    assert not Answer.objects.exists()


# --- replies of calendars


@pytest.mark.parametrize(
    ("partstat", "coming"), [("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no"), ("accepted", "yes")]
)
def test_a_calendars_reply_is_an_answer_and_gets_no_letter(plan, ben, replies, partstat, coming, mailoutbox, work_done):
    meeting = plan()
    raw = reply(meeting, ben, partstat, Auto_Submitted="auto-generated")
    assert receive(raw) == Received.PUBLISHED
    assert receive(raw) == Received.REPEATED
    assert coming_of(meeting) == {"Ben": coming}
    work_done()
    assert [one for one in mailoutbox if one.subject.startswith("Re:")] == []


@pytest.mark.parametrize(
    ("more", "became"),
    [
        ({"sender": "zly@example.net"}, Received.UNKNOWN),
        ({"attendee": "ktos@example.net"}, Received.REFUSED),
        ({"uid": "spotkanie-999@splot.test"}, Received.REFUSED),
        ({"partstat": "DELEGATED"}, Received.REFUSED),
        ({"starts": "20300101T100000Z"}, Received.REFUSED),
        ({"starts": "nie-wiadomo"}, Received.REFUSED),
        ({"method": "REQUEST"}, Received.REFUSED),
    ],
)
def test_replies_that_are_not_believed_change_nothing(plan, ben, replies, more, became):
    meeting = plan()
    assert receive(reply(meeting, ben, **more)) == became
    assert not Answer.objects.exists()


def test_an_automatic_letter_without_a_calendar_stays_unanswered(plan, ben, replies):
    meeting = plan()
    raw = reply(meeting, ben, method="PUBLISH", Auto_Submitted="auto-replied")
    assert receive(raw) == Received.AUTOMATIC
    assert not IncomingLetter.objects.exists()
    assert not Answer.objects.exists()


def test_a_reply_after_leaving_is_refused(plan, ben, replies):
    meeting = plan()
    raw = reply(meeting, ben)
    networks.leave(by=ben, edition=meeting.edition)
    assert receive(raw) == Received.REFUSED
    assert not Answer.objects.exists()


@limits(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_calendar_however_made_breaks_the_reader(raw):
    meeting = Meeting(pk=5, starts_at=clock.now())
    with pytest.raises(Refused):
        replying._answer_in(b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + raw + b"\r\nEND:VCALENDAR\r\n", meeting, "a@b.pl")


# --- places


def test_who_comes_too_late_waits_and_gets_the_place_given_back(plan, ada, ben, ewa, gen):
    meeting = plan(capacity=2)
    for user in (ben, ewa, gen, ada):
        services.answer(by=user, meeting=meeting, coming="yes")
    lined = Answer.objects.exclude(lined_at=None).order_by("lined_at")
    assert [one.user for one in lined] == [gen, ada]
    services.answer(by=gen, meeting=meeting, coming="yes")  # saying it again loses no place in the line
    assert [one.user for one in lined.all()] == [gen, ada]
    services.answer(by=ben, meeting=meeting, coming="no")
    assert [one.user for one in lined.all()] == [ada]
    assert list(Notice.objects.filter(kind="meetings.place").values_list("user", flat=True)) == [gen.pk]
    meeting.refresh_from_db()
    services.change(by=ada, meeting=meeting, version=1, agenda=[], **values_of(meeting, capacity=5))
    assert not lined.all().exists()
    assert Notice.objects.filter(kind="meetings.place", user=ada).exists()


def test_who_leaves_the_network_gives_the_place_back(plan, ben, ewa, django_capture_on_commit_callbacks):
    meeting = plan(capacity=1)
    services.answer(by=ben, meeting=meeting, coming="yes")
    services.answer(by=ewa, meeting=meeting, coming="yes")
    with django_capture_on_commit_callbacks(execute=True):
        networks.leave(by=ben, edition=meeting.edition)
    [one] = Answer.objects.filter(meeting=meeting)
    assert (one.user, one.lined_at) == (ewa, None)


@limits(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_places_are_never_given_twice_nor_left_empty(db_people, data):
    meeting, people, capacity = db_people
    Answer.objects.filter(meeting=meeting).delete()
    for _step in range(data.draw(st.integers(1, 14))):
        who = data.draw(st.sampled_from(people))
        services.answer(by=who, meeting=meeting, coming=data.draw(st.sampled_from(["yes", "maybe", "no"])))
        coming = Answer.objects.filter(meeting=meeting, coming="yes")
        taken, waiting = coming.filter(lined_at=None).count(), coming.exclude(lined_at=None).count()
        assert taken <= capacity
        assert not waiting or taken == capacity


@pytest.fixture
def db_people(plan: Any, ada: Any, ben: Any, ewa: Any, gen: Any) -> tuple[Meeting, list[Any], int]:
    """A meeting with two places for four people."""
    return plan(capacity=2), [ada, ben, ewa, gen], 2


def test_a_meeting_has_at_least_one_place(plan):
    with pytest.raises(Refused):
        plan(capacity=0)


# --- reminders


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=f"meetings.{kind}").values_list("user", flat=True))


def test_reminders_follow_what_people_answered(plan, ada, ben, ewa, gen):
    meeting = plan(in_minutes=6 * 24 * 60, capacity=2)
    Meeting.objects.update(created_at=clock.now() - timedelta(days=3))
    services.answer(by=ada, meeting=meeting, coming="yes")
    services.answer(by=ben, meeting=meeting, coming="maybe")
    services.answer(by=ewa, meeting=meeting, coming="no")
    assert services.remind() == 0
    with clock.moved_to(meeting.starts_at - timedelta(days=4)):
        assert (services.remind(), services.remind()) == (1, 0)
    assert told("silent") == {ben.pk, gen.pk}
    with clock.moved_to(meeting.starts_at - timedelta(hours=20)):
        assert (services.remind(), services.remind()) == (1, 0)
    assert told("day_before") == {ada.pk, ben.pk}
    with clock.moved_to(meeting.starts_at - timedelta(minutes=40)):
        services.remind()
    assert told("hour_before") == {ada.pk, ben.pk}
    assert ewa.pk not in told("silent") | told("day_before") | told("hour_before")


def test_a_moved_meeting_reminds_anew(plan, ada, ben):
    meeting = plan(in_minutes=4 * 24 * 60)
    Meeting.objects.update(created_at=clock.now() - timedelta(days=3))
    services.remind()
    meeting.refresh_from_db()
    moved = values_of(meeting, starts_at=meeting.starts_at + timedelta(minutes=15))
    services.change(by=ada, meeting=meeting, version=1, agenda=[], **moved)
    assert Meeting.objects.get().silent_reminded_at is None
    assert Membership.objects.filter(user=ben).exists()
