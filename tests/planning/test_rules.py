"""Each check of the plan equals its queryset twin."""

from __future__ import annotations

import pytest

from networks.planning import rules, services
from networks.planning.models import Plan

PEOPLE = ("ada", "ben", "ewa", "gen", "cleo", "dov", "jan", "nina", "sara", "hal")


@pytest.mark.parametrize("state", ["draft", "consulted", "adopted", "completed"])
@pytest.mark.parametrize("year", ["draft", "active", "closed"])
def test_twins_are_equal(request, draft, ada, state, year):
    for who in PEOPLE:
        request.getfixturevalue(who)
    Plan.objects.update(state=state)
    draft.edition.state = year
    draft.edition.save()
    plan = Plan.objects.select_related("edition__network__county").get()
    for who in PEOPLE:
        user = request.getfixturevalue(who)
        assert bool(rules.may_read_plan(user, plan)) == rules.readable_plans(user).exists(), (who, state)
        assert bool(rules.may_write_plan(user, plan)) == rules.writable_plans(user).exists(), (who, state)


def test_a_draft_is_for_those_who_steer(draft, ada, ben, dov):
    assert rules.may_read_plan(ada, draft)
    assert not rules.may_read_plan(ben, draft)
    assert not rules.may_read_plan(dov, draft)


def test_the_county_reads_what_members_saw(consulted, dov):
    assert rules.may_read_plan(dov, consulted)
    assert not rules.may_write_plan(dov, consulted)


def test_nothing_is_written_in_a_closed_year(adopted, ada):
    adopted.edition.state = "closed"
    adopted.edition.save()
    assert not rules.may_write_plan(ada, services.plan_of(adopted.edition))
