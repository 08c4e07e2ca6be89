"""Before a meeting: the page of one member, and the letter a week ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from meetings import services
from networks.assignments import services as tasks
from notifications.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(plan, ada, ben, ewa, edition):
    """In five days, with something to read and to bring; Ben promised something by then, and something later."""
    meeting = plan(in_minutes=5 * 24 * 60, bring="Jedno zadanie z własnej klasy", links=["https://example.org/artykul"])
    for title, days in (("Wypróbować kartę", 3), ("Na wiosnę", 30)):
        tasks.give(by=ada, edition=edition, title=title, due_at=clock.now() + timedelta(days=days), people=[ben])
    return meeting


def test_one_page_says_what_i_promised_what_to_read_and_what_to_bring(client, meeting, ben, ewa, cleo):
    client.force_login(ben)
    page = client.get(f"/spotkania/{meeting.pk}/przed/").content.decode()
    for words in ("Wypróbować kartę", "example.org/artykul", "Jedno zadanie z własnej klasy", "Czy będziesz", "Rundka"):
        assert words in page, words
    assert "Na wiosnę" not in page
    response = client.post(f"/spotkania/{meeting.pk}/odpowiedz/", {"coming": "yes", "back": "before"})
    assert response.url == f"/spotkania/{meeting.pk}/przed/"
    client.force_login(ewa)
    assert "Wypróbować kartę" not in client.get(f"/spotkania/{meeting.pk}/przed/").content.decode()
    client.force_login(cleo)
    assert client.get(f"/spotkania/{meeting.pk}/przed/").status_code == 404


def test_one_letter_a_week_before_with_the_same_content(meeting, ben, ewa, ada):
    services.prepare()
    assert not Notice.objects.filter(kind="meetings.before").exists(), "people have just been told of the meeting"
    later = clock.now() + timedelta(days=1)
    assert services.prepare(now=later) == 1
    assert services.prepare(now=later) == 0
    letters = {one.user: one for one in Notice.objects.filter(kind="meetings.before")}
    assert set(letters) == {ada, ben, ewa}
    for words in ("Wypróbować kartę", "example.org/artykul", "Jedno zadanie z własnej klasy"):
        assert words in letters[ben].text
    assert "Wypróbować kartę" not in letters[ewa].text
    assert letters[ben].url == f"/spotkania/{meeting.pk}/przed/"
    assert letters[ben].mail_state == "waiting"


def test_who_said_no_gets_no_letter(meeting, ben):
    services.answer(by=ben, meeting=meeting, coming="no")
    services.prepare(now=clock.now() + timedelta(days=1))
    assert not Notice.objects.filter(kind="meetings.before", user=ben).exists()


def test_a_meeting_made_of_a_thread_remembers_it_and_a_break_is_warned_of(client, ada, network, edition, voivodeship):
    from directory.models import CalendarBreak
    from forum import services as forum
    from meetings.models import Meeting
    from provenance.models import Step

    section = network.forum_sections.first()
    thread = forum.open_thread(
        by=ada, network=network, section=section, title="Jak oceniać projekty?", text="<p>Pogadajmy</p>"
    )
    client.force_login(ada)
    address = f"/sieci/{network.slug}/spotkania/nowe/?z=thread:{thread.pk}"
    assert 'value="Jak oceniać projekty?"' in client.get(address).content.decode()
    day = clock.today() + timedelta(days=10)
    CalendarBreak.objects.get_or_create(
        starts_on=day, voivodeship=voivodeship, defaults={"ends_on": day, "name": "ferie"}
    )
    form = {"title": "O projektach", "kind": "working", "day": f"{day}", "begins": "16:00", "ends": "17:30"}
    form |= {
        "mode": "online",
        "punkty-TOTAL_FORMS": "0",
        "punkty-INITIAL_FORMS": "0",
        "made_from": f"thread:{thread.pk}",
    }
    page = client.post(address, form, follow=True).content.decode()
    assert "przerwę" in page
    meeting = Meeting.objects.get()
    assert Step.objects.filter(source_kind="thread", result_kind="meeting", result_id=meeting.pk).exists()
    assert "Jak oceniać projekty?" in page
