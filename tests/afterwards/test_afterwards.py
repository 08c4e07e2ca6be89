"""After a meeting: one envelope within a day, three questions whose answers belong to nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import services as meetings
from meetings.afterwards import letters, links, rules, selectors, services
from meetings.afterwards.enums import Useful, Voice
from meetings.afterwards.models import Answered, Envelope
from meetings.models import Correction, Visit
from networks.models import Membership
from notifications.letters import content_for, message
from notifications.models import Notice
from tests.meetings.conftest import plan
from tests.networks.test_screens import sign_in

__all__ = ["plan"]
pytestmark = pytest.mark.django_db


def was_at(meeting: Any, *people: Any) -> None:
    for user in people:
        Visit.objects.create(
            meeting=meeting, user=user, process="p", joined_at=meeting.starts_at, seen_at=meeting.ends_at,
            left_at=meeting.ends_at,
        )  # fmt: skip


@pytest.fixture
def over(plan: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """A meeting that ended a day ago; Ada and Ben were there, Ewa had said she would not come."""
    meeting = plan(in_minutes=60)
    meetings.answer(by=ewa, meeting=meeting, coming="no")
    back = timedelta(days=1, hours=3)
    type(meeting).objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at - back, ends_at=meeting.ends_at - back
    )
    meeting.refresh_from_db()
    was_at(meeting, ada, ben)
    return meeting


@pytest.fixture
def envelope(over: Any) -> Envelope:
    services.send_due()
    return Envelope.objects.get(meeting=over)


def told() -> set[str]:
    return {str(one.user) for one in Notice.objects.filter(kind="afterwards.sent")}


def test_who_was_there_and_who_was_excused_is_told_once(over, gen):
    assert (services.send_due(), services.send_due()) == (1, 0)
    assert told() == {"Ada Kowal", "Ben Lis", "Ewa Maj"}


def test_it_goes_out_with_the_minutes_or_by_the_next_day(over, ada):
    for hours, expected in ((1, 0), (19, 0), (20, 1)):
        assert services.send_due(now=over.ends_at + timedelta(hours=hours)) == expected
    Envelope.objects.all().delete()
    meetings.save_minutes(by=ada, meeting=over, version=1, summary="Ustalenia", texts=[], questions="", decisions=[])
    meetings.publish_minutes(by=ada, meeting=over)
    assert services.send_due(now=over.ends_at + timedelta(hours=1)) == 1


def test_no_envelope_for_what_nobody_came_to_was_cancelled_or_is_long_past(plan, over, ada):
    Visit.objects.all().delete()
    assert services.send_due() == 0
    was_at(over, ada)
    assert services.send_due(now=over.ends_at + timedelta(days=8)) == 0
    type(over).objects.update(state="cancelled")
    assert services.send_due() == 0
    assert not Envelope.objects.exists()


def test_it_rides_in_the_weekly_letter_with_an_answer_a_tap_away(envelope, ben, ewa, work_done):
    work_done()
    assert mail.outbox == []
    content = content_for(ben, since=clock.now() - timedelta(days=7), now=clock.now())
    line = next(one for one in content.waits if one.taps)
    assert [str(tap.words) for tap in line.taps] == [str(one.label) for one in Useful]
    letter = message(ben, content, clock.today())
    for body in (letter.body, letter.alternatives[0].content):
        assert all(tap.url in body for tap in line.taps)
    assert letters.waits(ewa) == []
    with clock.moved_to(envelope.sent_at + timedelta(days=11)):
        assert letters.waits(ben) == []


def test_looking_changes_nothing_and_the_tapped_answer_is_chosen(client, envelope, ben):
    page = client.get(links.path(ben.pk, envelope.meeting_id, "rather"))
    assert page.status_code == 200
    inputs = page.content.decode().split("<input")
    chosen = [one for one in inputs if " checked" in one.split(">")[0] and "id_useful" in one]
    assert ['value="rather"' in one for one in chosen] == [True]
    envelope.refresh_from_db()
    assert (envelope.answered, Answered.objects.count()) == (0, 0)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")


def test_one_answer_from_the_letter_without_signing_in(client, envelope, ben):
    where = links.path(ben.pk, envelope.meeting_id)
    page = client.post(where, {"useful": "very", "voice": "some", "words": " Więcej <b>czasu</b>\n "})
    assert "Dziękujemy" in page.content.decode()
    envelope.refresh_from_db()
    assert envelope.counts == {"useful": {"very": 1}, "voice": {"some": 1}}
    assert envelope.words == ["Więcej <b>czasu</b>"]
    again = client.post(where, {"useful": "no", "voice": "some"})
    assert again.status_code == 422
    envelope.refresh_from_db()
    assert envelope.counts["useful"] == {"very": 1}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"useful": "very"},
        {"useful": "best", "voice": "some"},
        {"useful": "no", "voice": "some", "words": "x" * 301},
    ],
)
def test_a_wrong_answer_stays_on_the_page_and_changes_nothing(client, envelope, ben, sent):
    page = client.post(links.path(ben.pk, envelope.meeting_id), sent)
    assert page.status_code == 422
    assert not Answered.objects.exists()


def test_links_of_others_forged_and_of_those_who_left_lead_nowhere(client, envelope, ada, ben, cleo):
    assert client.get(reverse("afterwards:survey", args=["forged"])).status_code == 404
    assert client.get(links.path(cleo.pk, envelope.meeting_id)).status_code == 404
    answer = {"useful": "very", "voice": "some"}
    assert sign_in(client, ada).post(links.path(ben.pk, envelope.meeting_id), answer).status_code == 409
    client.logout()
    Membership.objects.filter(user=ben).update(state="removed")
    assert client.post(links.path(ben.pk, envelope.meeting_id), answer).status_code == 404
    assert not Answered.objects.exists()


def test_only_who_was_there_answers_and_only_in_time(envelope, ben, ewa, cleo, ada):
    for person in (ewa, cleo):
        with pytest.raises(Refused):
            services.answer(by=person, envelope=envelope, useful="very", voice="some")
    with clock.moved_to(envelope.closes_at), pytest.raises(Refused):
        services.answer(by=ben, envelope=envelope, useful="very", voice="some")
    Correction.objects.create(
        meeting=envelope.meeting, user=ben, was_there=False, made_by=ada, made_at=envelope.sent_at
    )
    with pytest.raises(Refused):
        services.answer(by=ben, envelope=envelope, useful="very", voice="some")
    envelope.refresh_from_db()
    assert (envelope.answered, envelope.counts, Answered.objects.count()) == (0, {}, 0)


def test_the_rule_and_its_queryset_are_twins(envelope, ada, ben, ewa, cleo, dov, nina):
    Correction.objects.create(meeting=envelope.meeting, user=ewa, was_there=True, made_by=ada, made_at=envelope.sent_at)
    services.answer(by=ada, envelope=envelope, useful="very", voice="some")
    found = {}
    for person in (ada, ben, ewa, cleo, dov, nina):
        found[str(person)] = bool(rules.may_answer(person, envelope))
        assert found[str(person)] == rules.answerable_envelopes(person).filter(pk=envelope.pk).exists(), person
        if not rules.may_read(person, envelope):
            with pytest.raises(NotThere):
                selectors.envelope_for(person, envelope.meeting_id)
    assert (found["Ada Kowal"], found["Ben Lis"], found["Ewa Maj"]) == (False, True, True)


@pytest.fixture
def crowd(person: Any, envelope: Envelope, edition: Any) -> list[Any]:
    """Ten members who were there."""
    people = [person(f"Osoba{number}", "Obecna") for number in range(10)]
    Membership.objects.bulk_create(
        Membership(edition=edition, user=one, joined_at=envelope.sent_at - timedelta(days=9)) for one in people
    )
    was_at(envelope.meeting, *people)
    return people


def test_answers_are_shown_from_five_up_and_then_by_threes(client, envelope, crowd, ada):
    shown = []
    for number, one in enumerate(crowd):
        services.answer(by=one, envelope=envelope, useful="very", voice="some", words=f"Zdanie {number}")
        envelope.refresh_from_db()
        shown.append(selectors.results_of(envelope).counted)
    assert shown == [0, 0, 0, 0, 5, 5, 5, 8, 8, 8]
    page = sign_in(client, ada).get(reverse("afterwards:page", args=[envelope.meeting_id])).content.decode()
    assert "Zdanie 7" in page
    assert "Zdanie 8" not in page
    client.logout()
    page = sign_in(client, crowd[0]).get(reverse("afterwards:page", args=[envelope.meeting_id])).content.decode()
    assert "Zdanie" not in page


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers=st.lists(st.tuples(st.sampled_from(Useful), st.sampled_from(Voice), st.text(max_size=8)), max_size=10))
def test_sums_are_the_same_in_whatever_order_and_hold_no_order(envelope, crowd, answers):
    """What the database holds is the same for every order of people and answers: there is nothing to join."""
    kept = []
    for order in (answers, answers[::-1]):
        Answered.objects.all().delete()
        Envelope.objects.update(answered=0, counts={}, words=[], shown={})
        for one, (useful, voice, words) in zip(crowd, order, strict=False):
            services.answer(by=one, envelope=envelope, useful=useful, voice=voice, words=words)
        held = Envelope.objects.get()
        kept.append((held.answered, held.counts, held.words))
    assert kept[0] == kept[1]
    assert sum(kept[0][1].get("useful", {}).values()) == len(answers)


def test_who_answered_holds_neither_time_nor_answer():
    assert {one.name for one in apps.get_model("afterwards.Answered")._meta.get_fields()} == {"id", "envelope", "user"}


def test_the_page_holds_what_is_left_of_the_meeting(client, over, ada, ben):
    meetings.save_minutes(
        by=ada, meeting=over, version=1, summary="Ustalenia z października", texts=[], questions="",
        decisions=[{"text": "Każdy przynosi jedno zadanie", "person": ben}],
    )  # fmt: skip
    meetings.publish_minutes(by=ada, meeting=over)
    services.send_due()
    page = sign_in(client, ben).get(reverse("afterwards:page", args=[over.pk])).content.decode()
    for words in (
        "Ustalenia z października",
        "Każdy przynosi jedno zadanie",
        "zaswiadczenie.pdf",
        "Trzy krótkie pytania",
    ):
        assert words in page, words
    assert reverse("afterwards:page", args=[over.pk]) in client.get(over.get_absolute_url()).content.decode()


def test_the_report_counts_only_what_may_be_shown(envelope, crowd, edition):
    from meetings.afterwards import reporting

    for one in crowd[:4]:
        services.answer(by=one, envelope=envelope, useful="very", voice="some")
    assert [figure.value for figure in reporting.figures(edition)] == [0, 0]
    assert reporting.sentences(edition) == []
    services.answer(by=crowd[4], envelope=envelope, useful="no", voice="some")
    assert [figure.value for figure in reporting.figures(edition)] == [5, 4]
    assert "80%" in reporting.sentences(edition)[0]
