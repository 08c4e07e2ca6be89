"""How networks live through their year: deputies, a line for places, a link, a list, a handover asked for."""

from __future__ import annotations

from typing import Any

from desk.demo.world import World
from networks import services
from networks.lists import lines_of
from networks.models import Edition, Membership

LISTED = """imię i nazwisko;e-mail;szkoła
Alicja Wrona;alicja.wrona@example.org;Szkoła Podstawowa w Lipowie
Bogdan Sowa;;Zespół Szkół w Jezierzanach
Celina Kos;celina.kos@example.org;Przedszkole nr 2 w Lipowie
Alicja Wrona;alicja.wrona@example.org;Szkoła Podstawowa w Lipowie
"""


def plant(world: World) -> None:
    """Give three networks what a year brings; the first one keeps what visitors of the demo try by themselves."""
    _first, crowded, passing, *others = world.networks
    for title in (crowded, *others):
        edition = _edition(world, title)
        services.name_deputy(by=_lead(edition), membership=_place(edition, world.members[title][0]), deputy=True)
    line_up(world, _edition(world, crowded), world.members[crowded])
    hand_over(_edition(world, passing), world.members[passing])


def _edition(world: World, title: str) -> Edition:
    return Edition.objects.select_related("network").get(network=world.networks[title], is_current=True)


def _lead(edition: Edition) -> Any:
    return edition.memberships.select_related("user").get(role="coordinator").user


def _place(edition: Edition, user: Any) -> Membership:
    return Membership.objects.get(edition=edition, user=user)


def line_up(world: World, edition: Edition, members: list[Any]) -> None:
    """A full open network with three people in line, the first of whom is offered a place; a link and a list."""
    lead, network = _lead(edition), edition.network
    fresh = Edition.objects.get(pk=edition.pk)
    services.settle(
        by=lead,
        edition=edition,
        join_policy="open",
        question="",
        target_size=fresh.target_size,
        capacity=fresh.taken,
        summary=network.summary,
        description=network.description,
    )
    edition = Edition.objects.select_related("network").get(pk=edition.pk)
    outside = [person for person in world.others if not edition.memberships.filter(user=person).exists()]
    for person in outside[:3]:
        services.join(by=person, edition=edition)
    services.leave(by=members[-1], edition=edition)
    services.make_link(by=lead, edition=edition, days=30, most_uses=15)
    services.invite_list(by=lead, edition=edition, lines=lines_of(LISTED))


def hand_over(edition: Edition, members: list[Any]) -> None:
    """Two members nominate a third, whom the coordinator asks to take the network over."""
    candidate = members[2]
    services.nominate(
        by=members[3], edition=edition, candidate=candidate, words="Od lat prowadzi świetne lekcje otwarte."
    )
    services.nominate(by=members[4], edition=edition, candidate=candidate)
    services.start_handover(
        by=_lead(edition),
        edition=edition,
        successor=candidate,
        words="Od września zmieniam szkołę. Znasz tę sieć od początku i chętnie pomogę na starcie.",
    )
