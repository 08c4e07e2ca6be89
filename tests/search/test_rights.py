"""Nobody finds what they may not read: every kind, random memberships, roles, states and a late index (SR-01, SR-02).

Each thing holds a word of its own. Whatever is asked, in results, counts, facets, suggestions, marks and mended slips
no word stands that belongs to something its asker may not read; with a level index what it gives them is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from kit import clock
from search import keeping, selectors, services
from search.registry import ENTRIES, entry_for
from tests.cast import _seated

pytestmark = pytest.mark.django_db
SHARED = "chryzantema"
"""Stands in everything."""
LETTERS = "bcdfghjklm"
PEOPLE = ("ada", "ben", "cleo", "dov", "gen", "hal", "nina", "olga", "visitor")


def secret(number: int) -> str:
    """A word that only one thing has and that is a slip of no other's."""
    return "qx" + "".join(2 * LETTERS[int(digit)] for digit in f"{number:03d}") + "vw"


@dataclass
class World:
    """Things with their words, people, and networks with their years."""

    people: dict[str, Any]
    editions: list[Any]
    counties: list[Any]
    things: list[Any] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def title(self) -> str:
        """A title for the next thing."""
        self.words.append(secret(len(self.words)))
        return f"{SHARED} {self.words[-1]}"

    def add(self, *things: Any) -> None:
        """Things made with the last title; further things that speak of it share its word."""
        self.things += [(self.words[-1], thing) for thing in things]

    def level(self) -> None:
        """The index knows everything as it is now."""
        for _word, thing in self.things:
            services.index(label=thing._meta.label_lower, number=thing.pk)

    def readable(self, user: Any) -> dict[str, list[Any]]:
        """By word, the things of it that `user` may read now; asked of each kind's own rule."""
        found: dict[str, list[Any]] = {}
        for word, thing in self.things:
            entry = entry_for(thing)
            if entry.among(user).filter(pk=thing.pk).exists():
                found.setdefault(word, []).append((entry, thing))
        return found


def _of_network(world: World, edition: Any, head: Any, member: Any) -> None:
    """One thing of each kind that a network has."""
    from forum.models import Section
    from forum.services import open_thread
    from meetings.services import plan as plan_meeting
    from networks.announcements.services import announce
    from networks.assignments.services import give
    from networks.blogs import services as blogs
    from networks.planning import services as planning
    from resources.models import Resource, folded

    network, soon = edition.network, clock.now() + timedelta(days=3)
    section = Section.objects.filter(network=network).first()
    thread = open_thread(by=member, network=network, section=section, title=world.title(), text="<p>Treść</p>")
    world.add(thread, thread.posts.get())
    world.add(announce(by=head, network=network, title=world.title(), text="<p>Treść</p>"))
    world.add(give(by=head, edition=edition, title=world.title(), due_at=soon, for_all=True))
    world.add(
        plan_meeting(
            by=head, edition=edition, title=world.title(), kind="working", mode="online", starts_at=soon,
            ends_at=soon + timedelta(hours=1), agenda=[],
        )
    )  # fmt: skip
    words = {"lead": "Zdanie.", "form": "free", "body": "<p>Treść</p>", "tags": []}
    world.add(
        blogs.show(by=member, entry=blogs.begin(by=member, network=network, values=words | {"title": world.title()}))
    )
    day = edition.school_year.starts_on + timedelta(days=80)
    world.add(
        planning.add_point(by=head, edition=edition, kind="task", title=world.title(), starts_on=day, ends_on=day)
    )
    title = world.title()
    world.add(
        Resource.objects.create(
            network=network, title=title, folded=folded(title), licence="cc_by", visibility="network", created_by=member
        )
    )


