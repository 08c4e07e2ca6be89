"""“We use it too”, questions to the authors, and the moderation of both."""

from __future__ import annotations

import uuid

import pytest

from kit.verdicts import NotThere, Refused
from moderation.registry import MODERATED
from networks.outcomes import rules, selectors, services
from networks.outcomes.models import SchoolUse
from notifications.models import Notice
from tests.outcomes.conftest import fresh

pytestmark = pytest.mark.django_db


def _drawn(client, page):
    return client.get(f"/efekty/{page.slug}/").content.decode()


def test_a_school_says_that_it_uses_it_once(public, page, neighbour, person, other_school, client):
    key = uuid.uuid4()
    made = [services.say_we_use(by=neighbour, outcome=public, words="W piątych.", key=key) for _time in range(2)]
    assert made[0] == made[1]
    drawn = _drawn(client, page)
    assert "Szkoła Podstawowa w Dębowie" in drawn
    assert "W piątych." in drawn
    assert str(neighbour) not in drawn
    colleague = person("Ola", "Druga")
    colleague.profile.institution = other_school
    colleague.profile.save()
    with pytest.raises(Refused):
        services.say_we_use(by=colleague, outcome=public)
    with pytest.raises(Refused):
        services.take_use_back(by=colleague, use=made[0])
    services.take_use_back(by=neighbour, use=made[0])
    assert "Szkoła Podstawowa w Dębowie" not in _drawn(client, page)
    services.say_we_use(by=colleague, outcome=public)
    assert SchoolUse.objects.filter(taken_back_at=None).count() == 1


def test_authors_own_school_and_people_without_a_school_do_not(public, ben, ewa, school, nina, proposal):
    ben.profile.institution = ewa.profile.institution = school
    ben.profile.save()
    ewa.profile.save()
    for by in (ben, ewa, nina):
        with pytest.raises(Refused):
            services.say_we_use(by=by, outcome=public)
    with pytest.raises(Refused):
        services.say_we_use(by=nina, outcome=proposal)
    assert not SchoolUse.objects.exists()


def test_a_question_goes_to_the_authors_and_the_answer_to_the_asker(public, page, neighbour, ben, cleo, ewa, client):
    question = services.ask(by=neighbour, outcome=public, words="Ile trwa jedna karta?")
    assert Notice.objects.filter(kind="outcomes.asked", user=ben).exists()
    assert list(selectors.questions_for(ben)) == [question]
    for outsider in (cleo, ewa):
        with pytest.raises(NotThere):
            selectors.question_for(outsider, question.pk)
        with pytest.raises(Refused):
            services.answer(by=outsider, question=question, words="Nie wiem.", shown=True)
    with pytest.raises(Refused):
        services.answer(by=neighbour, question=question, words="Sam sobie.", shown=True)
    services.answer(by=ben, question=question, words="Dziesięć minut.", shown=False)
    assert Notice.objects.filter(kind="outcomes.answered", user=neighbour).exists()
    assert "Ile trwa" not in _drawn(client, page)
    services.answer(by=ben, question=question, words="Dziesięć minut.", shown=True)
    drawn = _drawn(client, page)
    assert "Dziesięć minut." in drawn
    assert str(neighbour) not in drawn
    assert not selectors.questions_for(ben).exists()


def test_questions_are_few_at_once_and_not_ones_own(public, neighbour, ben):
    for number in range(rules.MOST_OPEN_QUESTIONS):
        services.ask(by=neighbour, outcome=public, words=f"Pytanie {number}?")
    with pytest.raises(Refused):
        services.ask(by=neighbour, outcome=public, words="Jeszcze jedno?")
    with pytest.raises(Refused):
        services.ask(by=ben, outcome=public, words="Do siebie?")


def test_when_no_author_is_left_the_coordinator_answers(public, neighbour, ben, ada):
    ben.is_active = False
    ben.save()
    question = services.ask(by=neighbour, outcome=public, words="Kto odpowie?")
    assert Notice.objects.filter(kind="outcomes.asked", user=ada).exists()
    services.answer(by=ada, question=question, words="Ja.", shown=True)
    assert fresh(question).answered_by == ada


def test_what_is_public_can_be_reported_and_hidden(public, page, neighbour, ben, ada, iga, ewa, client):
    use = services.say_we_use(by=neighbour, outcome=public, words="Gżegżółka.")
    question = services.ask(by=neighbour, outcome=public, words="Kukułka?")
    services.answer(by=ben, question=question, words="Nie, gżegżółka.", shown=True)
    for name, thing, word in (("outcome_use", use, "Gżegżółka."), ("outcome_question", question, "Kukułka?")):
        papers = MODERATED[name]
        assert papers.find(ewa, thing.pk) == thing
        assert papers.may_judge(ada, thing)
        assert papers.may_judge(iga, thing)
        assert not papers.may_judge(ewa, thing)
        assert word in _drawn(client, page)
        papers.hide(thing)
        assert word not in _drawn(client, page)
        with pytest.raises(NotThere):
            papers.find(ewa, thing.pk)
        papers.show(thing)
        assert word in _drawn(client, page)


def test_a_report_from_outside_finds_the_outcome_by_its_address(public, page):
    papers = MODERATED["outcome"]
    assert papers.at(f"/efekty/{page.slug}/") == public
    papers.hide(public)
    assert papers.at(f"/efekty/{page.slug}/") is None
    assert papers.at("/efekty/") is None


def test_a_question_that_is_not_shown_is_nobody_elses(public, neighbour, ewa):
    question = services.ask(by=neighbour, outcome=public, words="Między nami?")
    with pytest.raises(NotThere):
        MODERATED["outcome_question"].find(ewa, question.pk)
    assert not rules.readable_questions(ewa).exists()
