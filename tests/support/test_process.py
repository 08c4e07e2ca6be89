"""From the approvals to the end, through every gate, and back out of every forbidden act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from notifications import mail as letters
from notifications.models import Notice
from support import services
from support.models import LogEntry, Process
from support.states import State


def test_whoever_starts_has_agreed_and_the_other_side_is_asked(dov, hal, sara, school, days, mailoutbox, work_done):
    process = services.open_process(by=dov, institution=school, title="Czytanie", **days)
    assert process.state == State.INITIATED
    process.refresh_from_db()
    assert process.county_agreed_at
    assert process.director_agreed_at is None
    assert Notice.objects.filter(user=hal, kind="support.agree").count() == 1


def test_with_both_approvals_the_diagnosis_begins(started):
    started.refresh_from_db()
    assert started.state == State.DIAGNOSIS


def test_mail_about_a_process_carries_no_names_and_no_theme(started, hal, mailoutbox):
    Notice.objects.filter(kind__startswith="support.").update(mail_state="waiting")
    for number in Notice.objects.filter(mail_state="waiting").values_list("pk", flat=True):
        letters.send(number)
    words = "".join(letter.subject + letter.body for letter in mailoutbox)
    assert mailoutbox
    assert "Informacja zwrotna" not in words
    assert started.institution.name not in words


def test_a_short_programme_needs_a_reason(dov, school, days):
    short = days | {"ends_on": clock.today() + timedelta(days=100)}
    with pytest.raises(Refused, match="siedem"):
        services.open_process(by=dov, institution=school, title="Krótki", **short)
    assert not Process.objects.exists()
    made = services.open_process(by=dov, institution=school, title="Krótki", short_because="jeden semestr", **short)
    assert made.is_short


def test_a_teacher_cannot_start_a_process(ben, school, days):
    with pytest.raises(Refused):
        services.open_process(by=ben, institution=school, title="Nie", **days)
    assert not Process.objects.exists()


def test_the_gate_of_the_diagnosis_wants_an_area_and_a_need(started, sara):
    with pytest.raises(Refused):
        services.advance(by=sara, process=started)
    started.refresh_from_db()
    assert started.state == State.DIAGNOSIS
    services.record_diagnosis(by=sara, process=started, version=1, area="Ocenianie kształtujące")
    with pytest.raises(Refused):
        services.advance(by=sara, process=started)
    services.add_need(by=sara, process=started, text="Uczniowie nie wiedzą, co poprawić")
    services.advance(by=sara, process=started)
    started.refresh_from_db()
    assert started.state == State.PLANNING


def test_the_director_reads_and_does_not_write(started, hal):
    with pytest.raises(Refused):
        services.record_diagnosis(by=hal, process=started, version=1, area="Nie moje")
    with pytest.raises(Refused):
        services.advance(by=hal, process=started)


def test_two_writers_lose_nothing(started, sara):
    services.record_diagnosis(by=sara, process=started, version=1, area="Pierwsza")
    with pytest.raises(Refused):
        services.record_diagnosis(by=sara, process=started, version=1, area="Druga")
    started.diagnosis.refresh_from_db()
    assert started.diagnosis.area == "Pierwsza"


def test_the_log_takes_no_day_to_come_and_a_repeat_makes_one(started, sara):
    import uuid

    key = uuid.uuid4()
    entry = {"hours": 2, "act": "contact", "text": "Rozmowa z dyrekcją"}
    with pytest.raises(Refused):
        services.log(by=sara, process=started, done_on=clock.today() + timedelta(days=1), **entry)
    first = services.log(by=sara, process=started, key=key, done_on=clock.today(), **entry)
    assert services.log(by=sara, process=started, key=key, done_on=clock.today(), **entry) == first
    assert LogEntry.objects.count() == 1


def test_a_sore_loses_everything_with_the_assignment(started, sara, client):
    from accounts.models import RoleAssignment

    client.force_login(sara)
    assert client.get(started.get_absolute_url()).status_code == 200
    RoleAssignment.objects.filter(user=sara).update(to_on=clock.today() - timedelta(days=1))
    assert client.get(started.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        services.add_need(by=sara, process=started, text="Po czasie")


def test_every_reading_of_a_diagnosis_is_noted(started, hal, client):
    client.force_login(hal)
    client.get(f"/wspomaganie/{started.pk}/diagnoza/")
    assert TrailEntry.objects.filter(action="support.diagnosis.read", by_id=hal.pk).count() == 1
