"""The weekly letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from directory.models import CalendarBreak
from kit import clock
from notifications import letters, registry, services
from notifications.models import Letter, Notice, Rhythm
from notifications.registry import Line, Section

MONDAY = datetime(2035, 11, 19, 6, 5, tzinfo=UTC)  # 7:05 in Warsaw
DAY = date(2035, 11, 19)
CLOCK_CHANGES = [datetime(2035, 10, 28, 1, 30, tzinfo=UTC), datetime(2036, 3, 30, 1, tzinfo=UTC)]


@pytest.fixture
def sections():
    """Only what these tests say waits."""
    said = {"waits": [], "coming": []}
    made = {
        "test": Section(
            name="test",
            waits=lambda user: said["waits"],
            coming=lambda user, start, end: said["coming"],
            covers=("asking",),
        )
    }
    with registry.SECTIONS.swapped(**made):
        yield said


@pytest.fixture
def week(sections, tell, ben):
    """Ben's Monday: what was told on Wednesday is in the letter."""

    def run(**moved):
        with clock.moved_to(MONDAY + timedelta(**moved)):
            letters.make(user_id=ben.pk, for_on=DAY + timedelta(days=moved.get("days", 0)))
        return mail.outbox[-1] if mail.outbox else None

    return run


def test_it_gathers_what_waits_what_comes_and_what_is_new_by_network(week, sections, tell, ben, network):
    sections["waits"] = [
        Line("Bez terminu", "/a/"), Line("Drugie", "/b/", at=MONDAY + timedelta(days=3)),
        Line("Pierwsze", "/c/", at=MONDAY + timedelta(days=1)),
    ]  # fmt: skip
    sections["coming"] = [Line("Spotkanie robocze", "/d/", note="śr., 16:30")]
    for number in range(3):
        tell(ben, "weekly", title=f"Nowość {number}")
    letter = week()
    body = letter.body
    assert body.index("Pierwsze") < body.index("Drugie") < body.index("Bez terminu") < body.index("Spotkanie robocze")
    assert "MATEMATYKA BEZ LĘKU (3)" in body
    assert "Nowość 2" in body
    assert letter.subject == "Twój tydzień w Splocie: czekają 3 sprawy"
    assert "bez listu tygodniowego" in body.lower()
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Pierwsze" in letter.alternatives[0][0]
    assert set(Notice.objects.filter(kind="weekly").values_list("mail_state", flat=True)) == {"sent"}


def test_it_is_sent_once_even_when_asked_twice_or_after_a_crash(week, tell, ben):
    tell(ben, "weekly")
    week()
    week()
    assert len(mail.outbox) == 1
    # The worker died after sending and before writing it down: the same letter under the same number.
    Letter.objects.update(state="waiting", sent_at=None)
    Notice.objects.filter(kind="weekly").update(mail_state="letter", mailed_at=None)
    week()
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 1


def test_an_empty_letter_is_not_sent(week):
    assert week() is None
    assert Letter.objects.get().state == "empty"


def test_what_was_read_or_may_no_longer_be_read_is_left_out(week, tell, kinds, ben, network, other_network):
    Notice.objects.filter(pk=tell(ben, "weekly", title="Przeczytane").pk).update(read_at=clock.now())
    tell(ben, "weekly", title="Zamknięte", about=other_network)
    kinds.shut.add((ben.pk, other_network.pk))
    assert week() is None


def test_a_discreet_kind_has_neither_names_nor_words(week, tell, ben):
    services.choose(by=ben, levels={"secret": "letter"})
    tell(ben, "secret", title="Diagnoza szkoły w Lipowie", text="Jan Kowalski")
    body = week().body
    assert "Sprawa wspomagania" in body
    assert "Lipow" not in body + mail.outbox[0].alternatives[0][0]


def test_what_a_section_covers_is_not_said_twice(week, tell, sections, ben):
    sections["waits"] = [Line("Czeka prośba", "/a/")]
    tell(ben, "asking", title="Ktoś prosi")
    body = week().body
    assert "Czeka prośba" in body
    assert "Ktoś prosi" not in body


def test_what_asks_and_nobody_covers_stands_among_what_waits(week, tell, ben, kinds):
    with registry.SECTIONS.swapped():
        tell(ben, "asking", title="Ktoś prosi")
        body = week().body
    assert body.index("CZEKA NA TWOJĄ ODPOWIEDŹ") < body.index("Ktoś prosi")


def test_in_a_break_nothing_comes_and_the_next_letter_has_it_all(week, tell, ben):
    CalendarBreak.objects.create(name="Przerwa", starts_on=DAY, ends_on=DAY + timedelta(days=6))
    tell(ben, "weekly", title="Sprzed przerwy")
    assert week() is None
    with clock.moved_to(MONDAY + timedelta(days=2)):
        tell(ben, title="W przerwie")  # at once, but for the break
    assert "Sprzed przerwy" in week(days=7).body
    assert "W przerwie" in mail.outbox[0].body
    assert len(mail.outbox) == 1


def test_the_hourly_call_asks_only_for_what_is_due(ben, ewa, nina, work_done, sections):
    people = type(ben).objects.all()
    people.update(date_joined=MONDAY - timedelta(days=30))
    Rhythm.objects.create(user=ewa, weekday=3, hour=17)
    Rhythm.objects.create(user=nina, wants_letter=False)
    with clock.moved_to(MONDAY - timedelta(minutes=10)):
        assert letters.call_due() == 0
    with clock.moved_to(MONDAY):
        assert letters.call_due() == people.count() - 2
        Letter.objects.create(user=ben, for_on=DAY, made_at=MONDAY, state="sent")
        assert letters.call_due() == people.count() - 3
    with clock.moved_to(MONDAY + timedelta(days=3, hours=11)):
        assert letters.call_due() == 1  # Thursday 18:05: Ewa's; Monday is too long ago to catch up


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("hour", [0, 7, 23])
@pytest.mark.parametrize(
    "now", [MONDAY, datetime(2035, 10, 28, 1, 30, tzinfo=UTC), datetime(2036, 3, 30, 1, tzinfo=UTC)]
)
def test_the_last_slot_is_the_right_day_and_hour_within_a_week(weekday, hour, now):
    found = letters.slot(Rhythm(weekday=weekday, hour=hour), now)
    local = timezone.localtime(found)
    assert local.weekday() == weekday
    assert local.hour == hour
    assert found <= now
    assert now - found <= timedelta(days=7, hours=2)
