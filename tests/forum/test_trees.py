"""The order of a conversation is the order of its tree, whatever is answered."""

from hypothesis import given
from hypothesis import strategies as st

from forum.trees import LEVELS, LONGEST, level_of, place_of


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=60))
def test_places_sort_as_the_conversation_is_read(choices):
    places, parents = {}, {}
    for number, choice in enumerate(choices, start=1):
        parent = choice % number or None
        parents[number] = parent
        places[number] = place_of(number, places[parent] if parent else "")

    def shown_under(number):
        parent = parents[number]
        while parent and level_of(places[parent]) >= LEVELS:
            parent = parents[parent]
        return parent

    def read(under):
        for number in sorted(places):
            if shown_under(number) == under:
                yield number
                yield from read(number)

    assert sorted(places, key=places.get) == list(read(None))
    assert all(len(place) <= LONGEST for place in places.values())
