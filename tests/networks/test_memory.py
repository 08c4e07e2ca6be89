"""An earlier year can be read: its plan, meetings with decisions, materials, entries; nothing can be changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from directory.selectors import school_year_for
from kit import clock
from kit.verdicts import Refused
from networks import services
from networks.models import Edition
from tests.blogs.conftest import WORDS
from tests.networks.test_screens import queries, sign_in
from tests.networks.test_year import carried, next_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(network: Any, edition: Any, ada: Any, ben: Any, ewa: Any) -> Edition:
    """A year with a plan, a meeting with a decision, a resource and an entry, renewed with Ben but not with Ewa."""
    from meetings import services as meetings
    from networks.blogs import services as blogs
    from networks.planning import services as plans
    from resources import services as resources

    plans.add_goal(by=ada, edition=edition, title="Więcej prób, mniej lęku", criteria="Trzy próby")
    day = clock.today()
    plans.add_point(by=ada, edition=edition, kind="task", title="Wspólna karta", starts_on=day, ends_on=day)
    plan = plans.consult(by=ada, plan=plans.plan_of(edition), until_on=clock.today())
    plans.adopt(by=ada, plan=plan, adopted_on=clock.today(), words="Jednomyślnie.")
    meeting = meetings.plan(
        by=ada, edition=edition, agenda=[], title="Błąd jako informacja", kind="working", mode="online",
        starts_at=clock.now() + timedelta(hours=1), ends_at=clock.now() + timedelta(hours=2),
    )  # fmt: skip
    begun = clock.now() - timedelta(hours=2)
    type(meeting).objects.filter(pk=meeting.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    meeting.refresh_from_db()
    decision = {"id": 0, "text": "Próbujemy zadań otwartych", "person": None, "for_all": True, "until_on": None}
    meetings.save_minutes(
        by=ada, meeting=meeting, version=1, summary="Krótko.", texts=[], questions="", decisions=[decision]
    )
    meetings.publish_minutes(by=ada, meeting=meeting)
    values = {
        "title": "Karta pracy",
        "licence": "link_only",
        "link": "https://example.org/karta",
        "visibility": "network",
    }
    resources.deposit(by=ben, network=network, values=values, drafts=[])
    blogs.show(by=ben, entry=blogs.begin(by=ben, network=network, values=WORDS))
    services.renew(
        by=ada, edition=edition, school_year=next_year(edition), carried=carried(edition, ben),
        recommendations="- Więcej lekcji otwartych.\n2) Krótsze spotkania online",
    )  # fmt: skip
    return Edition.objects.get(pk=edition.pk)


def address(past: Edition, name: str = "networks:year_past") -> str:
    return reverse(name, kwargs={"slug": past.network.slug, "begins": past.school_year.starts_on.year})


LEFT = ("Więcej prób, mniej lęku", "Błąd jako informacja", "Próbujemy zadań otwartych", "Karta pracy", WORDS["title"])


def test_who_goes_on_reads_everything_the_year_left_and_opens_it(client, past, ben):
    page = sign_in(client, ben).get(address(past)).content.decode()
    for words in LEFT:
        assert words in page
    plan = client.get(address(past, "planning:past"))
    assert plan.status_code == 200
    assert "Jednomyślnie." in plan.content.decode()
    assert "Edytuj" not in plan.content.decode()
    meeting = past.meetings.get()
    for url in (meeting.get_absolute_url(), meeting.minutes.get_absolute_url()):
        assert url in page
        assert client.get(url).status_code == 200


def test_who_left_looks_back_at_the_plan_and_not_at_what_members_keep(client, past, ewa):
    page = sign_in(client, ewa).get(address(past)).content.decode()
    assert "Więcej prób, mniej lęku" in page
    for words in LEFT[1:]:
        assert words not in page


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("ben", 200), ("dov", 200), ("cleo", 404), ("nina", 404)])
def test_who_reads_last_years_plan(request, client, past, who, status):
    sign_in(client, request.getfixturevalue(who))
    assert client.get(address(past, "planning:past")).status_code == status


def test_a_mere_draft_of_a_plan_is_not_shown_later(client, network, edition, ada):
    from networks.planning import services as plans

    plans.add_goal(by=ada, edition=edition, title="Nigdy nie pokazany", criteria="x")
    services.renew(by=ada, edition=edition, school_year=next_year(edition), carried=[])
    old = Edition.objects.get(pk=edition.pk)
    assert "Nigdy nie pokazany" not in sign_in(client, ada).get(address(old)).content.decode()
    assert client.get(address(old, "planning:past")).status_code == 404


def test_it_asks_as_often_for_many_things(client, past, ben):
    from meetings.models import Decision, Meeting
    from resources.models import Resource

    sign_in(client, ben)
    client.get(address(past))
    few = queries(client, address(past))
    assert few <= 25
    meeting = past.meetings.get()
    held = {"edition": past, "kind": "working", "mode": "online", "state": meeting.state}
    more = Meeting.objects.bulk_create(
        Meeting(**held, number=10 + n, title=f"S{n}", starts_at=meeting.starts_at, ends_at=meeting.ends_at)
        for n in range(30)
    )
    Decision.objects.bulk_create(Decision(meeting=one, text="Ustalenie") for one in more)
    Resource.objects.bulk_create(
        Resource(network=past.network, title=f"Z{n}", visibility="network", licence="cc_by") for n in range(30)
    )
    assert queries(client, address(past)) == few


# --- recommendations -------------------------------------------------------------------------------------------------


@pytest.fixture
def present(past: Edition) -> Edition:
    return Edition.objects.get(network=past.network, is_current=True)


def test_each_recommendation_becomes_a_goal_with_one_click(client, present, ada, ben):
    from networks.planning.models import Goal

    plan = reverse("planning:plan", kwargs={"slug": present.network.slug})
    take = reverse("planning:recommendation", kwargs={"slug": present.network.slug, "number": 0})
    page = sign_in(client, ada).get(plan).content.decode()
    assert "Więcej lekcji otwartych." in page
    assert "Krótsze spotkania online" in page
    for _twice in range(2):
        assert client.post(take).status_code == 302
    assert [goal.title for goal in Goal.objects.filter(plan__edition=present)] == ["Więcej lekcji otwartych."]
    page = client.get(plan).content.decode()
    assert take not in page
    assert "Krótsze spotkania online" in page
    assert "Rekomendacje z poprzedniego roku" not in sign_in(client, ben).get(plan).content.decode()
    assert client.post(take).status_code == 403
    assert Goal.objects.filter(plan__edition=present).count() == 1


def test_a_recommendation_that_is_not_there_is_refused_and_nothing_changes(present, ada):
    from networks.planning import services as plans
    from networks.planning.models import Goal

    for number in (-1, 2, 10**9):
        with pytest.raises(Refused):
            plans.take_recommendation(by=ada, edition=present, number=number)
    assert not Goal.objects.filter(plan__edition=present).exists()


def test_what_people_can_give_and_unanswered_questions_go_on_with_them(network, edition, ada, ben, ewa):
    from networks.needs import services as needs
    from networks.needs.models import Question, Wish

    for by, title in ((ben, "Kamizelki"), (ewa, "Sala")):
        needs.wish(by=by, edition=edition, kind="offers", title=title)
    closed = needs.wish(by=ben, edition=edition, kind="offers", title="Już nie")
    needs.close_wish(by=ben, wish=closed)
    needs.ask(by=ewa, edition=edition, words="Jak rozmawiać o ocenach?")
    new = services.renew(by=ada, edition=edition, school_year=next_year(edition), carried=carried(edition, ben))
    assert [one.title for one in Wish.objects.filter(edition=new)] == ["Kamizelki"]
    assert [one.words for one in Question.objects.filter(edition=new)] == ["Jak rozmawiać o ocenach?"]
    assert school_year_for(new.school_year.starts_on) == new.school_year
