"""Actors beyond the fixed cast, each made by the services that make such a person in life."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from networks import services
from networks.models import Membership


def _place(user: Any, edition: Any) -> Any:
    return Membership.objects.get(user=user, edition=edition)


def suspended(person: Any, edition: Any, ada: Any) -> Any:
    """A member of Ada's network whom she suspended."""
    who = person("Sławek", "Zawieszony", email="slawek@example.org")
    services.suspend(by=ada, membership=services.seat(edition=edition, user=who), reason="Do wyjaśnienia.")
    return who


def removed(person: Any, edition: Any, ada: Any) -> Any:
    """Somebody who belonged to Ada's network and was removed."""
    who = person("Roch", "Usunięty", email="roch@example.org")
    services.remove(by=ada, membership=services.seat(edition=edition, user=who), reason="Nie ta sieć.")
    return who


def left(person: Any, edition: Any) -> Any:
    """Somebody who left Ada's network."""
    who = person("Lena", "Odeszła", email="lena@example.org")
    services.seat(edition=edition, user=who)
    services.leave(by=who, edition=edition)
    return who


def asking(person: Any, edition: Any) -> Any:
    """Somebody who asked for a place in Ada's network and waits for the answer."""
    from networks.models import Network

    who = person("Teo", "Proszący", email="teo@example.org")
    policy = edition.network.join_policy
    Network.objects.filter(pk=edition.network_id).update(join_policy="request")
    edition.network.join_policy = "request"
    services.join(by=who, edition=edition, motivation="Uczę od roku.")
    Network.objects.filter(pk=edition.network_id).update(join_policy=policy)
    return who


def deputy(person: Any, edition: Any, ada: Any) -> Any:
    """Ada's deputy."""
    who = person("Zyta", "Zastępcza", email="zyta@example.org")
    services.name_deputy(by=ada, membership=services.seat(edition=edition, user=who), deputy=True)
    return who


def former(person: Any, edition: Any, ada: Any, dov: Any) -> Any:
    """Who coordinated the network before Ada: handed it over and stayed a member."""
    who = person("Fela", "Dawna", email="fela@example.org")
    services.appoint_coordinator(by=dov, network=edition.network, user=who)
    handover = services.start_handover(by=who, edition=edition, successor=ada)
    services.accept_handover(by=ada, handover=handover)
    assert _place(who, edition).role == "member"
    return who


def far(person: Any, other_county: Any) -> Any:
    """The county coordinator of another county."""
    from datetime import date

    from accounts.models import RoleAssignment

    who = person("Daga", "Daleka", email="daga@example.org")
    from_on = date.today() - timedelta(days=30)
    RoleAssignment.objects.create(user=who, role="county_coordinator", from_on=from_on, county=other_county)
    return who


def meeting(ada: Any, edition: Any) -> Any:
    """A meeting of Ada's network that begins in a moment: its room is open."""
    from kit import clock
    from meetings import services as meetings

    starts_at = clock.now() + timedelta(minutes=5)
    return meetings.plan(
        by=ada,
        edition=edition,
        title="Spotkanie sieci",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )


def expert_pass(meeting: Any, ada: Any) -> Any:
    """A pass to that meeting, of somebody without an account."""
    from meetings.passes import services as passes

    return passes.issue(by=ada, meeting=meeting, name="Maria Zasadna", email="maria@example.org")


def open_pass(client: Any, held: Any) -> None:
    """Open the link of the pass's letter in this browser."""
    from meetings.passes import selectors

    answer = client.get(f"/przepustka/{selectors.signed(held)}/")
    assert answer.status_code == 302, answer.status_code
