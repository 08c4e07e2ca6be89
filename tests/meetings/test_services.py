"""Planning, answering, cancelling, counting: what may stand, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from kit import clock
from kit.verdicts import Refused
from meetings import rules, selectors, services
from meetings.models import Correction, Meeting, RoomEvent, Visit
from meetings.reporting import figures, sentences
from moderation.models import TrailEntry
from networks.models import Edition
from networks.states import EditionState
from notifications.letters import content_for
from notifications.mail import letter
from notifications.models import Notice

pytestmark = pytest.mark.django_db

FIELDS = ("title", "kind", "mode", "place", "outside_link", "description", "starts_at", "ends_at")


def values_of(meeting, **changes):
    return {name: getattr(meeting, name) for name in FIELDS} | changes


def test_planning_tells_everybody_but_the_planner(meeting, ada, ben, gen, plan):
    second = plan(title="Drugie")
    told = set(Notice.objects.filter(kind="meetings.planned", title__contains="Drugie").values_list("user", flat=True))
    assert told == {ben.pk, gen.pk}
    assert (meeting.number, second.number) == (1, 2)
    assert [item.title for item in second.agenda.all()] == ["Rundka jednego zdania", "Studium przypadku", "Wnioski"]
    assert TrailEntry.objects.filter(action="meetings.meeting.plan").count() == 2


def test_a_double_click_plans_once(plan, ada):
    key = uuid.uuid4()
    assert plan(key=key) == plan(key=key)
    assert Meeting.objects.count() == 1


def test_a_new_meeting_waits_in_the_weekly_letter_until_it_is_answered(plan, ben):
    meeting = plan()
    now = clock.now()
    weekly = content_for(ben, since=now, now=now)
    assert ["Ułamki" in line.text for line in weekly.waits] == [True]
    assert weekly.coming == []  # what waits for an answer is not told twice
    services.answer(by=ben, meeting=meeting, coming="yes")
    weekly = content_for(ben, since=now, now=now)
    assert (weekly.waits, [line.url for line in weekly.coming]) == ([], [meeting.get_absolute_url()])


def test_a_change_and_a_cancellation_are_mailed_at_once_with_an_entry_for_calendars(plan, ada, ben):
    meeting = plan()
    later = values_of(meeting, starts_at=meeting.starts_at + timedelta(minutes=5))
    moved = services.change(by=ada, meeting=meeting, version=1, agenda=[], **later)
    services.cancel(by=ada, meeting=moved, reason="Choroba")
    letters = []
    for notice in Notice.objects.filter(user=ben, kind__in=["meetings.changed", "meetings.cancelled"]).order_by("pk"):
        assert notice.mail_state == "waiting"
        letters.append(letter([notice]))
    calendars = [Calendar.from_ical(one.attachments[0].content) for one in letters]
    assert [str(one["METHOD"]) for one in calendars] == ["CANCEL", "CANCEL"]  # both tell of it as it is now
    assert calendars[0].walk("VEVENT")[0]["UID"].startswith(f"spotkanie-{meeting.pk}@")


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_what_cannot_stand_is_refused_in_polish(plan, edition):
    year = edition.school_year
    before, after = _noon(year.starts_on - timedelta(days=1)), _noon(year.ends_on + timedelta(days=1))
    now = clock.now()
    for values, words in (
        ({"starts_at": before, "ends_at": before + timedelta(hours=1)}, "poza rokiem szkolnym"),
        ({"starts_at": after, "ends_at": after + timedelta(hours=1)}, "poza rokiem szkolnym"),
        ({"starts_at": now, "ends_at": now - timedelta(minutes=1)}, "musi się kończyć później"),
        ({"starts_at": now, "ends_at": now + timedelta(hours=13)}, "12 godzin"),
        ({"title": "   "}, "temat"),
        ({"mode": "onsite", "place": ""}, "gdzie się spotykacie"),
        ({"outside_link": "http://video.example.org"}, "https://"),
        ({"outside_link": "javascript:alert(1)"}, "https://"),
        ({"agenda": [{"title": "x", "minutes": 1}] * 21}, "20 punktów"),
    ):
        with pytest.raises(Refused, match=words):
            plan(**values)
    assert not Meeting.objects.exists()
    assert not Notice.objects.filter(kind__startswith="meetings.").exists()


def test_the_database_refuses_an_end_before_the_beginning(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.starts_at)


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "nina", "dov", "jan", "sara"])
def test_only_the_coordinator_plans_changes_and_cancels(who, request, plan, meeting):
    user = request.getfixturevalue(who)
    for act in (
        lambda: plan(by=user),
        lambda: services.change(by=user, meeting=meeting, version=1, agenda=[], **values_of(meeting)),
        lambda: services.cancel(by=user, meeting=meeting, reason="x"),
        lambda: services.mark_held(by=user, meeting=meeting),
        lambda: services.correct(by=user, meeting=meeting, present=[]),
    ):
        with pytest.raises(Refused):
            act()
    meeting.refresh_from_db()
    assert (Meeting.objects.count(), meeting.state, meeting.version) == (1, "planned", 1)


def test_a_closed_year_takes_no_meetings(plan, meeting, ada, edition):
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    with pytest.raises(Refused):
        plan()
    assert not rules.may_change(ada, meeting)


def test_rules_and_their_querysets_agree(request, plan):
    now = clock.now()
    meetings = [
        plan(),
        plan(in_minutes=5),
        plan(in_minutes=14),
        plan(in_minutes=16),
        plan(in_minutes=-80),
        plan(in_minutes=-90 - 119),
        plan(in_minutes=-90 - 121),
        plan(in_minutes=5, mode="onsite", place="x"),
        plan(in_minutes=5, mode="hybrid", place="x"),
    ]
    services.cancel(by=request.getfixturevalue("ada"), meeting=plan(in_minutes=5), reason="x")
    services.mark_held(by=request.getfixturevalue("ada"), meeting=meetings[4])
    for name in ("ada", "ben", "gen", "cleo", "dov", "nina", "jan", "sara", "hal", "iga"):
        user = request.getfixturevalue(name)
        everything = list(Meeting.objects.select_related("edition__network"))
        for queryset, rule in (
            (rules.readable_meetings(user), lambda m, u=user: rules.may_read(u, m)),
            (rules.changeable_meetings(user), lambda m, u=user: rules.may_change(u, m)),
            (rules.enterable_rooms(user, now), lambda m, u=user: rules.may_enter_room(u, m, now)),
        ):
            assert set(queryset) == {meeting for meeting in everything if rule(meeting)}, name


def test_a_change_tells_of_time_and_place_and_the_later_editor_is_told_of_the_clash(meeting, ada, ben):
    Notice.objects.all().delete()
    agenda = list(meeting.agenda.values("title", "minutes", "leader"))
    services.change(by=ada, meeting=meeting, version=1, agenda=agenda, **values_of(meeting, title="Inny temat"))
    assert not Notice.objects.exists()
    moved = values_of(
        meeting, starts_at=meeting.starts_at + timedelta(hours=1), ends_at=meeting.ends_at + timedelta(hours=1)
    )
    with pytest.raises(Refused, match="W międzyczasie"):
        services.change(by=ada, meeting=meeting, version=1, agenda=agenda, **moved)
    services.change(by=ada, meeting=meeting, version=2, agenda=agenda, **moved)
    assert set(Notice.objects.values_list("user", flat=True)) == {ben.pk}
    assert not RoomEvent.objects.filter(kind="agenda").exists()


def test_cancelling_asks_why_tells_members_and_happens_once(meeting, ada, ben):
    with pytest.raises(Refused, match="dlaczego"):
        services.cancel(by=ada, meeting=meeting, reason="  ")
    services.cancel(by=ada, meeting=meeting, reason="Choroba")
    assert Notice.objects.get(kind="meetings.cancelled", user=ben).text == "Choroba"
    with pytest.raises(Refused):
        services.cancel(by=ada, meeting=meeting, reason="Jeszcze raz")
    assert Notice.objects.filter(kind="meetings.cancelled", user=ben).count() == 1


def test_answers_replace_each_other_and_end_with_the_meeting(meeting, plan, ben, cleo):
    services.answer(by=ben, meeting=meeting, coming="yes")
    services.answer(by=ben, meeting=meeting, coming="no")
    assert list(meeting.answers.values_list("coming", flat=True)) == ["no"]
    with pytest.raises(Refused):
        services.answer(by=ben, meeting=meeting, coming="perhaps")
    with pytest.raises(Refused):
        services.answer(by=cleo, meeting=meeting, coming="yes")
    with pytest.raises(Refused):
        services.answer(by=ben, meeting=plan(in_minutes=-100), coming="yes")
    assert meeting.answers.count() == 1


def test_reminders_go_once_and_not_to_those_who_will_not_come(plan, ada, ben, ewa):
    soon, tomorrow = plan(in_minutes=30, title="Zaraz"), plan(in_minutes=23 * 60, title="Jutro")
    Meeting.objects.update(created_at=clock.now() - timedelta(days=3))
    for user, coming in ((ada, "yes"), (ben, "maybe"), (ewa, "no")):
        services.answer(by=user, meeting=tomorrow, coming=coming)
        services.answer(by=user, meeting=soon, coming="yes")
    services.remind()
    services.remind()
    about = Notice.objects.filter(kind__endswith="_before")
    assert set(about.filter(about_id=soon.pk).values_list("kind", flat=True)) == {"meetings.hour_before"}
    assert set(about.filter(about_id=tomorrow.pk).values_list("user", flat=True)) == {ada.pk, ben.pk}
    assert about.count() == 5


def test_stays_are_one_presence_over_processes_and_devices(open_meeting, ada, ben):
    def moved(process, arrived=(), departed=()):
        events = services.moved(meeting_id=open_meeting.pk, process=process, arrived=arrived, departed=departed)
        return [(event.kind, event.values["person"]) for event in events]

    assert moved("A", [ada.pk, ben.pk]) == [("joined", ada.pk), ("joined", ben.pk)]
    assert moved("B", [ben.pk]) == []
    assert moved("A", [ben.pk]) == []
    assert moved("A", (), [ben.pk]) == []
    assert moved("B", (), [ben.pk]) == [("left", ben.pk)]
    assert moved("B", (), [ben.pk]) == []
    assert services.close_abandoned(process="C", alone=True) == [open_meeting.pk]
    assert not Visit.objects.filter(left_at=None).exists()
    assert selectors.room_state_of(open_meeting.pk)["people"] == {}
    numbers = list(RoomEvent.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_overlapping_stays_count_once_and_corrections_leave_a_trail(plan, ada, ben, ewa):
    meeting = plan(in_minutes=-60)
    start = meeting.starts_at
    for process, begin, end in (("A", 0, 30), ("B", 10, 40), ("A", 50, 60)):
        Visit.objects.create(
            meeting=meeting,
            user=ben,
            process=process,
            joined_at=start + timedelta(minutes=begin),
            seen_at=start + timedelta(minutes=end),
            left_at=start + timedelta(minutes=end),
        )
    row = next(row for row in selectors.attendance_of(meeting) if row.user == ben)
    assert (row.minutes, row.was_there) == (50, True)
    assert services.correct(by=ada, meeting=meeting, present=[ewa.pk]) == 2
    assert services.correct(by=ada, meeting=meeting, present=[ewa.pk]) == 0
    assert dict(Correction.objects.values_list("user", "was_there")) == {ben.pk: False, ewa.pk: True}
    changes = TrailEntry.objects.filter(action="meetings.attendance.correct").values_list("values", flat=True)
    assert {"person": ben.pk, "before": True, "after": False} in changes


def test_the_report_counts_what_was_held(plan, ada, ben, gen, edition):
    assert sentences(edition) == ["W tym roku szkolnym nie odbyło się jeszcze żadne spotkanie."]
    meeting = plan(in_minutes=-30)
    services.correct(by=ada, meeting=meeting, present=[ada.pk, ben.pk, gen.pk])
    services.mark_held(by=ada, meeting=meeting)
    plan()
    counted = {figure.name: figure.value for figure in figures(edition)}
    assert counted == {
        "meetings_held": 1,
        "meetings_working": 1,
        "meetings_attendance": 3,
        "presences_working": 3,
        "meetings_people": 3,
        "meetings_experts": 1,
        "meetings_minutes": 0,
        "meetings_decisions": 0,
    }
    assert "odbyło się 1 spotkanie sieci (robocze: 1)" in sentences(edition)[0]
