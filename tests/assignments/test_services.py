"""Giving, doing and deciding; each refusal leaves everything as it was."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from kit import clock
from kit.verdicts import Refused
from networks import services as networks
from networks.assignments import services
from networks.assignments.models import Assignment, Task
from networks.states import EditionState
from notifications.models import Notice
from search.registry import entry_for

pytestmark = pytest.mark.django_db


def test_a_task_for_one_tells_that_one(give, ben, ewa):
    task = give(people=[ben])
    assert [one.user for one in task.assignments.all()] == [ben]
    assert [notice.user for notice in Notice.objects.filter(kind="assignments.given")] == [ben]


def test_a_task_for_all_goes_to_later_joiners_and_not_to_experts_or_its_giver(give, edition, ben, gen, person):
    task = give(for_all=True)
    late = person("Kaja", "Późna")
    networks.seat(edition=edition, user=late)
    expert = person("Ewaryst", "Gość")
    networks.seat(edition=edition, user=expert, role="expert")
    assert set(task.assignments.values_list("user", flat=True)) == {ben.pk, late.pk}


def test_one_key_makes_one_task(give, ben):
    key = uuid.uuid4()
    assert give(people=[ben], key=key) == give(people=[ben], key=key)
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"in_days": -1}, "już minął"),
        ({"in_days": 700}, "poza rokiem szkolnym"),
        ({"title": "  "}, "tytuł"),
        ({"people": []}, "kto ma je wykonać"),
    ],
)
def test_a_task_that_cannot_stand_is_refused(give, ben, values, words):
    with pytest.raises(Refused, match=words):
        give(**({"people": [ben]} | values))
    assert not Task.objects.exists()
    assert not Notice.objects.filter(kind="assignments.given").exists()


def test_a_task_for_somebody_outside_is_refused(give, ben, cleo, gen):
    for stranger in (cleo, gen):
        with pytest.raises(Refused, match="nie należy już"):
            give(people=[ben, stranger])
    assert not Task.objects.exists()


def test_a_member_sets_tasks_for_oneself_only(give, ben, ewa, gen):
    assert give(by=ben, people=[ben]).owner == ben
    for values in ({"people": [ewa]}, {"for_all": True}):
        with pytest.raises(Refused, match="Tylko osoba koordynująca"):
            give(by=ben, **values)
    with pytest.raises(Refused, match="uczestnicy sieci"):
        give(by=gen, people=[gen])


def test_in_a_closed_year_nothing_is_given_or_handed_in(give, task, part, edition, ben):
    type(edition).objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    with pytest.raises(Refused, match="zamknięta"):
        give(people=[ben])
    with pytest.raises(Refused, match="zamknięty"):
        services.hand_in(by=ben, assignment=part, text="<p>Za późno</p>")
    part.refresh_from_db()
    assert part.state == "todo"


def test_the_way_there_and_back(part, ada, ben):
    services.hand_in(by=ben, assignment=part, text="<p>Pierwsza <script>x</script>wersja</p>", link="")
    part.refresh_from_db()
    assert part.state == "handed_in"
    assert "script" not in part.text
    services.return_(by=ada, assignment=part, comment="Dopisz, co powiedziały dzieci.")
    services.hand_in(by=ben, assignment=part, text="<p>Druga wersja</p>", link="https://example.org/karta")
    services.accept(by=ada, assignment=part, comment="Dziękuję!")
    part.refresh_from_db()
    assert (part.state, part.decided_by, part.comment) == ("accepted", ada, "Dziękuję!")
    told = list(
        Notice.objects.filter(user=ben, kind="assignments.decided").order_by("pk").values_list("text", flat=True)
    )
    assert told == ["Dopisz, co powiedziały dzieci.", "Dziękuję!"]


def test_handing_in_twice_is_refused(part, ben):
    services.hand_in(by=ben, assignment=part, text="<p>Raz</p>")
    with pytest.raises(Refused, match="już oddane"):
        services.hand_in(by=ben, assignment=part, text="<p>Dwa</p>")
    part.refresh_from_db()
    assert part.text == "<p>Raz</p>"


def test_two_tabs_hand_in_once(part, ben):
    other = Assignment.objects.select_related("task__edition__network").get(pk=part.pk)
    services.hand_in(by=ben, assignment=part, text="<p>Raz</p>")
    with pytest.raises(Refused, match="już oddane"):
        services.hand_in(by=ben, assignment=other, text="<p>Dwa</p>")


def test_nothing_is_no_result(part, ben):
    with pytest.raises(Refused, match="Trzeba coś oddać"):
        services.hand_in(by=ben, assignment=part, text="<p> </p>")


def test_only_the_person_hands_in_and_nobody_decides_about_oneself(part, give, ada, ben, ewa):
    with pytest.raises(Refused):
        services.hand_in(by=ewa, assignment=part, text="<p>Za Bena</p>")
    services.hand_in(by=ben, assignment=part, text="<p>Moje</p>")
    for person in (ben, ewa):
        with pytest.raises(Refused):
            services.accept(by=person, assignment=part)
    with pytest.raises(Refused, match="co poprawić"):
        services.return_(by=ada, assignment=part, comment=" ")
    part.refresh_from_db()
    assert part.state == "handed_in"


def test_ones_own_task_is_done_when_handed_in(give, ben):
    part = give(by=ben, people=[ben]).assignments.get()
    services.hand_in(by=ben, assignment=part, text="<p>Zrobione</p>")
    part.refresh_from_db()
    assert part.state == "accepted"


def test_withdrawing_says_why_and_closes(task, part, ada, ben):
    with pytest.raises(Refused):
        services.withdraw(by=ada, task=task, words=" ")
    services.withdraw(by=ada, task=task, words="Temat przejęła inna sieć.")
    assert Notice.objects.get(kind="assignments.changed").user == ben
    with pytest.raises(Refused, match="wycofane"):
        services.hand_in(by=ben, assignment=Assignment.objects.get(pk=part.pk), text="<p>Już mam</p>")
    assert entry_for(task).face(task) is None


def test_changing_tells_of_another_day_and_keeps_what_was_begun(task, part, ada, ben, ewa):
    services.tick(by=ben, assignment=part, steps=[])
    services.hand_in(by=ben, assignment=part, text="<p>Mam</p>")
    values = {"title": task.title, "description": "", "links": [], "checklist": []}
    later = task.due_at + timedelta(days=3)
    services.change(by=ada, task=task, version=1, people=[ewa], due_at=later, **values)
    assert set(task.assignments.values_list("user", flat=True)) == {ben.pk, ewa.pk}
    assert Notice.objects.filter(kind="assignments.changed", user=ben).exists()
    with pytest.raises(Refused, match="w międzyczasie"):
        services.change(by=ada, task=task, version=1, people=[ewa], due_at=later, **values)


def test_steps_that_are_not_there_are_not_ticked(give, ben):
    part = give(people=[ben], checklist=["Przeczytać", "Opisać"]).assignments.get()
    services.tick(by=ben, assignment=part, steps=[1, 7])
    part.refresh_from_db()
    assert part.ticked == [1]


def test_a_handover_moves_open_tasks(give, task, edition, ada, ben, ewa, dov):
    withdrawn = give(people=[ben])
    services.withdraw(by=ada, task=withdrawn, words="Nie")
    assert services.hand_over(by=dov, edition=edition, old=ada, new=ewa) == 1
    task.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (task.owner, withdrawn.owner, task.created_by) == (ewa, ada, ada)


# --- reminders


def at(day, hour=9):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def plain_day(day):
    """A Wednesday of a week without days off, from `day` on, within the demo's school year."""
    from networks.assignments.selectors import days_off

    is_free = days_off("14", day)
    while not (day.weekday() == 2 and not any(is_free(day + timedelta(days=n)) for n in (-2, -1, 0, 1, 2, 5, 6, 7))):
        day += timedelta(days=1)
    return day


