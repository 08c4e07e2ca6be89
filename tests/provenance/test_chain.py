"""Each step is made from the one before and links back, to readers who may open both ends."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from kit.verdicts import NotThere
from provenance import registry, selectors, services
from provenance.forms import MadeFromForm
from provenance.models import Step
from provenance.registry import MAKERS, THINGS, Card, Maker, Reference, Seed, Thing

pytestmark = pytest.mark.django_db


def _cards(hidden):
    def cards(user, pks):
        return {pk: Card(title=f"rzecz {pk}", url=f"/rzecz/{pk}/") for pk in pks if pk not in hidden}

    return cards


def _seed(user, pk):
    if pk == 13:
        raise NotThere
    return Seed(title=f"z rzeczy {pk}")


@pytest.fixture
def things():
    """Two kinds; number 13 of the first is not for our reader."""
    with THINGS.swapped(
        need=Thing(name="need", label="Potrzeba", icon="flag", cards=_cards({13}), seed=_seed),
        task=Thing(name="task", label="Zadanie", icon="flag", cards=_cards(set())),
    ):
        yield


def test_a_step_is_seen_from_both_ends_and_written_once(things, ben):
    for _twice in range(2):
        services.record(by=ben, source=Reference("need", 1), result=Reference("task", 7))
    assert Step.objects.count() == 1
    assert [link.card.url for link in selectors.chain_of(ben, "need", 1).results] == ["/rzecz/7/"]
    assert [link.card.url for link in selectors.chain_of(ben, "task", 7).sources] == ["/rzecz/1/"]
    assert not selectors.chain_of(ben, "task", 8)


def test_what_one_may_not_open_is_neither_tied_nor_shown(things, ben, ada):
    with pytest.raises(NotThere):
        services.record(by=ben, source=Reference("need", 13), result=Reference("task", 7))
    assert not Step.objects.exists()
    with pytest.raises(NotThere):
        services.seed(by=ben, source=Reference("need", 13))
    Step.objects.create(source_kind="need", source_id=13, result_kind="task", result_id=7, made_by=ada)
    assert not selectors.chain_of(ben, "task", 7)


def test_nothing_is_written_for_what_is_made_on_its_own_and_unknown_kinds_are_refused(things, ben):
    services.record(by=ben, source=None, result=Reference("task", 7))
    assert not Step.objects.exists()
    with pytest.raises(ValueError, match="not signed in"):
        services.record(by=ben, source=Reference("dream", 1), result=Reference("task", 7))
    with pytest.raises(NotThere):
        services.seed(by=ben, source=Reference("task", 7))


@pytest.mark.parametrize("words", ["task", "task:", "task:-1", "task:1x", "dream:1", "task:" + "9" * 30, "task:²"])
def test_a_form_refuses_what_names_nothing(things, words):
    form = MadeFromForm({"made_from": words})
    assert not form.is_valid()
    assert MadeFromForm({"made_from": ""}).is_valid()
    assert registry.parse("task:12") == Reference("task", 12)


@pytest.mark.parametrize("many", [10, 1000])
def test_chains_of_a_list_take_one_query_for_the_steps(things, ben, django_assert_num_queries, many):
    Step.objects.bulk_create(
        Step(source_kind="need", source_id=1 + n % 5, result_kind="task", result_id=n) for n in range(many)
    )
    with django_assert_num_queries(1):
        found = selectors.chains(ben, "task", range(many))
    assert len(found) == many
    assert all(chain.sources for chain in found.values())


def test_buttons_carry_the_source_and_stand_only_where_they_are_offered(things, ben):
    here = Maker("task", "Zrób zadanie", "flag", frozenset({"need"}), lambda place: f"/{place}/nowe/")
    never = Maker("plan", "Do planu", "flag", frozenset({"need"}), lambda place: "/", offered=lambda *_a: False)
    request = RequestFactory().get("/")
    request.user = ben
    with MAKERS.swapped(task=here, plan=never):
        words = Template(
            "{% load provenance %}{% make_from 'need' 5 'sieci' %}{% make_from 'task' 5 'sieci' %}"
        ).render(Context({"request": request}))
    assert words.count("<a ") == 1
    assert "/sieci/nowe/?z=need:5" in words


def test_the_chain_is_drawn_with_both_sides(things, ben):
    services.record(by=ben, source=Reference("need", 1), result=Reference("task", 7))
    request = RequestFactory().get("/")
    request.user = ben
    words = Template("{% load provenance %}{% chain 'need' 1 %}").render(Context({"request": request}))
    assert "/rzecz/7/" in words
    assert "Co z tego wynikło" in words
