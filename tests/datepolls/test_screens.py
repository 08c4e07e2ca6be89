"""Screens of date polls: asking, one tap an answer, choosing; as many queries for few people as for many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from meetings.datepolls import services
from meetings.datepolls.models import DatePoll, Say
from meetings.models import Meeting
from networks import services as networks
from networks.models import Edition
from tests.datepolls.conftest import at
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


def sent(*days, **more):
    rows = {f"terminy-{row}-day": at(day).date().isoformat() for row, day in enumerate(days)}
    rows |= {f"terminy-{row}-begins": "16:00" for row in range(len(days))}
    return {
        "title": "Ułamki", "agenda": "robocze", "minutes": "120", "mode": "online", "place": "", "text": "",
        "until_on": (clock.today() + timedelta(days=4)).isoformat(), "terminy-TOTAL_FORMS": str(len(days) + 1),
        "terminy-INITIAL_FORMS": "0", **rows, **more,
    }  # fmt: skip


def test_the_coordinator_asks(client, ada, network):
    url = reverse("datepolls:ask", kwargs={"slug": network.slug})
    page = sign_in(client, ada).get(url)
    assert page.status_code == 200
    assert "Poszukaj terminu" in page.content.decode()
    made = client.post(url, sent(9, 10))
    poll = DatePoll.objects.get()
    assert made.url == poll.get_absolute_url()
    assert (poll.kind, poll.minutes, poll.moments.count()) == ("working", 120, 2)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, ada, network):
    url = reverse("datepolls:ask", kwargs={"slug": network.slug})
    page = sign_in(client, ada).post(url, sent(9, title="", text="Proszę o szybką odpowiedź"))
    words = page.content.decode()
    assert page.status_code == 422
    assert "Proszę o szybką odpowiedź" in words
    page = client.post(url, sent(9, text="Proszę"))
    assert "od 2 do 12" in page.content.decode()
    more = client.post(url, sent(9, 10, add_moment="1"))
    assert more.content.decode().count('type="date" name="terminy-') == 4
    assert not DatePoll.objects.exists()


def test_one_tap_keeps_one_answer_with_and_without_scripts(client, poll, moments, ben):
    url = poll.get_absolute_url()
    answered = sign_in(client, ben).post(url, {"tap": f"{moments[0].pk}:yes"})
    assert answered.url == f"{url}#termin-{moments[0].pk}"
    part = client.post(url, {"tap": f"{moments[1].pk}:if_needed"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert 'aria-pressed="true"' in part.content.decode()
    assert list(Say.objects.order_by("moment__starts_at").values_list("fits", flat=True)) == ["yes", "if_needed"]
    for wrong in ("", "x", ":", f"{moments[0].pk}:later", "9" * 30 + ":yes"):
        client.post(url, {"tap": wrong})
    assert Say.objects.count() == 2


def test_members_see_no_buttons_of_the_coordinator(client, poll, moments, ben):
    words = sign_in(client, ben).get(poll.get_absolute_url()).content.decode()
    assert "Wybierz ten termin" not in words
    assert "Których odpowiedzi" not in words
    refused = client.post(reverse("datepolls:close", kwargs={"pk": poll.pk}), {"moment": moments[0].pk})
    assert refused.status_code == 403
    assert not Meeting.objects.exists()


def test_choosing_leads_to_the_meeting(client, poll, moments, ada):
    words = sign_in(client, ada).get(poll.get_absolute_url()).content.decode()
    assert "Wybierz ten termin" in words
    done = client.post(reverse("datepolls:close", kwargs={"pk": poll.pk}), {"moment": moments[0].pk})
    assert done.url == Meeting.objects.get().get_absolute_url()
    again = client.post(reverse("datepolls:close", kwargs={"pk": poll.pk}), {"moment": moments[0].pk})
    assert again.status_code == 403
    assert Meeting.objects.count() == 1
    assert "Termin wybrany" in client.get(poll.get_absolute_url()).content.decode()


def test_the_poll_waits_on_the_start_page_and_stands_among_meetings(client, poll, moments, ben, network):
    assert poll.title in sign_in(client, ben).get(reverse("desk:start")).content.decode()
    listed = client.get(reverse("meetings:network_list", kwargs={"slug": network.slug})).content.decode()
    assert "Szukamy terminu" in listed
    assert poll.title in listed


def test_a_fixed_number_of_queries(client, poll, moments, ada, person, edition):
    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(poll.get_absolute_url()).status_code == 200
        return len(found)

    sign_in(client, ada).get(poll.get_absolute_url())
    few = count()
    Edition.objects.update(capacity=None)
    for number in range(40):
        who = person(f"Osoba{number}", "Wiele")
        networks.seat(edition=edition, user=who)
        services.answer(by=who, poll=poll, said={moments[0].pk: "yes"})
    assert count() == few
