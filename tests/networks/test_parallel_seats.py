"""Many people want the last places at once: as many get in as there are, the others wait in order (CO-01, K4)."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections, connection

from networks import services
from networks.enums import JoinPolicy
from networks.models import Edition, Membership, Network
from networks.selectors import place_in_line


def rush(edition, crowd, at_once):
    """Everybody of `crowd` joins, `at_once` of them side by side; gives who came in the order of the answers."""
    gate = threading.Barrier(len(crowd))
    side_by_side = threading.Semaphore(at_once)
    answers, lock = [], threading.Lock()

    def run(user):
        try:
            gate.wait(timeout=120)
            with side_by_side:
                place = services.join(by=user, edition=Edition.objects.select_related("network").get(pk=edition.pk))
                answer = str(place.state)
        except Exception as error:
            answer = repr(error)
        finally:
            connection.close()
            close_old_connections()
        with lock:
            answers.append(answer)

    threads = [threading.Thread(target=run, args=[user]) for user in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return answers


def last_places(edition, person, *, places, people, at_once):
    """`people` want the last `places`; checks that so many are in and the others stand in an unbroken line."""
    Network.objects.filter(pk=edition.network_id).update(join_policy=JoinPolicy.OPEN)
    Edition.objects.filter(pk=edition.pk).update(capacity=1 + places)
    crowd = [person(f"Osoba{number}") for number in range(people)]
    answers = rush(edition, crowd, at_once)
    assert sorted(answers) == ["active"] * places + ["waiting"] * (people - places)
    fresh = Edition.objects.get(pk=edition.pk)
    assert fresh.taken == fresh.capacity == 1 + places
    assert Membership.objects.filter(edition=edition, state="active").count() == 1 + places
    line = list(Membership.objects.filter(edition=edition, state="waiting").order_by("lined_at", "pk"))
    assert [place_in_line(one) for one in line] == list(range(1, people - places + 1))
    arrived = Membership.objects.filter(edition=edition, state="active", user__in=crowd).order_by("-joined_at").first()
    assert arrived.joined_at <= line[0].lined_at, "nobody came in after the line had begun"
    return line


@pytest.mark.django_db(transaction=True)
def test_forty_joins_for_the_last_five_places(edition, person):
    last_places(edition, person, places=5, people=40, at_once=40)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_hundred_joins_for_the_last_five_places(edition, person, ada):
    """Eighty connections work side by side (the server allows a hundred); two hundred people come at once."""
    line = last_places(edition, person, places=5, people=200, at_once=80)
    gone = Membership.objects.filter(edition=edition, state="active").exclude(user=ada).first()
    services.leave(by=gone.user, edition=Edition.objects.get(pk=edition.pk))
    line[0].refresh_from_db()
    assert line[0].state == "offered", "the freed place is offered to who came first"
