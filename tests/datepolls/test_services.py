"""Asking, answering, reminding, choosing: what may stand, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection

from kit import clock
from kit.verdicts import Refused
from meetings.datepolls import services
from meetings.datepolls.models import DatePoll, Moment, Say
from meetings.models import Answer, Meeting
from networks.planning.models import Plan, Point
from notifications.letters import content_for
from notifications.models import Notice
from provenance.models import Step
from provenance.registry import Reference
from provenance.services import record
from tests.datepolls.conftest import at

pytestmark = pytest.mark.django_db


def told(kind):
    return set(Notice.objects.filter(kind=f"datepolls.{kind}").values_list("user", flat=True))


def test_asking_tells_everybody_but_the_asker_and_a_double_click_asks_once(ask, ben, gen):
    key = uuid.uuid4()
    assert ask(key=key) == ask(key=key)
    assert DatePoll.objects.count() == 1
    assert Moment.objects.count() == 3
    assert told("asked") == {ben.pk, gen.pk}


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"moments": [at(10)]}, "od 2 do 12"),
        ({"moments": [at(10), at(10)]}, "od 2 do 12"),
        ({"moments": [at(day) for day in range(10, 24)]}, "od 2 do 12"),
        ({"moments": [at(-1), at(10)]}, "minął"),
        ({"until_on": at(11).date()}, "Ostatni dzień"),
        ({"until_on": at(-1).date()}, "Ostatni dzień"),
        ({"minutes": 5}, "15 minut"),
        ({"mode": "onsite"}, "gdzie"),
        ({"title": "  "}, "temat"),
    ],
)
def test_what_cannot_stand_is_refused(ask, values, word):
    with pytest.raises(Refused, match=word):
        ask(**values)
    assert not DatePoll.objects.exists()
    assert told("asked") == set()


def test_only_who_plans_meetings_asks(ask, ben, cleo, dov):
    for user in (ben, cleo, dov):
        with pytest.raises(Refused):
            ask(by=user)
    assert not DatePoll.objects.exists()


def test_a_later_answer_replaces_the_earlier_and_others_stay(poll, moments, ben):
    services.answer(by=ben, poll=poll, said={moments[0].pk: "yes", moments[1].pk: "no"})
    services.answer(by=ben, poll=poll, said={moments[0].pk: "if_needed"})
    assert list(Say.objects.order_by("moment__starts_at").values_list("fits", flat=True)) == ["if_needed", "no"]


def test_answers_that_cannot_be_kept_change_nothing(ask, poll, moments, ben, cleo):
    other = ask(title="Inna").moments.first()
    for user, said in (
        (cleo, {moments[0].pk: "yes"}),
        (ben, {moments[0].pk: "perhaps"}),
        (ben, {other.pk: "yes"}),
        (ben, {}),
        (ben, {moments[0].pk: "yes", 10**9: "yes"}),
    ):
        with pytest.raises(Refused):
            services.answer(by=user, poll=poll, said=said)
    with clock.moved_to(poll.closes_at + timedelta(seconds=1)), pytest.raises(Refused, match="Czas"):
        services.answer(by=ben, poll=poll, said={moments[0].pk: "yes"})
    assert not Say.objects.exists()


def test_only_the_silent_are_reminded_and_only_once_by_itself(poll, moments, ada, ben, gen):
    services.answer(by=ben, poll=poll, said={moment.pk: "yes" for moment in moments})
    services.answer(by=gen, poll=poll, said={moments[0].pk: "yes"})
    assert services.keep_watch() == 0  # the last day is not near
    with clock.moved_to(clock.now() + timedelta(days=4)):
        assert services.keep_watch() == 1
        assert services.keep_watch() == 0
    assert told("silent") == {ada.pk, gen.pk}


def test_the_coordinator_reminds_at_most_once_a_day(poll, ada, ben):
    assert services.remind(by=ada, poll=poll) == 2
    with pytest.raises(Refused, match="dobę"):
        services.remind(by=ada, poll=poll)
    with pytest.raises(Refused):
        services.remind(by=ben, poll=poll)
    assert Notice.objects.filter(kind="datepolls.silent").count() == 2


def test_when_the_time_is_over_the_coordinator_is_told_once(poll, ada):
    with clock.moved_to(poll.closes_at + timedelta(hours=1)):
        assert (services.keep_watch(), services.keep_watch()) == (1, 0)
    assert told("due") == {ada.pk}


def test_an_unanswered_poll_waits_in_the_weekly_letter(poll, moments, ben):
    now = clock.now()
    assert [line.url for line in content_for(ben, since=now, now=now).waits] == [poll.get_absolute_url()]
    services.answer(by=ben, poll=poll, said={moment.pk: "no" for moment in moments})
    assert content_for(ben, since=now, now=now).waits == []


def test_choosing_makes_meeting_invitations_and_room_in_one_step(poll, moments, ada, ben, ewa, gen):
    services.answer(by=ben, poll=poll, said={moments[1].pk: "yes", moments[0].pk: "no"})
    services.answer(by=gen, poll=poll, said={moments[1].pk: "if_needed"})
    services.answer(by=ewa, poll=poll, said={moments[1].pk: "no"})
    meeting = services.close(by=ada, poll=poll, moment=moments[1].pk)
    poll.refresh_from_db()
    assert (poll.state, poll.meeting) == ("closed", meeting)
    assert (meeting.starts_at, meeting.ends_at - meeting.starts_at) == (at(11), timedelta(minutes=90))
    assert meeting.has_room
    assert meeting.agenda.count() == 5
    assert dict(Answer.objects.values_list("user", "coming")) == {ben.pk: "yes", gen.pk: "maybe", ewa.pk: "no"}
    invited = set(Notice.objects.filter(kind="meetings.planned").values_list("user", flat=True))
    assert invited == {ben.pk, ewa.pk, gen.pk}
    assert Step.objects.filter(source_kind="date_poll", result_kind="meeting", result_id=meeting.pk).exists()


def test_a_poll_made_from_a_plans_point_ties_the_meeting_to_it(ask, ada, edition):
    plan = Plan.objects.get_or_create(edition=edition)[0]
    point = Point.objects.create(
        plan=plan, title="O ułamkach", kind="meeting", starts_on=at(5).date(), ends_on=at(15).date()
    )
    poll = ask(made_from=Reference("plan_point", point.pk))
    meeting = services.close(by=ada, poll=poll, moment=poll.moments.first().pk)
    steps = set(Step.objects.values_list("source_kind", "source_id", "result_kind"))
    assert {
        ("plan_point", point.pk, "date_poll"),
        ("plan_point", point.pk, "meeting"),
        ("date_poll", poll.pk, "meeting"),
    } == steps
    assert record(by=ada, source=Reference("plan_point", point.pk), result=Reference("meeting", meeting.pk)) is None
    assert Step.objects.count() == 3


def test_what_cannot_be_chosen_changes_nothing(ask, poll, moments, ada, ben):
    for user, number in ((ben, moments[0].pk), (ada, 0), (ada, ask(title="Inna").moments.first().pk)):
        with pytest.raises(Refused):
            services.close(by=user, poll=poll, moment=number)
    with clock.moved_to(at(10, 17)), pytest.raises(Refused, match="minął"):
        services.close(by=ada, poll=poll, moment=moments[0].pk)
    poll.refresh_from_db()
    assert poll.state == "open"
    assert not Meeting.objects.exists()


def test_a_second_choice_is_refused(poll, moments, ada):
    services.close(by=ada, poll=poll, moment=moments[0].pk)
    with pytest.raises(Refused):
        services.close(by=ada, poll=poll, moment=moments[1].pk)
    with pytest.raises(Refused):
        services.withdraw(by=ada, poll=poll)
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_choose_at_once_make_one_meeting(poll, moments, ada):
    outcomes = []
    together = threading.Barrier(2)

    def choose(moment):
        together.wait(timeout=60)
        try:
            outcomes.append(services.close(by=ada, poll=DatePoll.objects.get(pk=poll.pk), moment=moment.pk))
        except Refused as refused:
            outcomes.append(str(refused.reason))
        finally:
            connection.close()

    threads = [threading.Thread(target=choose, args=[moment]) for moment in moments[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(type(one).__name__ for one in outcomes) == ["Meeting", "str"]
    assert Meeting.objects.count() == 1


def test_changing_adds_moments_and_keeps_what_was_said(poll, moments, ada, ben):
    services.answer(by=ben, poll=poll, said={moments[0].pk: "yes"})
    services.change(by=ada, poll=poll, until_on=clock.today() + timedelta(days=7), more=[at(14)])
    assert poll.moments.count() == 4
    assert Say.objects.count() == 1
    assert told("changed") >= {ben.pk}
    for until_on, more in (
        (at(11).date(), []),
        (at(3).date(), [at(-2)]),
        (at(3).date(), [at(d) for d in range(30, 40)]),
    ):
        with pytest.raises(Refused):
            services.change(by=ada, poll=poll, until_on=until_on, more=more)
    assert poll.moments.count() == 4


def test_withdrawing_tells_and_ends_it(poll, moments, ada, ben, gen):
    services.withdraw(by=ada, poll=poll)
    poll.refresh_from_db()
    assert poll.state == "withdrawn"
    assert told("withdrawn") == {ben.pk, gen.pk}
    with pytest.raises(Refused):
        services.answer(by=ben, poll=poll, said={moments[0].pk: "yes"})
