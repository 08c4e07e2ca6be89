"""Screens of needs: what each person sees, what bad input gets, how many questions the database is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from networks.models import Network
from networks.needs import services
from networks.needs.models import Need, Option, Proposal, Question, Wish
from networks.planning.models import Goal, Point
from provenance.selectors import chain_of
from tests.planning.conftest import sign_in


def at(name, network=None, **more):
    return reverse(f"needs:{name}", kwargs=({"slug": network.slug} if network else {}) | more)


def text(answer):
    return answer.content.decode()


def test_a_school_reports_and_the_county_opens_a_network(client, county, hal, dov, ada, school_year):
    sign_in(client, hal)
    page = text(client.post(at("report"), {"title": "Lęk", "text": "", "priority": "high", "county": county.pk}))
    assert "Lęk" in page
    assert not Need.objects.exists()
    client.post(at("report"), {"title": "Lęk", "text": "Od jesieni.", "priority": "high", "county": county.pk})
    need = Need.objects.get()
    assert "Lęk" in text(client.get(at("mine")))
    assert client.get(at("county")).status_code == 404
    assert client.get(at("open_network", number=need.pk)).status_code == 403
    sign_in(client, dov)
    assert "Lęk" in text(client.get(at("county")))
    assert "Otwórz sieć z tej potrzeby" in text(client.get(need.get_absolute_url()))
    form = text(client.get(at("open_network", number=need.pk)))
    assert 'value="Lęk"' in form
    client.post(
        at("open_network", number=need.pk),
        {
            "title": "Spokojnie na sprawdzianie", "county": county.pk, "school_year": school_year.pk, "kind": "issue",
            "audience": ["teachers"], "join_policy": "request", "capacity": "20", "coordinator": ada.email,
        },
    )  # fmt: skip
    network = Network.objects.get()
    need.refresh_from_db()
    assert (need.state, need.network) == ("network", network)
    sign_in(client, hal)
    assert "Spokojnie na sprawdzianie" in text(client.get(need.get_absolute_url()))


def test_a_need_of_others_is_not_found(client, county, hal, ben, nina, other_county):
    need = services.report(by=hal, county=county, title="T", text="x")
    for stranger in (ben, nina):
        assert sign_in(client, stranger).get(need.get_absolute_url()).status_code == 404


def test_refusing_without_a_reason_is_said_beside_the_field(client, county, hal, dov):
    need = services.report(by=hal, county=county, title="T", text="x")
    answer = sign_in(client, dov).post(need.get_absolute_url(), {"act": "refuse", "odmowa-words": ""})
    assert "Proszę podać powód" in text(answer)
    need.refresh_from_db()
    assert need.state == "reported"


def test_from_a_vote_to_a_goal_and_a_point_of_the_plan(client, network, edition, ada, ben):
    sign_in(client, ada)
    sent = {"kind": "single", "title": "Czym się zajmiemy?", "options": "Błąd\nGry", "closes_on": clock.today()}
    client.post(at("propose", network), sent)
    proposal = Proposal.objects.get()
    sign_in(client, ben)
    assert "Głosuj" in text(client.get(at("proposals", network)))
    client.post(at("vote", network, number=proposal.pk), {"option": proposal.options.last().pk})
    page = text(client.get(at("proposals", network)))
    assert "1 osoba oddała głos" in page
    assert "Zrób z tego cel planu" not in page
    sign_in(client, ada)
    client.post(at("proposal_close", network, number=proposal.pk))
    assert "Zrób z tego cel planu" in text(client.get(at("proposals", network)))
    source = f"proposal:{proposal.pk}"
    goal_add = reverse("planning:goal_add", kwargs={"slug": network.slug})
    assert 'value="Gry"' in text(client.get(f"{goal_add}?z={source}"))
    client.post(goal_add, {"title": "Gry na lekcjach", "made_from": source})
    point_add = reverse("planning:point_add", kwargs={"slug": network.slug})
    client.post(point_add, {"kind": "meeting", "title": "Warsztat gier", "month": "11", "made_from": source})
    made = chain_of(ada, "proposal", proposal.pk).results
    assert [link.card.title for link in made] == [Goal.objects.get().title, Point.objects.get().title]


@pytest.mark.parametrize("option", ["", "abc", "99999999999999999999999", "-1"])
def test_a_vote_for_nothing_is_said(client, network, edition, ada, ben, option):
    proposal = services.propose(
        by=ada, edition=edition, title="x", kind="single", options=["a", "b"], closes_on=clock.today()
    )
    answer = sign_in(client, ben).post(at("vote", network, number=proposal.pk), {"option": option}, follow=True)
    assert "Wybierz jedną z odpowiedzi." in text(answer)
    assert set(Option.objects.values_list("votes", flat=True)) == {0}


def test_a_vote_that_ends_after_the_year_is_said_beside_its_field(client, network, edition, ada, school_year):
    day = school_year.ends_on + timedelta(days=5)
    sent = {"kind": "support", "title": "Pomysł", "options": "", "closes_on": day.isoformat()}
    page = text(sign_in(client, ada).post(at("propose", network), sent))
    assert "w roku szkolnym sieci" in page
    assert "Pomysł" in page
    assert not Proposal.objects.exists()


def test_an_anonymous_question_and_its_answer(client, network, edition, ben, gen, ada):
    sign_in(client, ben)
    assert client.post(at("questions", network), {"words": " "}).status_code == 422
    client.post(at("questions", network), {"words": "Jak mówić o zmęczeniu?"})
    question = Question.objects.get()
    sign_in(client, gen)
    client.post(at("reply", network, number=question.pk), {"words": "Najpierw w małej grupie."})
    for reader in (ben, ada):
        page = text(sign_in(client, reader).get(at("questions", network)))
        assert "Najpierw w małej grupie." in page
        assert "Ben Lis" not in page.split("Jak mówić o zmęczeniu?")[1].split("</main>")[0]


def test_nobody_from_outside_comes_in(client, network, edition, cleo, dov, ben):
    services.ask(by=ben, edition=edition, words="Pytanie")
    for stranger in (cleo, dov):
        sign_in(client, stranger)
        for name in ("wishes", "proposals", "questions", "propose"):
            assert client.get(at(name, network)).status_code == 404


def test_experts_read_and_do_not_vote(client, network, edition, ada, gen):
    proposal = services.propose(by=ada, edition=edition, title="x", closes_on=clock.today())
    sign_in(client, gen)
    assert "Popieram" not in text(client.get(at("proposals", network)))
    assert client.get(at("propose", network)).status_code == 403
    sent = {"option": proposal.options.get().pk}
    assert client.post(at("vote", network, number=proposal.pk), sent).status_code == 403


@pytest.mark.parametrize("name", ["wishes", "proposals", "questions"])
def test_lists_ask_as_much_for_many_as_for_few(client, network, edition, ada, ben, name):
    def fill(count):
        now = clock.now()
        Wish.objects.bulk_create(
            Wish(edition=edition, author=ben, kind="seeks", title=f"Karty pracy {at}", made_at=now)
            for at in range(count)
        )
        Question.objects.bulk_create(Question(edition=edition, words="?", asked_on=now.date()) for at in range(count))
        made = Proposal.objects.bulk_create(
            Proposal(edition=edition, author=ben, title=f"Pomysł {at}", closes_on=now.date(), made_at=now)
            for at in range(count)
        )
        Option.objects.bulk_create(Option(proposal=one, position=1, title="x") for one in made)

    sign_in(client, ada)
    fill(2)
    client.get(at(name, network))
    with CaptureQueriesContext(connection) as few:
        client.get(at(name, network))
    fill(150)
    with CaptureQueriesContext(connection) as many:
        client.get(at(name, network))
    assert len(many) == len(few)
    assert len(many) <= 25


def test_the_countys_list_asks_as_much_for_many(client, county, dov, hal):
    def fill(count):
        Need.objects.bulk_create(
            Need(county=county, reporter=hal, title=f"T{at}", text="x", made_at=clock.now()) for at in range(count)
        )

    sign_in(client, dov)
    fill(3)
    client.get(at("county"))
    with CaptureQueriesContext(connection) as few:
        client.get(at("county"))
    fill(1000)
    with CaptureQueriesContext(connection) as many:
        client.get(at("county"))
    assert len(many) == len(few)


def test_start_pages_show_what_waits(client, network, edition, county, ada, ben, dov, hal):
    services.propose(by=ada, edition=edition, title="Czy spotkać się w sobotę?", closes_on=clock.today())
    services.report(by=hal, county=county, title="T", text="x")
    sign_in(client, ben)
    assert "Czy spotkać się w sobotę?" in text(client.get("/pulpit/"))
    assert "Czy spotkać się w sobotę?" in text(client.get(network.get_absolute_url()))
    assert "1 potrzeba w powiecie czeka" in text(sign_in(client, dov).get("/pulpit/"))


def test_the_report_counts_voices(client, network, edition, ada, ben):
    services.wish(by=ben, edition=edition, kind="seeks", title="Karty pracy")
    page = text(sign_in(client, ada).get(reverse("networks:report", kwargs={"slug": network.slug})))
    assert "Uczestnicy zapisali 1 potrzebę lub propozycję." in page
