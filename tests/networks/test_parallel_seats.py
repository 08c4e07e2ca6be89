"""Thirty people want the last place at once: one gets it (CO-01, K4)."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections, connection

from kit.verdicts import Refused
from networks import services
from networks.enums import JoinPolicy
from networks.models import Edition, Membership, Network


@pytest.mark.django_db(transaction=True)
def test_thirty_joins_for_the_last_place(edition, person):
    Network.objects.filter(pk=edition.network_id).update(join_policy=JoinPolicy.OPEN)
    Edition.objects.filter(pk=edition.pk).update(capacity=2)
    crowd = [person(f"Osoba{number}") for number in range(30)]
    start, answers = threading.Barrier(len(crowd)), []

    def run(user):
        try:
            start.wait(timeout=60)
            services.join(by=user, edition=Edition.objects.select_related("network").get(pk=edition.pk))
            answers.append("in")
        except Refused:
            answers.append("full")
        except Exception as error:
            answers.append(repr(error))
        finally:
            connection.close()
            close_old_connections()

    threads = [threading.Thread(target=run, args=[user]) for user in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(answers) == ["full"] * 29 + ["in"]
    fresh = Edition.objects.get(pk=edition.pk)
    assert fresh.taken == fresh.capacity == 2
    assert Membership.objects.filter(edition=edition, state="active").count() == 2