@pytest.fixture
def world(request: Any, network: Any, other_network: Any, county: Any, other_county: Any, settings: Any) -> World:
    """Two networks with everything in them, what belongs to counties and to everybody; the index is level."""
    from accounts.services import change_profile
    from networks.announcements.services import announce
    from networks.experts.services import add_expert
    from networks.needs.services import report

    settings.MEILISEARCH_URL = ""
    people = {name: request.getfixturevalue(name) for name in PEOPLE if name not in {"visitor", "olga"}}
    editions = [one.editions.get(is_current=True) for one in (network, other_network)]
    olga = editions[1].memberships.get(role="coordinator").user
    people |= {"olga": olga, "visitor": AnonymousUser()}
    world = World(people, editions, [county, other_county])
    _of_network(world, editions[0], people["ada"], people["ben"])
    _of_network(world, editions[1], olga, people["cleo"])
    world.add(report(by=people["hal"], county=county, title=world.title(), text="Opis"))
    world.add(announce(by=people["dov"], county=county, title=world.title(), text="<p>Treść</p>"))
    values = {"name": world.title(), "provider": "trainer", "topics": "ocenianie", "agreed_on": clock.today()}
    world.add(add_expert(by=people["dov"], county=county, values=values))
    for person, found_by in ((people["ben"], "networks"), (olga, "signed_in")):
        world.add(change_profile(by=person, topics=world.title(), topics_found_by=found_by))
    for edition in editions:
        edition.network.summary = world.title()
        edition.network.save()
        world.add(edition.network)
    world.level()
    return world


def _thing(world: World, label: str, number: int) -> Any:
    found = [thing for _word, thing in world.things if thing._meta.label_lower == label]
    return found[number % len(found)]


def _set(world: World, label: str, number: int, **values: Any) -> None:
    thing = _thing(world, label, number)
    type(thing).objects.filter(pk=thing.pk).update(**values)


def _share(world: World, number: int, state: str) -> None:
    _set(world, "resources.resource", number, visibility=state)
    _thing(world, "resources.resource", number).shared_with.set([world.editions[(number + 1) % 2].network])


def _plan(world: World, number: int, state: str) -> None:
    plan = _thing(world, "planning.point", number).plan
    type(plan).objects.filter(pk=plan.pk).update(state=state)


def _belongs(world: World, name: str, number: int, role: str) -> None:
    """The person's only place in the network: `role`, or none."""
    user, edition = world.people[name], world.editions[number]
    if not user.is_authenticated:
        return
    edition.memberships.filter(user=user).delete()
    if role:
        _seated(user, edition, role)


def _county_role(world: World, name: str, number: int, begun: bool) -> None:
    user = world.people[name]
    if not user.is_authenticated:
        return
    from accounts.models import RoleAssignment

    RoleAssignment.objects.filter(user=user).delete()
    if begun:
        RoleAssignment.objects.create(
            user=user, role="county_coordinator", county=world.counties[number],
            from_on=clock.today() - timedelta(days=3),
        )  # fmt: skip


def _activity(world: World, name: str, on: bool) -> None:
    user = world.people[name]
    type(user).objects.filter(pk=user.pk).update(is_active=on)


NOW = clock.now()
WHICH = st.integers(0, 1)
PERSON = st.sampled_from(PEOPLE)
ACTS: st.SearchStrategy[tuple[Callable[..., None], tuple[Any, ...]]] = st.one_of(
    st.tuples(st.just(_belongs), st.tuples(PERSON, WHICH, st.sampled_from(["", "member", "expert"]))),
    st.tuples(st.just(_county_role), st.tuples(PERSON, WHICH, st.booleans())),
    st.tuples(st.just(_share), st.tuples(WHICH, st.sampled_from(["network", "networks", "signed_in", "public"]))),
    st.tuples(st.just(_plan), st.tuples(WHICH, st.sampled_from(["draft", "consulted", "adopted"]))),
    st.tuples(
        st.just(lambda world, number, row, at: _set(world, row[0], number, **{row[1]: at})),
        st.tuples(
            WHICH,
            st.sampled_from(
                [("resources.resource", "hidden_at"), ("forum.post", "hidden_at"), ("forum.post", "deleted_at"),
                 ("announcements.announcement", "withdrawn_at"), ("assignments.task", "withdrawn_at"),
                 ("experts.expert", "retired_at"), ("blogs.blogpostpage", "hidden_at")]
            ),
            st.sampled_from([None, NOW]),
        ),
    ),
    st.tuples(
        st.just(lambda world, number, state: _set(world, "accounts.profile", number, topics_found_by=state)),
        st.tuples(WHICH, st.sampled_from(["nobody", "networks", "signed_in"])),
    ),
    st.tuples(st.just(_activity), st.tuples(st.sampled_from(PEOPLE[:-1]), st.booleans())),
)  # fmt: skip


