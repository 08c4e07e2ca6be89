"""Each rule and its queryset twin say the same, whatever the memberships and states are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks import rules
from networks.enums import Role
from networks.models import Edition, Membership, Network, NetworkReport
from networks.states import EditionState, MembershipState, ReportState

PLACES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(Role.values),
        st.sampled_from(MembershipState.values),
        st.sampled_from([None, -1, 0, 1]),
    ),
    max_size=3,
    unique_by=lambda place: place[0],
)
YEARS = st.lists(
    st.tuples(st.sampled_from(EditionState.values), st.booleans(), st.sampled_from(ReportState.values)),
    min_size=3,
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PLACES, years=YEARS, supervises=st.booleans(), active=st.booleans())
def test_rules_and_their_twins_are_equal(places, years, supervises, active, nina, county, other_county, school_year):
    from accounts.models import RoleAssignment

    with transaction.atomic():
        editions = []
        for number, (state, current, report) in enumerate(years):
            network = Network.objects.create(
                title=f"Sieć {number}", slug=f"siec-{number}", county=[county, other_county, county][number]
            )
            edition = Edition.objects.create(network=network, school_year=school_year, state=state, is_current=current)
            NetworkReport.objects.create(edition=edition, state=report)
            editions.append(edition)
        for number, role, state, days in places:
            ends_on = None if days is None else date.today() + timedelta(days=days)
            Membership.objects.create(edition=editions[number], user=nina, role=role, state=state, ends_on=ends_on)
        if supervises:
            RoleAssignment.objects.create(
                user=nina, role="county_coordinator", county=county, from_on=date.today() - timedelta(days=1)
            )
        nina.is_active = active
        twins = [
            (rules.may_enter, rules.enterable_networks),
            (rules.may_write, rules.writable_networks),
            (rules.may_steer, rules.steerable_networks),
            (rules.may_supervise, rules.supervised_networks),
            (rules.may_read_card, rules.listed_networks),
        ]
        for single, many in twins:
            one_by_one = {network for network in Network.objects.all() if single(nina, network)}
            assert one_by_one == set(many(nina)), single.__name__
        read = {report for report in NetworkReport.objects.all() if rules.may_read_report(nina, report)}
        assert read == set(rules.readable_reports(nina))
        transaction.set_rollback(True)
    nina.is_active = True


def test_an_expert_is_out_the_day_after_the_last_one(edition, gen, network, monkeypatch):
    Membership.objects.filter(user=gen).update(ends_on=date.today())
    assert rules.may_enter(gen, network)
    monkeypatch.setattr("kit.clock.today", lambda: date.today() + timedelta(days=1))
    assert not rules.may_enter(gen, network)
    assert network not in rules.enterable_networks(gen)


@pytest.mark.parametrize("state", [EditionState.CLOSED, EditionState.ARCHIVED])
def test_a_closed_year_is_read_and_not_written(edition, network, ben, state):
    Edition.objects.update(state=state)
    assert rules.may_enter(ben, network)
    refused = rules.may_write(ben, network)
    assert not refused
    assert refused.reason


def test_a_draft_exists_for_its_coordinator_only(edition, network, ada, ben, nina):
    Edition.objects.update(state=EditionState.DRAFT)
    assert rules.may_enter(ada, network)
    assert not rules.may_enter(ben, network)
    assert not rules.may_read_card(nina, network)


def test_only_the_county_coordinator_and_administrators_open_and_appoint(county, other_county, network, people_of_all):
    may_open = {name for name, person in people_of_all.items() if rules.may_open_network(person, county)}
    may_appoint = {name for name, person in people_of_all.items() if rules.may_appoint(person, network)}
    assert may_open == may_appoint == {"dov", "jan"}
    assert not rules.may_open_network(people_of_all["dov"], other_county)


@pytest.fixture
def people_of_all(request):
    names = ["ada", "ben", "cleo", "dov", "gen", "hal", "iga", "jan", "nina", "sara"]
    return {name: request.getfixturevalue(name) for name in names}
