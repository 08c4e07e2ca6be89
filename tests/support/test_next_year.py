"""What the council adopted opens the next year: taken up as a need, or dropped with a reason (D22, D41)."""

from __future__ import annotations

from typing import Any

import pytest

from kit.verdicts import Refused
from support import services
from support.models import Process, Recommendation
from support.states import State
from tests.support import walking


@pytest.fixture
def second(started: Any, sara: Any, hal: Any, dov: Any, days: Any) -> Process:
    """The process after one that is closed, in its diagnosis."""
    first = walking.to(State.CLOSED, started, sara, hal)
    found = services.open_process(by=dov, institution=first.institution, title="Rok drugi", follows=first, **days)
    return services.agree(by=hal, process=found)


def test_closing_adopts_the_recommendations_on_the_day_of_the_council(started, sara, hal):
    process = walking.to(State.CLOSED, started, sara, hal)
    advice = Recommendation.objects.get(process=process)
    assert advice.state == "adopted"
    assert advice.adopted_on == process.evaluation.council_on


def test_a_recommendation_becomes_a_need_once(second, sara):
    advice = Recommendation.objects.get(process=second.follows)
    need = services.take_up(by=sara, process=second, pk=advice.pk)
    assert (need.text, need.recommendation) == (advice.text, advice)
    before = walking.whole()
    with pytest.raises(Refused, match="nie czeka"):
        services.take_up(by=sara, process=second, pk=advice.pk)
    assert walking.whole() == before


def test_a_need_taken_out_gives_the_recommendation_back(second, sara):
    advice = Recommendation.objects.get(process=second.follows)
    need = services.take_up(by=sara, process=second, pk=advice.pk)
    services.drop_need(by=sara, process=second, pk=need.pk)
    advice.refresh_from_db()
    assert advice.state == "adopted"


def test_a_recommendation_is_not_dropped_without_a_reason(second, sara):
    advice = Recommendation.objects.get(process=second.follows)
    with pytest.raises(Refused):
        services.lay_aside(by=sara, process=second, pk=advice.pk, why="  ")
    advice.refresh_from_db()
    assert advice.state == "adopted"
    services.lay_aside(by=sara, process=second, pk=advice.pk, why="Już zrobione")
    advice.refresh_from_db()
    assert (advice.state, advice.dropped_because) == ("dropped", "Już zrobione")


def test_a_process_has_one_next_year(second, dov, days):
    """Raised whatever the title: the recommendations wait in one place."""
    before = Process.objects.count()
    with pytest.raises(Refused):
        services.open_process(
            by=dov, institution=second.institution, title="Jeszcze raz", follows=second.follows, **days
        )
    assert Process.objects.count() == before
