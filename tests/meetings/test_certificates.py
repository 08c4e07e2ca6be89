"""Certificates: hours of the ledger, a number nobody guesses, a public page that shows no more than needed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kit import clock
from meetings import services
from meetings.models import Certificate, Meeting, Visit
from meetings.models.certificate import SIGNS, new_number
from tests.meetings.test_papers import words
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(plan: Any, ada: Any, ben: Any, ewa: Any) -> Meeting:
    """A held meeting of 150 minutes; Ben was in the room for 100 of them."""
    meeting = plan(in_minutes=60, title="Błąd jako informacja")
    begun = clock.now() - timedelta(hours=3)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=begun, ends_at=begun + timedelta(minutes=150))
    meeting.refresh_from_db()
    left = begun + timedelta(minutes=100)
    Visit.objects.create(meeting=meeting, user=ben, process="A", joined_at=begun, seen_at=left, left_at=left)
    return services.mark_held(by=ada, meeting=meeting)


def paper(client: Any, meeting: Meeting) -> Any:
    return client.get(reverse("meetings:certificate_meeting", kwargs={"pk": meeting.pk, "form": "pdf"}))


def test_the_paper_says_the_hours_of_the_ledger_and_a_number_anybody_can_check(client, held, ben):
    said = words(paper(sign_in(client, ben), held))
    issued = Certificate.objects.get()
    assert (issued.minutes, issued.count, issued.meeting) == (100, 1, held)
    assert issued.number in said
    assert "1 godz. 40 min" in said
    public = Client().get(issued.get_absolute_url())
    page = public.content.decode()
    assert public.status_code == 200
    assert "1 godz. 40 min" in page
    assert "B. L." in page
    for hidden in (ben.last_name, ben.email, held.title):
        assert hidden not in page


def test_a_number_is_found_however_it_is_typed(held, client, ben):
    paper(sign_in(client, ben), held)
    number = Certificate.objects.get().number
    for typed in (number, number.lower(), number.replace("-", " "), f" {number.replace('-', '')} "):
        assert Client().get(reverse("meetings:verify"), {"numer": typed}).status_code == 200
    for wrong in ("2222-3333-4444-5555", "abc", "%00", number[:-1], "'" * 16):
        assert Client().get(reverse("meetings:verify"), {"numer": wrong}).status_code == 404


def test_the_same_facts_keep_their_number_other_facts_get_another(client, held, ada, ben):
    paper(sign_in(client, ben), held)
    paper(client, held)
    assert Certificate.objects.count() == 1
    Visit.objects.update(left_at=held.ends_at)
    paper(client, held)
    assert sorted(Certificate.objects.values_list("minutes", flat=True)) == [100, 150]


def test_who_was_not_there_gets_none(client, held, ewa, cleo):
    for user in (ewa, cleo):
        assert paper(sign_in(client, user), held).status_code == 404
        client.logout()
    assert not Certificate.objects.exists()


def test_numbers_are_long_random_and_of_clear_signs():
    numbers = {new_number() for _time in range(2_000)}
    assert len(numbers) == 2_000
    assert len(SIGNS) ** 16 > 2**75
    for place in (0, 5, 10, 18):
        assert len({number[place] for number in numbers}) == len(SIGNS)


def test_a_copied_meeting_fills_the_form_but_not_the_day(client, plan, ada, ben, network, cleo):
    meeting = plan(title="Studium przypadku", mode="onsite", place="Lipowo", bring="Zeszyt")
    where = reverse("meetings:plan", kwargs={"slug": network.slug})
    page = sign_in(client, ada).get(where, {"kopia": meeting.pk}).content.decode()
    assert "Studium przypadku" in page
    assert "Zeszyt" in page
    assert "Rundka jednego zdania" in page
    assert client.get(where, {"kopia": "999999"}).status_code == 404
    assert client.get(where, {"kopia": "x"}).status_code == 200
