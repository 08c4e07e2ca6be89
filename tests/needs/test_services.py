"""Needs, offers, votes and anonymous questions: what each refuses, and that secrets stay secret."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from networks.models import Network
from networks.needs import rules, selectors, services
from networks.needs.matching import matches, stems
from networks.needs.models import Ballot, Need, Option, Proposal, Question, Reply, Wish
from notifications.models import Notice
from provenance.selectors import chain_of


@pytest.fixture
def need(hal, county, school):
    return services.report(
        by=hal, county=county, title="Niepokój przed sprawdzianem", text="Coraz więcej uczniów.", institution=school
    )


def put(edition, by, **values):
    fields = {"title": "Temat lutego", "closes_on": clock.today(), "kind": "single", "options": ["Błąd", "Gry"]}
    return services.propose(by=by, edition=edition, **fields | values)


# --- needs -----------------------------------------------------------------------------------------------------------


def test_a_need_reaches_the_county(dov, need):
    assert need.state == "reported"
    assert Notice.objects.filter(user=dov, kind="needs.reported").exists()
    assert selectors.waiting_needs(dov).count() == 1


def test_twice_with_one_key_is_once(hal, county):
    key = uuid4()
    first = services.report(by=hal, county=county, title="T", text="x", key=key)
    assert services.report(by=hal, county=county, title="T", text="x", key=key) == first


@pytest.mark.parametrize("who", ["hal", "ada", "ben", "jan", "nina", "sara"])
def test_only_the_county_answers(request, need, network, who):
    by = request.getfixturevalue(who)
    for act in (
        lambda: services.analyse(by=by, need=need),
        lambda: services.refuse(by=by, need=need, words="Nie."),
        lambda: services.answer_by_network(by=by, need=need, network=network),
        lambda: services.answer_by_process(by=by, need=need, words="Tak."),
    ):
        with pytest.raises(Refused):
            act()
    need.refresh_from_db()
    assert (need.state, need.network) == ("reported", None)


def test_a_refusal_needs_a_reason_and_the_reporter_is_told(need, dov, hal):
    with pytest.raises(Refused):
        services.refuse(by=dov, need=need, words="  ")
    services.refuse(by=dov, need=need, words="W tym roku brak miejsc, wrócimy we wrześniu.")
    notice = Notice.objects.get(user=hal, kind="needs.decided")
    assert "odmowa" in notice.title
    with pytest.raises(Refused):
        services.answer_by_process(by=dov, need=need, words="Jednak tak")
    assert services.analyse(by=dov, need=need).state == "analysed"


def test_several_needs_lead_to_one_network(need, dov, ben, county, network):
    other = services.report(by=ben, county=county, title="Lęk przed matematyką", text="W klasie VII.")
    for one in (need, other):
        services.answer_by_network(by=dov, need=one, network=network, words="Zapraszamy do sieci.")
    assert network.needs.count() == 2
    assert [link.card.title for link in chain_of(dov, "need", need.pk).results] == [network.title]


def test_a_network_is_opened_of_a_need_in_one_step(need, dov, ada, county, school_year):
    made = services.open_network_for(
        by=dov, need=need, title=need.title, county=county, school_year=school_year, coordinator=ada
    )
    need.refresh_from_db()
    assert (need.state, need.network) == ("network", made)


def test_a_network_of_another_county_does_not_answer(need, dov, network, other_county):
    Network.objects.update(county=other_county)
    network.refresh_from_db()
    with pytest.raises(Refused):
        services.answer_by_network(by=dov, need=need, network=network)


def test_reading_rule_and_twin(need, request):
    for who in ("hal", "dov", "ada", "ben", "jan", "nina", "sara", "cleo"):
        user = request.getfixturevalue(who)
        assert bool(rules.may_read_need(user, need)) == rules.readable_needs(user).exists() == (who in ("hal", "dov"))
        assert bool(rules.may_decide(user, need)) == rules.decidable_needs(user).exists() == (who == "dov")


def test_who_steers_the_answering_network_reads_the_need_too(need, dov, network, request):
    services.answer_by_network(by=dov, need=need, network=network)
    need.refresh_from_db()
    for who in ("hal", "dov", "ada", "ben", "jan", "nina", "gen", "cleo"):
        user = request.getfixturevalue(who)
        expected = who in ("hal", "dov", "ada")
        assert bool(rules.may_read_need(user, need)) == rules.readable_needs(user).exists() == expected, who
        assert not rules.may_decide(user, need) or who == "dov"


# --- needs and offers of members -------------------------------------------------------------------------------------


def test_who_offers_is_told_of_who_looks(edition, ben, ewa):
    services.wish(by=ben, edition=edition, kind="offers", title="Mogę pokazać gry planszowe na ułamki")
    services.wish(by=ewa, edition=edition, kind="seeks", title="Szukam gier do nauki ułamków")
    assert Notice.objects.filter(user=ben, kind="needs.matched").count() == 1
    assert not Notice.objects.filter(user=ewa, kind="needs.matched").exists()


@pytest.mark.parametrize("who", ["gen", "cleo", "dov", "nina"])
def test_only_members_say_what_they_need(request, edition, who):
    with pytest.raises(Refused):
        services.wish(by=request.getfixturevalue(who), edition=edition, kind="seeks", title="Czegoś")
    assert not Wish.objects.exists()


def test_closing_is_for_the_author_and_the_coordinator(edition, ben, ewa, ada):
    made = services.wish(by=ben, edition=edition, kind="seeks", title="Karty pracy")
    with pytest.raises(Refused):
        services.close_wish(by=ewa, wish=made)
    services.close_wish(by=ada, wish=made)
    made.refresh_from_db()
    assert made.closed_at


def test_endings_do_not_matter_and_common_words_do_not_count():
    assert stems("tablica interaktywna") & stems("pracuję na tablicach")
    assert not stems("Szukam pomysłów na lekcje") & stems("Pomysł na lekcję dla klasy")


@given(st.lists(st.tuples(st.sampled_from(["seeks", "offers"]), st.text(max_size=40), st.integers(1, 3)), max_size=8))
def test_matching_is_mutual_and_never_with_oneself(rows):
    wishes = [Wish(pk=at, kind=kind, title=title, author_id=who) for at, (kind, title, who) in enumerate(rows, 1)]
    for one in wishes:
        for other in matches(one, wishes, most=99):
            assert other.kind != one.kind
            assert other.author_id != one.author_id
            assert one in matches(other, wishes, most=99)


# --- votes ------------------------------------------------------------------------------------------------------------


def test_a_vote_counts_once_and_says_nothing_of_who_chose_what(edition, ben, ewa, ada):
    proposal = put(edition, ada)
    first, second = proposal.options.all()
    services.vote(by=ben, proposal=proposal, options=[first.pk])
    with pytest.raises(Refused, match="już oddany"):
        services.vote(by=ben, proposal=proposal, options=[second.pk])
    services.vote(by=ewa, proposal=proposal, options=[first.pk])
    first.refresh_from_db()
    proposal.refresh_from_db()
    assert (first.votes, proposal.voters) == (2, 2)
    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "proposal", "user"}
    assert {field.name for field in Option._meta.get_fields()} == {"id", "proposal", "position", "title", "votes"}


def test_a_member_sees_counts_after_voting(edition, ada, ben):
    proposal = put(edition, ada)
    place = rules.place_in(ben, edition.pk)
    place.edition = edition
    assert not selectors.proposals_in(place)[0][0].shows
    services.vote(by=ben, proposal=proposal, options=[proposal.options.first().pk])
    assert selectors.proposals_in(place)[0][0].shows


@pytest.mark.parametrize(
    "values",
    [
        {"options": ["Jedna"]},
        {"options": ["Ta sama", "ta SAMA"]},
        {"options": [str(number) for number in range(13)]},
        {"kind": "several", "most": 3},
        {"closes_on": clock.today() - timedelta(days=1)},
        {"closes_on": clock.today() + timedelta(days=500)},
        {"title": "   "},
    ],
)
def test_what_cannot_be_put_to_a_vote(edition, ada, values):
    with pytest.raises(Refused):
        put(edition, ada, **values)
    assert not Proposal.objects.exists()


def test_votes_that_are_refused_change_nothing(edition, ada, ben, gen, cleo):
    proposal = put(edition, ada, kind="several", options=["A", "B", "C"], most=2)
    a, b, c = (option.pk for option in proposal.options.all())
    foreign = put(edition, ada).options.first().pk
    for options in ([], [a, b, c], [a, foreign], [10**9]):
        with pytest.raises(Refused):
            services.vote(by=ben, proposal=proposal, options=options)
    for stranger in (gen, cleo):
        with pytest.raises(Refused):
            services.vote(by=stranger, proposal=proposal, options=[a])
    services.close(by=ada, proposal=proposal)
    proposal.refresh_from_db()
    with pytest.raises(Refused):
        services.vote(by=ben, proposal=proposal, options=[a])
    assert not Ballot.objects.exists()
    assert set(Option.objects.values_list("votes", flat=True)) == {0}


def test_the_last_day_ends_the_vote_and_tells_the_result(edition, ada, ben):
    proposal = put(edition, ada)
    services.vote(by=ben, proposal=proposal, options=[proposal.options.first().pk])
    assert services.close_due() == 0
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert services.close_due() == 1
        assert services.close_due() == 0
    assert "1 – Błąd" in Notice.objects.get(user=ben, kind="needs.closed").text


def test_the_result_is_what_a_goal_begins_with(edition, ada, ben):
    proposal = put(edition, ada)
    second = proposal.options.last()
    services.vote(by=ben, proposal=proposal, options=[second.pk])
    hidden = selectors.proposal_seed(ada, proposal.pk)
    assert hidden.title == "Temat lutego"
    services.close(by=ada, proposal=Proposal.objects.get())
    seed = selectors.proposal_seed(ada, proposal.pk)
    assert seed.title == "Gry"
    assert "Gry – 1" in seed.text


# --- the anonymous question -------------------------------------------------------------------------------------------


def test_nothing_of_the_asker_is_stored(edition, ben, ada, ewa, gen):
    before = TrailEntry.objects.count()
    question = services.ask(by=ben, edition=edition, words="Co robić, gdy klasa mnie nie słucha?")
    assert {field.name for field in Question._meta.concrete_fields} == {
        "id",
        "edition",
        "hidden_at",
        "words",
        "asked_on",
    }
    assert TrailEntry.objects.count() == before
    told = set(Notice.objects.filter(kind="needs.asked").values_list("user", flat=True))
    assert told == {ben.pk, ada.pk, ewa.pk, gen.pk}
    assert question.asked_on == clock.today()
    from kit.personal_data import copy_of

    assert "needs.question" not in copy_of(ben)


def test_three_questions_a_day_and_the_count_goes_with_the_day(edition, ben, ewa):
    for number in range(3):
        services.ask(by=ben, edition=edition, words=f"Pytanie {number}")
    with pytest.raises(Refused, match="trzy anonimowe pytania"):
        services.ask(by=ben, edition=edition, words="Czwarte")
    services.ask(by=ewa, edition=edition, words="Inna osoba")
    with clock.moved_to(clock.now() + timedelta(days=1)):
        services.ask(by=ben, edition=edition, words="Jutro")
    assert Question.objects.count() == 5


def _tokens() -> set[str]:
    """What the cache keeps of those who asked, by its keys, in memory or in Redis."""
    store = cache._cache
    keys = store if isinstance(store, dict) else [key.decode() for key in store.get_client().scan_iter()]
    return {key.rpartition(".")[2] for key in keys if "needs.asked" in key}


def test_the_token_cannot_be_joined_back(edition, ben):
    services.ask(by=ben, edition=edition, words="Pytanie")
    first = _tokens()
    assert first
    assert all(len(token) == 64 for token in first)
    cache.clear()
    services.ask(by=ben, edition=edition, words="Po skasowaniu soli nikt nie wie, że to ta sama osoba")
    assert _tokens()
    assert not first & _tokens()


@pytest.mark.parametrize("who", ["gen", "cleo", "dov", "jan", "nina"])
def test_only_members_ask(request, edition, who):
    with pytest.raises(Refused):
        services.ask(by=request.getfixturevalue(who), edition=edition, words="?")
    assert not Question.objects.exists()


def test_experts_answer_too_and_a_hidden_question_gets_no_answer(edition, ben, gen, cleo, ada):
    question = services.ask(by=ben, edition=edition, words="Pytanie")
    services.reply(by=gen, question=question, words="Odpowiedź ekspertki")
    with pytest.raises(Refused):
        services.reply(by=cleo, question=question, words="Obca")
    from moderation.registry import MODERATED

    kind = MODERATED["question"]
    assert kind.may_judge(ada, question)
    assert not kind.may_judge(ben, question)
    assert kind.author(question) is None
    kind.hide(question)
    with pytest.raises(Refused):
        services.reply(by=gen, question=question, words="Jeszcze")
    assert Reply.objects.count() == 1


def test_a_deleted_account_leaves_counts_but_no_ballot(edition, ada, ben):
    proposal = put(edition, ada)
    services.vote(by=ben, proposal=proposal, options=[proposal.options.first().pk])
    services.wish(by=ben, edition=edition, kind="seeks", title="Karty pracy")
    from kit.personal_data import erase

    erase(ben)
    assert Proposal.objects.get().options.first().votes == 1
    assert not Ballot.objects.exists()
    assert not Wish.objects.exists()


def test_needs_stay_without_the_reporter(need, hal):
    from kit.personal_data import erase

    erase(hal)
    assert Need.objects.get().reporter is None
