"""How a network is getting on: all by name for who steers, oneself for a member, nobody for the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit import clock
from networks import progress
from networks.assignments import services as tasks
from networks.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def lately(edition, ada, ben, ewa):
    """Ben handed a task in; Ewa has been silent since she joined long ago; a conversation waits for an answer."""
    from forum import services as forum
    from forum.models import Thread

    network = edition.network
    with clock.moved_to(clock.now() - timedelta(days=5)):
        forum.open_thread(
            by=ben, network=network, section=network.forum_sections.first(), title="Kto ma karty?", text="<p>Szukam</p>"
        )
    Thread.objects.update(created_at=clock.now() - timedelta(days=5))
    task = tasks.give(by=ada, edition=edition, title="Karta", due_at=clock.now() + timedelta(days=9), people=[ben, ewa])
    tasks.hand_in(by=ben, assignment=task.assignments.get(user=ben), text="<p>Mam</p>")
    Membership.objects.filter(edition=edition).update(joined_at=clock.now() - timedelta(days=60))
    return edition


def rows(edition):
    people = edition.memberships.active().select_related("user").order_by("user__last_name")
    return {
        row.membership.user.first_name: row
        for row in progress.rows_of(edition, people, quiet_before=clock.now() - timedelta(days=30))
    }


def test_who_has_been_silent_is_quiet_and_who_has_just_come_is_not(lately, ben, ewa):
    found = rows(lately)
    assert found["Ewa"].is_quiet
    assert not found["Ben"].is_quiet
    Membership.objects.filter(edition=lately, user=ewa).update(joined_at=clock.now())
    assert not rows(lately)["Ewa"].is_quiet


def test_acts_lead_to_what_waits(lately, client, ada):
    texts = " ".join(act.text for act in progress.acts_for(lately))
    for words in ("czeka na decyzję", "Kto ma karty?", "Żadne spotkanie nie jest zaplanowane"):
        assert words in texts
    client.force_login(ada)
    for act in progress.acts_for(lately):
        assert client.get(act.url.split("#")[0]).status_code == 200, act.url


def test_the_coordinator_sees_everybody_by_name(lately, client, ada, ben, ewa):
    client.force_login(ada)
    page = client.get(f"/sieci/{lately.network.slug}/postepy/").content.decode()
    assert page.index("Ada Kowal") < page.rindex("Ben Lis") < page.rindex("Ewa Maj")
    assert f"?dla={ewa.pk}" in page
    assert f"?dla={ben.pk}" not in page
    form = client.get(f"/sieci/{lately.network.slug}/zadania/nowe/?dla={ewa.pk}").content.decode()
    assert f'value="{ewa.pk}"' in form


def test_a_member_sees_the_own_row_alone(lately, client, ben, ewa, gen):
    client.force_login(ben)
    page = client.get(f"/sieci/{lately.network.slug}/postepy/").content.decode()
    assert "Ben Lis" in page
    assert "Ewa Maj" not in page
    assert "czeka na decyzję" not in page
    client.force_login(gen)
    assert client.get(f"/sieci/{lately.network.slug}/postepy/").status_code == 404


def test_as_many_questions_for_a_hundred_people_as_for_three(lately, client, ada, person):
    from networks.services import seat

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/sieci/{lately.network.slug}/postepy/")
        return len(seen)

    client.force_login(ada)
    asked()
    few = asked()
    type(lately).objects.filter(pk=lately.pk).update(capacity=200)
    for number in range(40):
        seat(edition=lately, user=person(f"Osoba{number}", f"Nr{number}"))
    assert asked() <= few
    assert few <= 25