def _fresh(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk) if user.is_authenticated else user


def _shown(results: selectors.Results, suggested: list[selectors.Hit]) -> str:
    """Every word an answer says, in one text."""
    choices = [choice.name for choices in results.facets.values() for choice in choices]
    parts: list[Any] = [results.corrected, *choices]
    for hit in [*results.hits, *results.who, *suggested]:
        parts += [hit.title, hit.plain_title, hit.snippet, hit.url, json.dumps(hit.facets)]
    return " ".join(str(part) for part in parts).lower()


def _asks(world: World, chosen: int) -> list[str]:
    word = world.words[chosen % len(world.words)]
    slip = word[:3] + word[4:]
    return [SHARED, "chryzantmea", word, slip, f'"{SHARED} {word}"', f"{SHARED} -{word}", f"{SHARED} nieistniejące"]


def _check(world: World, user: Any, chosen: int, *, is_level: bool) -> None:
    readable = world.readable(user)
    forbidden = set(world.words) - set(readable)
    most = sum(len(things) for things in readable.values())
    for ask in _asks(world, chosen):
        results, suggested = selectors.find(user, ask, size=100), selectors.suggest(user, ask, size=100)
        shown = _shown(results, suggested)
        leaked = {word for word in forbidden if word in shown}
        assert not leaked, (ask, leaked)
        assert results.total == len(results.hits) <= most
        assert sum(choice.count for choice in results.kinds) <= most
        assert all(choice.count <= most for choices in results.facets.values() for choice in choices)
        if ask == SHARED and is_level:
            assert _for(user, readable) <= {word for word in world.words if word in shown}


def _for(user: Any, readable: dict[str, list[Any]]) -> set[str]:
    """Words of what the index holds for this reader; some rights reach further than that (a county reads plans)."""
    audience = selectors.audience_of(user)
    found = {word: [entry.face(_now(thing)) for entry, thing in things] for word, things in readable.items()}
    return {word for word, faces in found.items() if any(face and audience & set(face.audience) for face in faces)}


def _now(thing: Any) -> Any:
    return entry_for(thing).rows().get(pk=thing.pk)


@pytest.mark.parametrize("is_shared", [False, True], ids=["alone", "sharing memory"])
def test_nothing_is_found_counted_suggested_or_marked_that_may_not_be_read(
    world: World, settings: Any, is_shared: bool
) -> None:
    settings.CACHE_IS_SHARED, settings.SEARCH_AUDIENCE_SECONDS = is_shared, 15 * is_shared

    @given(acts=st.lists(ACTS, max_size=5), asker=PERSON, chosen=st.integers(0, 40), is_level=st.booleans())
    @hypothesis(
        max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
    )
    def nothing(acts: list[Any], asker: str, chosen: int, is_level: bool) -> None:
        mark = transaction.savepoint()
        try:
            # What was asked before the change must not answer after it.
            selectors.find(_fresh(world.people[asker]), SHARED)
            for act, values in acts:
                act(world, *values)
            if is_level:
                world.level()
                cache.clear()
            _check(world, _fresh(world.people[asker]), chosen, is_level=is_level)
        finally:
            transaction.savepoint_rollback(mark)
            keeping.index_moved()

    nothing()


def test_every_kind_that_people_write_is_in_the_world(world: World) -> None:
    """A new kind must be put here, or stand among those that are public as they are."""
    here = {entry_for(thing).name for _word, thing in world.things}
    assert {entry.name for entry in ENTRIES} - here == {"outcome", "network_page", "news"}
