"""What each app adds to the weekly letter, and that it is gone once it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock
from notifications import letters
from notifications.registry import SECTIONS
from tests.blogs.conftest import WORDS

pytestmark = pytest.mark.django_db


def waiting(name: str, user: Any) -> list[str]:
    """The words of what waits in one section."""
    return [line.text for line in SECTIONS[name].waits(user)]


@pytest.fixture
def plan(edition: Any, ada: Any, school_year: Any) -> Any:
    """A plan in consultation: a point of the first days of the year, one that ends in a week, a meeting."""
    from networks.planning import services

    first, soon = school_year.starts_on, min(clock.today() + timedelta(days=7), school_year.ends_on)
    services.add_goal(by=ada, edition=edition, title="Więcej prób", criteria="Trzy próby")
    for kind, title, day in (("task", "Wspólna karta", first), ("between", "Wizyta", soon), ("meeting", "Start", soon)):
        services.add_point(by=ada, edition=edition, kind=kind, title=title, starts_on=day, ends_on=day)
    return services.consult(by=ada, plan=services.plan_of(edition), until_on=clock.today() + timedelta(days=3))


def test_a_plan_asks_each_member_until_the_person_has_spoken(plan, ada, ben, ewa, gen, nina):
    from networks.planning import services

    asked = ["Powiedz, co myślisz o planie sieci „Matematyka bez lęku”"]
    assert waiting("planning", ben) == waiting("planning", ewa) == asked
    assert waiting("planning", gen) == waiting("planning", nina) == []
    services.agree(by=ben, plan=plan)
    remark = services.remark(by=ewa, plan=plan, words="Za mało terminów.")
    assert waiting("planning", ben) == waiting("planning", ewa) == []
    assert waiting("planning", ada) == ["Uwagi do planu sieci „Matematyka bez lęku” czekają na odpowiedź"]
    services.answer_remark(by=ada, remark=remark, outcome="taken", answer="Dodane.")
    assert waiting("planning", ada) == []


def test_points_of_an_adopted_plan_come_and_late_ones_wait_for_who_steers(plan, ada, ben, cleo):
    from networks.planning import services
    from networks.planning.models import Point

    now = clock.now()

    def coming(user):
        return [line.text for line in SECTIONS["planning"].coming(user, now, now + timedelta(days=14))]

    assert coming(ben) == []
    services.adopt(by=ada, plan=plan, adopted_on=clock.today(), words="Jednomyślnie.")
    assert coming(ben) == coming(ada) == ["Wizyta"]  # the meeting comes by itself once it is planned
    assert coming(cleo) == []
    assert waiting("planning", ben) == []
    with clock.moved_to(now + timedelta(days=1)):
        assert waiting("planning", ada) == ["Wykonane czy do przesunięcia? Wspólna karta"]
    services.mark_done(by=ada, point=Point.objects.get(title="Wspólna karta"))
    with clock.moved_to(now + timedelta(days=1)):
        assert waiting("planning", ada) == []


def test_an_open_vote_waits_until_one_has_voted(edition, ada, ben, gen):
    from networks.needs import services

    vote = services.propose(
        by=ada, edition=edition, title="Temat lutego", closes_on=clock.today(), kind="single", options=["Błąd", "Gry"]
    )
    assert waiting("needs", ben) == ["Głosowanie: Temat lutego"]
    assert waiting("needs", gen) == []
    services.vote(by=ben, proposal=vote, options=[vote.options.first().pk])
    assert waiting("needs", ben) == []


def test_a_reported_need_waits_for_its_county_only_and_the_answer_reaches_who_reported(dov, hal, ben, county):
    from networks.needs import services
    from notifications.models import Notice

    need = services.report(by=hal, county=county, title="Niepokój przed sprawdzianem", text="Coraz więcej uczniów.")
    assert waiting("needs", dov) == ["Zgłoszona potrzeba czeka na odpowiedź: Niepokój przed sprawdzianem"]
    assert waiting("needs", hal) == waiting("needs", ben) == []
    services.refuse(by=dov, need=need, words="W tym roku nie ma środków.")
    assert waiting("needs", dov) == []
    content = letters.content_for(hal, since=clock.now() - timedelta(days=7), now=clock.now())
    titles = [line.text for news in content.news for line in news.lines]
    assert any("Niepokój przed sprawdzianem" in title for title in titles)
    assert Notice.objects.filter(user=hal, kind="needs.decided").count() == 1


def test_an_entry_waits_for_who_judges_then_for_its_author_until_it_is_changed(network, ada, ben, ewa):
    from networks.blogs import services
    from networks.blogs.models import BlogPostPage

    def fresh():
        return BlogPostPage.objects.get(pk=entry.pk)

    entry = services.show(by=ben, entry=services.begin(by=ben, network=network, values=WORDS))
    assert waiting("blogs", ada) == []
    services.ask_public(by=ben, entry=entry)
    assert waiting("blogs", ada) == ["Do zatwierdzenia: „Lekcja, która się nie udała”"]
    assert waiting("blogs", ben) == waiting("blogs", ewa) == []
    services.return_entry(by=ada, entry=fresh(), words="Proszę usunąć nazwę klasy.")
    assert waiting("blogs", ada) == []
    assert waiting("blogs", ben) == ["„Lekcja, która się nie udała” – wpis wrócił z uwagami"]
    services.save(by=ben, entry=fresh(), values=WORDS | {"lead": "Inaczej."}, seen=fresh().latest_revision_id)
    assert waiting("blogs", ben) == []


def test_comments_stand_on_one_line_for_an_entry(network, ada, ben, ewa):
    from networks.blogs import services

    entry = services.show(by=ben, entry=services.begin(by=ben, network=network, values=WORDS))
    for by in (ada, ewa, ada):
        services.comment(by=by, entry=entry, text="<p>Dziękuję!</p>")
    content = letters.content_for(ben, since=clock.now() - timedelta(days=7), now=clock.now())
    [news] = [news for news in content.news if news.place == "Matematyka bez lęku"]
    lines = [line.text for line in news.lines if "komentuje" in line.text]
    assert len(lines) == 1
    assert news.count >= 3


def test_a_request_for_an_expert_waits_for_the_county_and_then_for_the_networks_word(dov, ada, ben, edition, county):
    from networks.experts import services
    from tests.experts.test_experts import VALUES, WANTED

    asked = services.ask(by=ada, edition=edition, values=WANTED)
    assert waiting("experts", dov) == ["Sieć Matematyka bez lęku prosi o eksperta: Informacja zwrotna zamiast stopnia"]
    assert waiting("experts", ada) == waiting("experts", ben) == []
    expert = services.add_expert(by=dov, county=county, values=VALUES)
    services.assign(by=dov, request=asked, expert=expert)
    assert waiting("experts", dov) == []
    asked.refresh_from_db()
    services.finish(by=ada, request=asked)
    assert waiting("experts", ada) == ["Co dała praca eksperta? Informacja zwrotna zamiast stopnia"]
    assert waiting("experts", ben) == []
