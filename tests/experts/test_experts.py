"""The register is kept by the county; a network asks, the county answers, the work is done and evaluated."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import NotThere, Refused
from networks.experts import rules, selectors, services
from networks.experts.models import Expert, ExpertRequest
from networks.experts.states import REQUEST_NEXT, RequestState
from notifications.models import Notice

pytestmark = pytest.mark.django_db

VALUES = {
    "name": "Maria Zasadna",
    "email": "Maria.Zasadna@example.org",
    "provider": "trainer",
    "topics": "ocenianie kształtujące, informacja zwrotna",
    "forms": ["workshop", "lecture"],
    "about": "Pracuje z nauczycielami od dwunastu lat.",
}
WANTED = {
    "theme": "Informacja zwrotna zamiast stopnia",
    "form": "workshop",
    "wanted_on": None,
    "when": "w marcu",
    "hours": 3,
    "needs": "",
}


@pytest.fixture
def expert(dov, county):
    return services.add_expert(by=dov, county=county, values={**VALUES, "counties": [county]})


@pytest.fixture
def asked(ada, edition):
    return services.ask(by=ada, edition=edition, values=WANTED)


# --- the register


def test_only_the_county_keeps_its_register(dov, ada, county, other_county, expert):
    assert expert.email == "maria.zasadna@example.org"
    for by, where in ((ada, county), (dov, other_county)):
        with pytest.raises(Refused):
            services.add_expert(by=by, county=where, values=VALUES)
    with pytest.raises(Refused):
        services.change_expert(by=ada, expert=expert, values={"name": "Inna"})
    assert list(Expert.objects.values_list("name", flat=True)) == ["Maria Zasadna"]


def test_an_address_stands_once_and_a_double_click_adds_once(dov, county, expert):
    with pytest.raises(Refused):
        services.add_expert(by=dov, county=county, values=VALUES)
    key = uuid.uuid4()
    other = {**VALUES, "email": "inna@example.org"}
    made = {services.add_expert(by=dov, county=county, values=other, key=key).pk for _twice in range(2)}
    assert len(made) == 1


def test_an_account_with_the_address_is_tied(dov, county, person):
    someone = person("Maria", "Zasadna", email="maria.zasadna@example.org")
    assert services.add_expert(by=dov, county=county, values=VALUES).user == someone


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("dov", True),
        ("ada", True),
        ("sara", True),
        ("ben", False),
        ("gen", False),
        ("nina", False),
        ("hal", False),
        ("iga", False),
        ("jan", False),
    ],
)
def test_who_reads_the_register(who, reads, expert, network, request):
    user = request.getfixturevalue(who)
    assert bool(rules.may_read_register(user)) is reads
    assert rules.readable_experts(user).exists() is reads
    if not reads:
        with pytest.raises(NotThere):
            selectors.expert_for(user, expert.pk)


def test_the_public_card_stands_only_with_a_consent_and_goes_with_it(dov, expert, client, work_done):
    from search.models import Document

    assert client.get(f"/eksperci/{expert.pk}/").status_code == 404
    services.change_expert(by=dov, expert=expert, values={"agreed_on": clock.today()})
    work_done()
    drawn = client.get(f"/eksperci/{expert.pk}/")
    assert "Maria Zasadna" in drawn.content.decode()
    assert "maria.zasadna@" not in drawn.content.decode()
    assert "Maria Zasadna" in client.get("/eksperci/").content.decode()
    assert Document.objects.filter(kind="expert", audience=["public"]).exists()
    services.retire_expert(by=dov, expert=expert)
    work_done()
    assert client.get(f"/eksperci/{expert.pk}/").status_code == 404
    assert not Document.objects.filter(kind="expert").exists()


def test_the_address_is_seen_by_networks_with_the_expert_only(dov, ada, expert, asked):
    assert rules.may_see_contact(dov, expert)
    assert not rules.may_see_contact(ada, expert)
    services.assign(by=dov, request=asked, expert=expert)
    assert rules.may_see_contact(ada, expert)


# --- requests


def test_a_request_goes_all_the_way(dov, ada, expert, asked, ben):
    assert Notice.objects.filter(kind="experts.asked", user=dov).exists()
    services.take_up(by=dov, request=asked)
    services.accept(by=dov, request=asked, answer="Szukamy.")
    services.assign(by=dov, request=asked, expert=expert)
    services.finish(by=ada, request=asked)
    services.evaluate(by=ada, request=asked, rating=5, words="Wszyscy wypróbowali.")
    asked.refresh_from_db()
    assert asked.state == RequestState.EVALUATED
    assert Notice.objects.filter(kind="experts.answered", user=ada).count() == 2
    with pytest.raises(NotThere):
        selectors.request_for(ben, asked.pk)
    from networks.experts import reporting

    assert reporting.counts(asked.edition) == {"asked": 1, "done": 1, "experts": 1, "hours": 3}
    assert reporting.sentences(asked.edition)


def test_only_who_steers_asks_and_only_for_days_of_the_year(ada, ben, gen, dov, edition):
    for by in (ben, gen, dov):
        with pytest.raises(Refused):
            services.ask(by=by, edition=edition, values=WANTED)
    for day in (clock.today() - timedelta(days=1), date(edition.school_year.ends_on.year + 2, 1, 10)):
        with pytest.raises(Refused):
            services.ask(by=ada, edition=edition, values={**WANTED, "wanted_on": day})
    assert not ExpertRequest.objects.exists()


def test_a_refusal_needs_a_reason(dov, asked, ada):
    with pytest.raises(Refused):
        services.refuse(by=dov, request=asked, answer=" ")
    with pytest.raises(Refused):
        services.refuse(by=ada, request=asked, answer="Nie")
    services.refuse(by=dov, request=asked, answer="W tym roku nie ma środków.")
    told = Notice.objects.get(kind="experts.answered", user=ada)
    assert told.text == "W tym roku nie ma środków."


@given(data=st.data())
def test_no_request_takes_a_step_the_table_does_not_know(data):
    """Whatever is tried in whatever order, every move is one of the table."""
    state = data.draw(st.sampled_from(list(REQUEST_NEXT)))
    for following in REQUEST_NEXT[state]:
        assert following in REQUEST_NEXT
        assert following != state
    assert REQUEST_NEXT[RequestState.EVALUATED] == set()


def test_moves_out_of_order_are_refused_and_change_nothing(dov, ada, asked, expert):
    for move in (
        lambda: services.finish(by=ada, request=asked),
        lambda: services.evaluate(by=ada, request=asked, rating=5, words=""),
    ):
        with pytest.raises(Refused):
            move()
    services.withdraw(by=ada, request=asked)
    with pytest.raises(Refused):
        services.assign(by=dov, request=asked, expert=expert)
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN
    assert asked.expert is None


def test_who_fits_stands_first_with_the_reason(dov, county, expert, asked, other_county):
    services.add_expert(
        by=dov, county=county, values={**VALUES, "name": "Jan Daleki", "email": "", "topics": "chemia", "forms": []}
    )
    found = selectors.suggestions(asked)
    assert found[0].expert == expert
    assert found[0].same_topics == ["informacja zwrotna"]
    assert found[0].runs_form
    assert [one.expert.name for one in found] == ["Maria Zasadna"]


# --- screens


def _as(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_coordinator_asks_and_the_county_assigns_in_the_browser(client, ada, dov, network, expert, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    base = f"/sieci/{network.slug}/eksperci/"
    assert "Nikogo jeszcze nie proszono" in _as(client, ada).get(base).content.decode()
    bad = client.post(base + "nowe/", {**WANTED, "wanted_on": "2020-01-01"})
    assert bad.status_code == 422
    assert "Ten dzień już minął." in bad.content.decode()
    assert WANTED["theme"] in bad.content.decode()
    answer = client.post(base + "nowe/", {**WANTED, "wanted_on": ""})
    asked = ExpertRequest.objects.get()
    assert answer.url == asked.get_absolute_url()
    assert "Kto pasuje" not in client.get(answer.url).content.decode()
    _as(client, dov)
    assert WANTED["theme"] in client.get("/pulpit/").content.decode()
    assert WANTED["theme"] in client.get("/eksperci/zgloszenia/").content.decode()
    drawn = client.get(answer.url).content.decode()
    assert "Maria Zasadna" in drawn
    assert client.post(answer.url, {"act": "refuse", "odpowiedz-answer": ""}).status_code == 422
    client.post(answer.url, {"act": "assign", "przydzial-expert": expert.pk})
    asked.refresh_from_db()
    assert asked.expert == expert


def test_the_county_keeps_a_card_in_the_browser(client, dov, county, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    _as(client, dov)
    sent = {**VALUES, "county": county.pk, "counties": [county.pk]}
    bad = client.post("/eksperci/rejestr/nowa-osoba/", {**sent, "agreed_on": "2999-01-01"})
    assert bad.status_code == 422
    assert "Ten dzień jeszcze nie nadszedł." in bad.content.decode()
    answer = client.post("/eksperci/rejestr/nowa-osoba/", sent)
    assert answer.status_code == 302, answer.content.decode()
    expert = Expert.objects.get()
    assert "Maria Zasadna" in client.get("/eksperci/rejestr/?q=zasadna&forma=workshop").content.decode()
    assert "Nikt z rejestru nie pasuje." in client.get("/eksperci/rejestr/?q=zzz").content.decode()
    client.post(f"/eksperci/rejestr/{expert.pk}/zmiana/", {**sent, "name": "Maria Nowa"})
    expert.refresh_from_db()
    assert expert.name == "Maria Nowa"
    client.post(f"/eksperci/rejestr/{expert.pk}/usun/", follow=True)
    assert "Maria Nowa" not in client.get("/eksperci/rejestr/").content.decode()


def test_the_register_takes_as_many_queries_whatever_its_length(client, dov, county, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    _as(client, dov)
    counted = []
    for more in (3, 15):
        for number in range(more):
            values = {**VALUES, "email": f"{more}-{number}@example.org", "counties": [county]}
            services.add_expert(by=dov, county=county, values=values)
        client.get("/eksperci/rejestr/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/eksperci/rejestr/")
        counted.append(len(seen))
    assert counted[1] <= counted[0]
    assert counted[1] <= 25


def test_erasing_an_account_takes_the_own_card(dov, county, person):
    from accounts.services import erase_account

    someone = person("Maria", "Zasadna", email="maria.zasadna@example.org")
    services.add_expert(by=dov, county=county, values=VALUES)
    erase_account(by=someone)
    assert not Expert.objects.exists()
