"""Which moment fits most, and whose answers can still change that."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import CalendarBreak
from meetings import services as meetings
from meetings.datepolls import selectors, services
from meetings.datepolls.selectors import Column, ranked, rivals_of
from tests.datepolls.conftest import at

WORDS = ["yes", "if_needed", "no", ""]


def columns_of(table: list[list[str]]) -> list[Column]:
    """Columns of a table of people × moments."""
    width = len(table[0])
    return [
        Column(
            moment=SimpleNamespace(starts_at=number),
            yes=sum(row[number] == "yes" for row in table),
            if_needed=sum(row[number] == "if_needed" for row in table),
            no=sum(row[number] == "no" for row in table),
            silent=[place for place, row in enumerate(table) if not row[number]],
        )
        for number in range(width)
    ]


@given(st.data())
def test_a_settled_moment_stays_the_best_whatever_the_silent_say(data):
    width = data.draw(st.integers(2, 5))
    table = data.draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), min_size=1, max_size=8)
    )
    columns = columns_of(table)
    best = ranked(columns)[0]
    rivals = rivals_of(best, columns)
    filled = [[said or data.draw(st.sampled_from(WORDS[:3])) for said in row] for row in table]
    after = columns_of(filled)
    place = columns.index(best)
    if not rivals:
        assert after[place].can == max(one.can for one in after)
    else:  # somebody's answer can change it: there is a way to fill the silence so that another moment gathers more
        other = columns.index(rivals[0])
        worst = [[said or ("yes" if number == other else "no") for number, said in enumerate(row)] for row in table]
        assert columns_of(worst)[other].can > columns_of(worst)[place].can


@pytest.mark.django_db
def test_the_board_names_breaks_clashes_and_who_is_needed(ask, ada, ben, ewa, gen, edition, county):
    poll = ask(moments=[at(10), at(11)])
    first, second = poll.moments.all()
    CalendarBreak.objects.create(name="ferie", starts_on=at(11).date(), ends_on=at(12).date())
    meetings.plan(
        by=ada, edition=edition, title="Inne", kind="working", mode="online", agenda=[],
        starts_at=at(10), ends_at=at(10, 18),
    )  # fmt: skip
    for user in (ada, ben, ewa):
        services.answer(by=user, poll=poll, said={first.pk: "yes", second.pk: "no"})
    board = selectors.board_of(selectors.poll_for(ada, poll.pk), ada)
    assert [(one.can, one.in_break, one.clash, one.mine) for one in board.columns] == [
        (3, "", "Inne", "yes"), (0, "ferie", "", "no"),
    ]  # fmt: skip
    assert (board.best.moment, board.is_settled, board.silent, board.needed) == (first, True, [gen], [])
    services.answer(by=ben, poll=poll, said={first.pk: "no", second.pk: "yes"})
    services.answer(by=ewa, poll=poll, said={first.pk: "no", second.pk: "if_needed"})
    board = selectors.board_of(selectors.poll_for(ada, poll.pk), ada)
    assert (board.best.moment, board.is_settled, board.needed) == (second, True, [])
    services.answer(by=ewa, poll=poll, said={first.pk: "no", second.pk: "no"})
    board = selectors.board_of(selectors.poll_for(ada, poll.pk), ada)
    assert (board.best.moment, board.is_settled, board.needed) == (first, False, [gen])


@pytest.mark.django_db
def test_nobody_has_answered_so_everybody_is_needed(poll, ada, ben):
    board = selectors.board_of(selectors.poll_for(ben, poll.pk), ben)
    assert (board.best, board.is_settled, board.mine_missing) == (None, False, 3)
    assert set(board.needed) == {ada, ben}
