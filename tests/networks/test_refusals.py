"""What cannot be done is said beside the field in Polish, what was typed stays, and nothing has changed (issue's list).

A plan without goals put to consultation, a meeting outside the school year, a task due yesterday, the last coordinator
leaving, a network handed over to somebody from outside.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from lxml import html as markup

from kit import clock
from networks.models import Handover, Membership
from networks.planning import services as plans
from networks.planning.models import Plan
from notifications.models import Notice
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


def at(name: str, network: Any) -> str:
    return reverse(name, kwargs={"slug": network.slug})


def shown(answer: Any) -> str:
    return " ".join(markup.fromstring(answer.content).text_content().split())


def beside(answer: Any, field: str) -> str:
    """What stands beside a field of the form: its errors, by the field they describe."""
    page = markup.fromstring(answer.content)
    [wrong] = [
        one for one in page.xpath("//*[contains(@class, 'field--wrong')]") if one.xpath(f".//*[@name='{field}']")
    ]
    return " ".join(wrong.text_content().split())


def test_a_plan_without_goals_is_not_put_to_consultation(client, network, edition, ada, ben, school_year):
    day = school_year.starts_on
    plans.add_point(by=ada, edition=edition, kind="task", title="Karta", starts_on=day, ends_on=day)
    until = (clock.today() + timedelta(days=5)).isoformat()
    answer = sign_in(client, ada).post(at("planning:consult", network), {"until_on": until, "words": "Proszę o uwagi"})
    assert answer.status_code in (200, 409, 422)
    assert "Plan nie ma jeszcze celów" in shown(answer)
    assert "Proszę o uwagi" in answer.content.decode(), "what was typed stays"
    plan = Plan.objects.get()
    assert (plan.state, plan.number, plan.consulted_until_on) == ("draft", 0, None)
    assert not Notice.objects.filter(user=ben, kind__startswith="planning").exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_meeting_outside_the_school_year_is_refused_beside_its_day(client, network, edition, ada, school_year, days):
    from meetings.models import Meeting

    outside = school_year.starts_on - timedelta(days=1) if days < 0 else school_year.ends_on + timedelta(days=1)
    values = {
        "title": "Za późno", "kind": "working", "mode": "online", "day": outside.isoformat(), "begins": "16:00",
        "ends": "18:00", "agenda-TOTAL_FORMS": "0", "agenda-INITIAL_FORMS": "0", "once": "",
    }  # fmt: skip
    address = at("meetings:plan", network)
    form = markup.fromstring(sign_in(client, ada).get(address).content)
    [keys] = form.xpath("//input[@name='once']/@value")
    prefix = form.xpath("//input[contains(@name, 'TOTAL_FORMS')]/@name")[0].removesuffix("-TOTAL_FORMS")
    values |= {"once": keys, f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    answer = client.post(address, values)
    assert answer.status_code in (200, 422)
    words = beside(answer, "day")
    assert "rok" in words
    assert "szkoln" in words
    assert 'value="Za późno"' in answer.content.decode()
    assert not Meeting.objects.exists()
    assert not Notice.objects.filter(kind__startswith="meetings").exists()


def test_a_task_due_yesterday_is_refused_beside_its_day(client, network, edition, ada, ben):
    from networks.assignments.models import Assignment, Task

    address = at("assignments:give", network)
    form = markup.fromstring(sign_in(client, ada).get(address).content)
    [key] = form.xpath("//input[@name='once']/@value")
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    answer = client.post(address, {"title": "Wczorajsze", "day": yesterday, "whom": "all", "once": key})
    assert answer.status_code == 422
    words = beside(answer, "day")
    assert "minął" in words or "minęła" in words or "już" in words
    assert 'value="Wczorajsze"' in answer.content.decode()
    assert not Task.objects.exists()
    assert not Assignment.objects.exists()
    assert not Notice.objects.filter(user=ben, kind__startswith="assignments").exists()


def test_the_last_coordinator_does_not_leave_and_is_shown_the_way(client, network, edition, ada, ben):
    address = at("networks:leave", network)
    page = sign_in(client, ada).get(address)
    assert "koordyn" in shown(page)
    assert at("networks:handover", network) in page.content.decode()
    answer = client.post(address)
    assert answer.status_code == 403
    assert "koordyn" in shown(answer)
    held = Membership.objects.get(edition=edition, user=ada)
    assert (held.state, held.role) == ("active", "coordinator")
    assert not Notice.objects.filter(user=ben, kind="networks.coordinator_changed").exists()


@pytest.mark.parametrize("who", ["nina", "cleo", "gen"])
def test_a_network_is_not_handed_over_to_somebody_from_outside(request, client, network, edition, ada, ben, who):
    person = request.getfixturevalue(who)
    page = markup.fromstring(sign_in(client, ada).get(at("networks:handover", network)).content)
    key = page.xpath("//form[contains(@action, 'przekaz')]//input[@name='once']/@value")
    outside = Membership.objects.filter(user=person).values_list("pk", flat=True).first() or 10**6
    values = {"successor": outside, "words": "Proszę o przejęcie", "once": key[0] if key else ""}
    answer = client.post(at("networks:handover_start", network), values)
    assert answer.status_code == 409
    assert "tylko osobie, która do niej należy" in beside(answer, "successor")
    assert "Proszę o przejęcie" in answer.content.decode()
    assert not Handover.objects.exists()
    assert Membership.objects.get(edition=edition, user=ada).role == "coordinator"
    assert not Notice.objects.filter(user=person, kind="networks.handover_asked").exists()
