"""Every tab of a network's space: at most 25 queries, the same with 5 and with 500 of everything.

A room adds its things through FILLERS: a function `(edition, count, start)` that makes `count` of them in bulk.
Tabs are taken from the registry, so that a new one is measured without being named here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kit.panels import TABS
from networks.models import Invitation, InvitationList, JoinLink, Membership, Nomination
from tests.networks.test_screens import many_people, queries, sign_in

MOST = 25


def people(edition: Any, count: int, start: int) -> None:
    """Members, people who ask, wait and are suspended, invitations, links, nominations."""
    from accounts.models import User

    many_people(edition, count, start)
    made = User.objects.bulk_create(
        User(email=f"w-drodze{number}@example.org", first_name="W", last_name=f"Drodze {number}")
        for number in range(start, start + count)
    )
    now = timezone.now()
    states = ("requested", "waiting", "suspended")
    Membership.objects.bulk_create(
        Membership(edition=edition, user=user, state=states[place % 3], asked_at=now, lined_at=now)
        for place, user in enumerate(made)
    )
    later = now + timedelta(days=9)
    Invitation.objects.bulk_create(
        Invitation(edition=edition, email=f"zaproszenie{number}@example.org", expires_at=later, sent_at=now)
        for number in range(start, start + count)
    )
    InvitationList.objects.bulk_create(InvitationList(edition=edition) for _each in range(count))
    JoinLink.objects.bulk_create(JoinLink(edition=edition, expires_at=later, most_uses=5) for _each in range(count))
    Nomination.objects.bulk_create(Nomination(edition=edition, candidate=user, made_by=user) for user in made)


def talk(edition: Any, count: int, start: int) -> None:
    """Threads with a post each."""
    from forum.models import Post, Section, Thread

    section = Section.objects.filter(network=edition.network).first()
    author = edition.memberships.filter(role="coordinator").get().user
    threads = Thread.objects.bulk_create(
        Thread(network=edition.network, section=section, title=f"Wątek {number}", author=author, posts_count=1,
               last_number=1, last_post_by=author)
        for number in range(start, start + count)
    )  # fmt: skip
    Post.objects.bulk_create(
        Post(thread=thread, number=1, author=author, place="00001", html="<p>Cześć</p>") for thread in threads
    )


def library(edition: Any, count: int, start: int) -> None:
    """Materials of the network."""
    from resources.models import Resource

    author = edition.memberships.filter(role="coordinator").get().user
    Resource.objects.bulk_create(
        Resource(network=edition.network, title=f"Karta {number}", created_by=author)
        for number in range(start, start + count)
    )


def gatherings(edition: Any, count: int, start: int) -> None:
    """Meetings, past and coming."""
    from meetings.models import Meeting

    now = timezone.now()
    Meeting.objects.bulk_create(
        Meeting(
            edition=edition,
            number=number + 1,
            title=f"Spotkanie {number}",
            starts_at=now + timedelta(days=1 + number % 30),
            ends_at=now + timedelta(days=1 + number % 30, hours=1),
        )
        for number in range(start, start + count)
    )


FILLERS: list[Callable[[Any, int, int], None]] = [people, talk, library, gatherings]


def counted(client: Any, addresses: dict[str, str]) -> dict[str, int]:
    """Queries of each tab once met and drawn anew: what the library keeps of lists is a minute old at most, so that a
    page from its memory would say nothing of 500 things, and something else whenever the minute turns in between.
    """
    from resources import stand

    for address in addresses.values():
        client.get(address)
    found = {}
    for name, address in addresses.items():
        stand.moved()
        found[name] = queries(client, address)
    return found


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_every_tab_asks_as_much_of_5_as_of_500(request, client, edition, network, who):
    reader = request.getfixturevalue(who)
    sign_in(client, reader)
    addresses = {tab.name: tab.url(network) for tab in TABS if tab.seen(Membership.objects.get(user=reader))}
    for fill in FILLERS:
        fill(edition, 5, 0)
    few = counted(client, addresses)
    for fill in FILLERS:
        fill(edition, 495, 5)
    many = counted(client, addresses)
    assert many == few
    assert {name: count for name, count in many.items() if count > MOST} == {}
