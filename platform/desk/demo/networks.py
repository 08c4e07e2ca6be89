"""Eight networks over two school years."""

from __future__ import annotations

from datetime import timedelta

from desk.demo import words
from desk.demo.world import World
from directory.models import County, Subject
from directory.selectors import current_school_year, school_year_for
from networks.models import Edition
from networks.services import open_network, seat
from networks.states import EditionState

SIZE = 13
"""Members of a demo network beside its coordinator: most networks have a few places left."""


def plant(world: World) -> None:
    """Open the networks, seat their members, and let each have had a year before."""
    year = current_school_year()
    heads = {"1491": world.people["powiat"], "1492": world.people["powiat-jezioranski"]}
    for number, told in enumerate(words.read("networks")["networks"]):
        county = County.objects.get(code=told["county"])
        first = number == 0
        coordinator = world.people["koordynatorka"] if first else world.others[number * 6]
        network = open_network(
            by=heads[told["county"]],
            title=told["title"],
            county=county,
            school_year=year,
            coordinator=coordinator,
            kind=told["kind"],
            audience=told["audience"],
            summary=told["summary"],
            description=told["description"],
        )
        network.subjects.set(Subject.objects.filter(slug__in=told["subjects"]))
        edition = network.editions.get(school_year=year)
        Edition.objects.filter(pk=edition.pk).update(goal=told["goal"])
        members = [world.others[(number * 6 + step) % len(world.others)] for step in range(1, SIZE + 1)]
        if first:
            members = [world.people["nauczycielka"], world.people["nauczyciel"], *members]
            seat(edition=edition, user=world.people["ekspertka"], role="expert", ends_on=year.ends_on)
        if told["title"].startswith("Dyrektor"):
            members.insert(0, world.people["dyrektor"])
        for member in members:
            seat(edition=edition, user=member)
        world.networks[told["title"]], world.members[told["title"]] = network, members
        year_before(network, edition, [coordinator, *members[:10]])


def year_before(network: object, edition: Edition, members: list) -> None:
    """The same network a year ago, closed and readable in figures."""
    last = school_year_for(edition.school_year.starts_on - timedelta(days=30))
    past = Edition.objects.create(
        network=edition.network, school_year=last, is_current=False, state=EditionState.ACTIVE, goal=edition.goal
    )
    for member in members:
        role = "coordinator" if member == members[0] else "member"
        seat(edition=past, user=member, role=role)
    Edition.objects.filter(pk=past.pk).update(state=EditionState.CLOSED)
