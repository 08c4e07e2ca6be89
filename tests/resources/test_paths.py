"""Self-study paths: the coordinator puts the steps together, everybody walks alone and unseen."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from kit.verdicts import Refused
from resources import rules, selectors, services
from resources.models import Walked

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(deposit, ada, ben, network):
    made = services.make_shelf(by=ada, network=network, title="Ocenianie w cztery kroki", is_path=True)
    for number in range(3):
        resource = deposit(ben, network, title=f"Krok {number}", link="https://example.org/")
        services.place(by=ada, shelf=made, resource=resource)
    return made


def test_everybody_sees_only_ones_own_progress_and_the_coordinator_only_counts(path, ada, ben, ewa, client):
    first, second, _third = path.placings.all()
    services.walk(by=ben, placing=first, done=True)
    services.walk(by=ben, placing=first, done=True)
    services.walk(by=ewa, placing=first, done=True)
    services.walk(by=ben, placing=second, done=True)
    mine, hers = selectors.shelf_page(ben, path), selectors.shelf_page(ewa, path)
    assert (mine.done, hers.done) == (2, 1)
    assert [one.walked for one in mine.placed] == [0, 0, 0]
    steered = selectors.shelf_page(ada, path)
    assert steered.done == 0
    assert [one.walked for one in steered.placed] == [2, 1, 0]
    client.force_login(ada)
    page = client.get(path.get_absolute_url()).content.decode()
    assert "Maj" not in page
    services.walk(by=ben, placing=second, done=False)
    assert selectors.shelf_page(ben, path).done == 1


def test_who_may_not_open_it_walks_nowhere(path, cleo, nina):
    step = path.placings.first()
    for person in (cleo, nina, AnonymousUser()):
        assert not rules.may_walk(person, path)
        with pytest.raises(Refused):
            services.walk(by=person, placing=step, done=True)
    assert not Walked.objects.exists()


def test_a_plain_collection_is_no_path(deposit, ada, ben, network):
    shelf = services.make_shelf(by=ada, network=network, title="Zbiór")
    placing = services.place(by=ada, shelf=shelf, resource=deposit(ben, network, link="https://example.org/"))
    with pytest.raises(Refused):
        services.walk(by=ben, placing=placing, done=True)
    own = services.make_shelf(by=ben, title="Moja", is_path=True)
    assert not own.is_path


def test_the_coordinator_says_what_each_step_is(path, ada, ben, client):
    step = path.placings.first()
    with pytest.raises(Refused):
        services.say_step(by=ben, placing=step, step="watch")
    with pytest.raises(Refused):
        services.say_step(by=ada, placing=step, step="dance")
    client.force_login(ada)
    address = path.get_absolute_url()
    client.post(f"{address}krok/", {"placing": step.pk, "step": "discuss", "note": "Co zmienisz u siebie?"})
    client.force_login(ben)
    page = client.get(address).content.decode()
    assert "omów" in page
    assert "Co zmienisz u siebie?" in page
    assert client.post(f"{address}zrobione/", {"placing": step.pk, "done": "1"}).status_code == 302
    assert "Zrobiono: 1 z 3" in client.get(address).content.decode()
    assert client.post(f"{address}zrobione/", {"placing": "x", "done": "1"}).status_code == 404


def test_a_path_of_many_steps_costs_as_many_questions_as_one_of_few(path, deposit, ada, ben, network, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(ben)
    counts = []
    for many in (0, 20):
        for number in range(many):
            services.place(
                by=ada, shelf=path, resource=deposit(ben, network, title=f"K{number}", link="https://e.org/")
            )
        client.get(path.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(path.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]
