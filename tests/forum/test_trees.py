"""The order of a conversation is the order of its tree, whatever is answered."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.models import Post
from forum.trees import DEEPEST, LEVELS, LONGEST, WIDTH, above, branch_of, level_of, place_of

TREES = 10_000


def grown(choices):
    """Parents and places of a conversation in which post n answers `choices[n] % n` (0: the thread)."""
    parents, places = {}, {}
    for number, choice in enumerate(choices, start=1):
        parent = choice % number or None
        parents[number] = parent
        places[number] = place_of(number, places[parent] if parent else "")
    return parents, places


def read_aloud(parents, places):
    """The numbers as somebody would read the tree: each post, then its answers by time."""
    children = {}
    for number, answered in parents.items():
        shown_under = answered
        while shown_under and level_of(places[shown_under]) >= DEEPEST:
            shown_under = parents[shown_under]
        children.setdefault(shown_under, []).append(number)
    order, waiting = [], [*reversed(children.get(None, []))]
    while waiting:
        number = waiting.pop()
        order.append(number)
        waiting += reversed(children.get(number, []))
    return order


def holds(choices):
    parents, places = grown(choices)
    assert sorted(places, key=places.get) == read_aloud(parents, places)
    assert all(len(place) <= LONGEST for place in places.values())
    return parents, places


def test_ten_thousand_random_trees_are_read_in_order():
    chance = random.Random(20261122)
    for _count in range(TREES):
        chain = 0.9 if chance.random() < 0.3 else 0
        numbers = range(1, chance.randint(2, 46))
        holds([number - 1 if chance.random() < chain else chance.randint(0, 10**6) for number in numbers])


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=80))
def test_any_tree_is_read_in_order_and_every_post_stands_on_the_page_of_its_branch(choices):
    _parents, places = holds(choices)
    for number, place in places.items():
        level, branch = level_of(place), branch_of(place)
        assert [above(place, at) for at in range(level + 1)][-1] == number
        if branch is None:
            assert level <= LEVELS
        else:
            assert place.startswith(places[branch])
            assert 1 <= level - level_of(places[branch]) <= LEVELS


def test_a_chain_longer_than_the_longest_path_goes_on_in_order_of_time():
    _parents, places = holds(range(DEEPEST + 30))
    assert level_of(places[DEEPEST + 20]) == DEEPEST
    assert len(places[DEEPEST + 20]) == WIDTH * (DEEPEST + 1)


@pytest.mark.parametrize("seed", range(4))
def test_the_database_sorts_as_the_tree_is_read(thread, ben, work_done, seed):
    from forum.services import reply

    chance = random.Random(seed)
    choices, parents = [0], {1: None}
    for number in range(2, 40):
        answered = chance.randint(0, number - 1)
        reply(by=ben, thread=thread, text=f"<p>{number}</p>", parent=answered or None)
        parents[number] = answered if answered > 1 else None
        choices.append(answered)
    work_done()
    rows = list(Post.objects.filter(thread=thread).order_by("place").values_list("number", "place", "depth"))
    assert [number for number, _place, _depth in rows] == read_aloud(
        parents, {number: place for number, place, _d in rows}
    )
    assert all(depth == level_of(place) for _number, place, depth in rows)
    answered = {number: list(parents.values()).count(number) for number in parents}
    assert dict(Post.objects.filter(thread=thread).values_list("number", "answers")) == answered