def reminded(user):
    return Notice.objects.filter(kind="assignments.reminded", user=user).count()


def test_reminders_go_out_once_each_and_the_giver_hears_who_is_missing(give, ada, ben, ewa, edition):
    due_on = plain_day(edition.school_year.starts_on + timedelta(days=20))
    with clock.moved_to(at(due_on - timedelta(days=15))):
        task = give(people=[ben, ewa], due_at=at(due_on, 20))
    with clock.moved_to(at(due_on - timedelta(days=8))):
        services.hand_in(by=ewa, assignment=task.assignments.get(user=ewa), text="<p>Mam</p>")
    counts = []
    for day in range(-8, 20):
        for hour in (5, 9, 15):
            moment = at(due_on + timedelta(days=day), hour)
            with clock.moved_to(moment):
                services.remind()
        counts.append(reminded(ben))
    assert counts[-1] == 4
    assert reminded(ewa) == 0
    missing = Notice.objects.get(kind="assignments.missing")
    assert (missing.user, "Ben" in missing.text) == (ada, True)


def test_no_reminder_of_a_break_and_several_that_waited_are_one(give, ben, edition, voivodeship):
    from directory.models import CalendarBreak

    due_on = plain_day(edition.school_year.starts_on + timedelta(days=20))
    CalendarBreak.objects.filter(starts_on__lte=due_on + timedelta(days=30)).delete()
    CalendarBreak.objects.create(
        name="próba", starts_on=due_on + timedelta(days=1), ends_on=due_on + timedelta(days=12), voivodeship=voivodeship
    )
    with clock.moved_to(at(due_on - timedelta(days=1), 12)):
        give(people=[ben], due_at=at(due_on, 20))
    days = []
    for day in range(20):
        before = reminded(ben)
        with clock.moved_to(at(due_on + timedelta(days=day))):
            services.remind()
        if reminded(ben) > before:
            days.append(day)
    assert len(days) == 1
    assert days[0] >= 13
    assert (due_on + timedelta(days=days[0])).weekday() < 5


def test_what_is_given_late_is_not_reminded_of_at_once(give, ben):
    give(people=[ben], in_days=1)
    services.remind(now=clock.now().replace(hour=12) if clock.now().hour < 12 else clock.now())
    assert reminded(ben) == 0
