"""Doors of needs, votes and anonymous questions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kit import clock
from networks.needs import services
from networks.needs.models import Need
from tests.access.doors import Door


def _in(name: str, world: Any, **more: Any) -> str:
    return reverse(f"needs:{name}", kwargs={"slug": world.fixture("network").slug, **more})


def _get(name: str) -> Any:
    return lambda world, client: client.get(_in(name, world))


def _need(world: Any) -> Need:
    return Need.objects.first() or services.report(
        by=world.fixture("hal"), county=world.fixture("county"), title="Potrzeba", text="Opis"
    )


def _vote(world: Any, client: Any) -> Any:
    proposal = services.propose(
        by=world.fixture("ewa"), edition=world.fixture("edition"), title="Pomysł", closes_on=clock.today()
    )
    return client.post(_in("vote", world, number=proposal.pk), {"option": proposal.options.get().pk})


def _report(world: Any, client: Any) -> Any:
    return client.get(reverse("needs:report"))


def _decide(world: Any, client: Any) -> Any:
    return client.post(_need(world).get_absolute_url(), {"act": "analyse"})


def _open(world: Any, client: Any) -> Any:
    return client.get(reverse("needs:open_network", kwargs={"number": _need(world).pk}))


DOORS = [
    Door(row="need_report", name="report", surface="page", opens=_report),
    Door(row="need_read", name="need", surface="page", opens=lambda w, c: c.get(_need(w).get_absolute_url())),
    Door(row="need_decide", name="decide", surface="page", opens=_decide),
    Door(row="need_decide", name="open a network", surface="page", opens=_open),
    Door(row="county_needs", name="list", surface="page", opens=lambda w, c: c.get(reverse("needs:county"))),
    Door(row="voices_read", name="needs and offers", surface="page", opens=_get("wishes")),
    Door(row="voices_read", name="votes", surface="page", opens=_get("proposals")),
    Door(row="voices_read", name="questions", surface="page", opens=_get("questions")),
    Door(row="voices_speak", name="vote", surface="page", opens=_vote),
    Door(
        row="voices_speak",
        name="ask anonymously",
        surface="page",
        opens=lambda w, c: c.post(_in("questions", w), {"words": "Pytanie"}),
    ),
    Door(row="voices_speak", name="propose", surface="page", opens=_get("propose")),
]
