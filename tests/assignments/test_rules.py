"""Who may do what with tasks; each single check equals its queryset twin."""

from __future__ import annotations

import pytest

from networks.assignments import rules, services
from networks.assignments.models import Assignment, Task
from networks.models import Membership
from networks.states import EditionState

pytestmark = pytest.mark.django_db

EVERYBODY = ("ada", "ben", "ewa", "gen", "cleo", "dov", "jan", "nina", "sara", "hal")
TWINS = [
    (rules.may_read, rules.readable_tasks, Task),
    (rules.may_change, rules.changeable_tasks, Task),
    (rules.may_see_result, rules.seen_results, Assignment),
    (rules.may_hand_in, rules.open_for, Assignment),
    (rules.may_decide, rules.decidable, Assignment),
]


@pytest.fixture
def world(give, ada, ben, ewa, gen, other_network, cleo):
    """Tasks of every kind and state, also Ben's own and one of another network."""
    given = give(people=[ben, ewa])
    services.hand_in(by=ben, assignment=given.assignments.get(user=ben), text="<p>Zrobione</p>")
    done = give(for_all=True, title="Dla wszystkich")
    services.hand_in(by=ewa, assignment=done.assignments.get(user=ewa), text="<p>Tak</p>")
    services.accept(by=ada, assignment=done.assignments.get(user=ewa))
    give(by=ben, people=[ben], title="Moje własne")
    services.withdraw(by=ada, task=give(people=[ewa], title="Cofnięte"), words="Pomyłka")
    other = other_network.editions.get(is_current=True)
    give(by=other.memberships.get(role="coordinator").user, edition=other, people=[cleo], title="U obcych")


@pytest.mark.parametrize("state", [EditionState.ACTIVE, EditionState.CLOSED])
@pytest.mark.parametrize(("single", "many", "model"), TWINS, ids=lambda one: getattr(one, "__name__", ""))
def test_each_check_equals_its_twin(single, many, model, state, world, edition, request):
    type(edition).objects.filter(pk=edition.pk).update(state=state)
    for name in EVERYBODY:
        user = request.getfixturevalue(name)
        allowed = {thing.pk for thing in model.objects.all() if single(user, thing)}
        assert allowed == set(many(user).values_list("pk", flat=True)), name


def test_results_are_seen_by_the_person_the_giver_and_the_coordinator_only(task, part, ada, ben, ewa, gen):
    assert rules.may_see_result(ben, part)
    assert rules.may_see_result(ada, part)
    assert not rules.may_see_result(ewa, part)
    assert not rules.may_see_result(gen, part)
    assert rules.may_read(ewa, task)


def test_a_person_who_was_removed_reads_nothing(task, part, ben):
    Membership.objects.filter(user=ben).update(state="removed")
    assert not rules.may_read(ben, task)
    assert not rules.may_see_result(ben, part)
    assert not rules.may_hand_in(ben, part)
