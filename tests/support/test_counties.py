"""The county's side: its plan in versions, its declaration with a meter, delays, costs; others find nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from directory.selectors import current_school_year
from kit import clock
from kit.verdicts import Refused
from support import services
from support.counties import rules, selectors
from support.models import CountyPlan, CountyYear, Process, ProcessCost
from support.states import State
from tests.support import walking

PLAN = {"title": "Plan podnoszenia jakości oświaty", "priorities": "Kompetencje kluczowe", "starts_on": clock.today()}


def _declare(by: Any, county: Any, version: int = 1, **fields: Any) -> CountyYear:
    return services.declare(by=by, county=county, year=current_school_year(), version=version, **fields)


def test_the_plan_is_kept_in_versions_and_each_change_has_a_reason(dov, county):
    """The first version needs no reason; each next one does, and what was written before stays as it was (D78, D98)."""
    first = services.write_county_plan(by=dov, county=county, after=0, **PLAN)
    with pytest.raises(Refused):
        services.write_county_plan(by=dov, county=county, after=1, **PLAN | {"priorities": "Nowe"})
    second = services.write_county_plan(by=dov, county=county, after=1, why="Uchwała", **PLAN | {"priorities": "Nowe"})
    first.refresh_from_db()
    assert (first.number, first.priorities, second.number, second.priorities) == (1, "Kompetencje kluczowe", 2, "Nowe")
    assert [one.number for one in selectors.plans_of(county)] == [2, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"priorities": ""},
        {"ends_on": clock.today() - timedelta(days=1)},
        {"after": 1},
    ],
)
def test_a_plan_that_is_not_one_is_refused(wrong, dov, county):
    """No title, no priorities, days out of order, or written upon a version that is not the latest."""
    with pytest.raises(Refused):
        services.write_county_plan(**{"by": dov, "county": county, "after": 0, "why": "Zmiana"} | PLAN | wrong)
    assert not CountyPlan.objects.exists()


@pytest.mark.parametrize("who", ["foreign_county", "hal", "sara", "ben"])
def test_only_the_countys_coordinator_writes(who, county, started, request):
    """Another county's coordinator, director, SORE and a teacher are refused at each verb, and nothing is kept."""
    by = request.getfixturevalue(who)
    year = current_school_year()
    acts = (
        lambda: services.write_county_plan(by=by, county=county, after=0, **PLAN),
        lambda: services.declare(by=by, county=county, year=year, version=1, declared=5),
        lambda: services.sum_up(by=by, county=county, year=year, version=1, summary="Słowa"),
        lambda: services.note_cost(by=by, process=started, version=1, amount=Decimal(100)),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert not (CountyPlan.objects.exists())
    assert not (CountyYear.objects.exists())
    assert not (ProcessCost.objects.exists())


def test_the_meter_counts_institutions_not_processes(dov, hal, school, county, started, days):
    """Covered once both agreed, each institution once, however many processes it has (D77)."""
    services.open_process(by=dov, institution=school, title="Drugi temat", **days)
    year = current_school_year()
    meter = selectors.meter_of(county, year, 4)
    assert (meter.declared, meter.covered, meter.closed, meter.missing) == (4, 1, 0, 3)
    Process.objects.filter(pk=started.pk).update(state=State.INITIATED)
    assert selectors.meter_of(county, year, 4).covered == 0


def test_a_declaration_is_refused_below_one_and_over_the_money(dov, county, settings):
    """None declared, a negative sum, a split over the share of the pay, stale words: refused, nothing changes (D97)."""
    settings.CPD_PERMILLE = 8
    kept = _declare(dov, county, declared=12, salaries=Decimal(1_000_000), for_support=Decimal(5000))
    for wrong in (
        {"declared": 0},
        {"for_networks": Decimal(-1)},
        {"salaries": Decimal(1_000_000), "for_support": Decimal(5000), "for_networks": Decimal("3000.01")},
    ):
        with pytest.raises(Refused):
            _declare(dov, county, version=kept.version, **wrong)
    with pytest.raises(Refused):
        _declare(dov, county, version=1, declared=3)
    kept.refresh_from_db()
    assert (kept.declared, kept.for_support, kept.for_networks) == (12, Decimal(5000), None)
    money = selectors.money_of(kept)
    assert (money.fund, money.left) == (Decimal(8000), Decimal(3000))
    settings.CPD_PERMILLE = 10
    assert selectors.money_of(kept).fund == Decimal(10000)


def test_a_stage_that_lasts_beyond_its_share_of_the_days_is_late(started):
    """The diagnosis has a fifth of the days; the last of them is in time, the next one late; closed is never late."""
    share = int((started.ends_on - started.starts_on).days * rules.SCHEDULE[State.DIAGNOSIS])
    due = started.starts_on + timedelta(days=share)
    assert rules.due_on(started) == due
    with clock.moved_to(clock.end_of(due) - timedelta(hours=12)):
        assert rules.days_late(started) == 0
    with clock.moved_to(clock.end_of(due) + timedelta(hours=36)):
        assert rules.days_late(started) == 2
        started.state = State.CLOSED
        assert rules.days_late(started) == 0


def test_the_board_says_what_needs_somebody_and_who(dov, hal, sara, school, county, days, client):
    """A process the director started waits for the county; a late one says for how long and whose turn it is (D99)."""
    process = services.open_process(by=hal, institution=school, title="Temat", **days)
    year = current_school_year()
    (row,) = selectors.board_of(county, year).page
    assert row.attention[0]
    assert [actor.value for actor in row.actors] == ["county"]
    services.agree(by=dov, process=process)
    (row,) = selectors.board_of(county, year).page
    assert row.attention == []
    assert [actor.value for actor in row.actors] == ["sore"]
    Process.objects.update(starts_on=clock.today() - timedelta(days=100))
    board = selectors.board_of(county, year, attention=True)
    assert board.late == board.attention == len(board.page.object_list) == 1
    client.force_login(dov)
    answer = client.get(reverse("support:county", args=[county.slug]))
    assert answer.status_code == 200
    assert process.get_absolute_url() in answer.content.decode()
    assert not selectors.board_of(county, year, stage=State.CLOSED).page.object_list


def test_a_process_left_open_is_not_forgotten_with_its_year(dov, county, started, client):
    """In the next year the board names the earlier one, with how many of it are open; a closed one it does not."""
    client.force_login(dov)
    coming = selectors.years_of(county)[0]
    assert selectors.board_of(county, coming).earlier == [(started.school_year, 1)]
    page = client.get(reverse("support:county", args=[county.slug]), {"rok": coming.starts_on.year}).content.decode()
    assert f"?rok={started.school_year.starts_on.year}" in page
    Process.objects.update(state=State.CLOSED)
    assert selectors.board_of(county, coming).earlier == []


def test_costs_are_optional_and_stay_with_the_county(dov, hal, county, started, client):
    """A cost is noted and read on the county's board; the school's director does not find it (D96, D115)."""
    address = reverse("support:county_cost", args=[county.slug, started.pk])
    client.force_login(dov)
    assert client.post(address, {"amount": "1250.50", "note": "Sala", "version": 1}).status_code == 302
    assert client.post(address, {"amount": "-3", "version": 2}).status_code == 422
    assert client.post(address, {"amount": "7", "version": 1}).status_code == 422
    assert ProcessCost.objects.get().amount == Decimal("1250.50")
    assert "1250,50" in client.get(reverse("support:county", args=[county.slug])).content.decode().replace("\xa0", "")
    client.force_login(hal)
    assert client.get(address).status_code == 404
    assert "1250,50" not in client.get(started.get_absolute_url()).content.decode().replace("\xa0", "")


PAGES = (
    "county",
    "county_plan",
    "county_plan_write",
    "county_declare",
    "county_effects",
    "county_table",
    "county_cost",
)


def _addresses(county: Any, process: Process) -> list[str]:
    year = process.school_year.starts_on.year
    yearly = ("county_declare", "county_effects", "county_table")
    parts = {"county_cost": [process.pk]} | {key: [year] for key in yearly}
    return [reverse(f"support:{name}", args=[county.slug, *parts.get(name, [])]) for name in PAGES]


@pytest.mark.parametrize("who", ["foreign_county", "hal", "sara", "ben"])
def test_for_everybody_else_the_countys_pages_do_not_exist(who, county, started, client, request):
    """Read or written to, each answers 404, as that of a county that never was."""
    client.force_login(request.getfixturevalue(who))
    before = walking.whole()
    for address in _addresses(county, started):
        for ask in (client.get, client.post):
            assert ask(address).status_code in (404, 405), address
            assert ask(address.replace(county.slug, "nie-ma")).status_code == ask(address).status_code
        assert client.get(address).status_code == 404, address
    assert walking.whole() == before


def test_a_process_of_another_county_has_no_cost_page_here(dov, other_county, county, started, client):
    """The county's address with another county's process is not there."""
    school = started.institution
    school.county = other_county
    school.save()
    client.force_login(dov)
    assert client.get(reverse("support:county_cost", args=[county.slug, started.pk])).status_code == 404


def test_the_countys_pages_show_nothing_of_the_inside(dov, sara, hal, county, started, client):
    """Each page and the table open for the coordinator; no word of diagnosis, plan, log or evaluation is in them."""
    walking.to(State.CLOSED, started, sara, hal)
    client.force_login(dov)
    for address in _addresses(county, started):
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = answer.content.decode(errors="replace")
        assert not [word for word in ("Ocenianie kszta", "Kryteria", "Obserwacje 9 z 10") if word in content], address


def test_forms_of_the_county_save_and_come_back_with_their_words(dov, county, client):
    """The plan and the declaration through their pages; a refusal keeps what was typed."""
    client.force_login(dov)
    write = reverse("support:county_plan_write", args=[county.slug])
    words = PLAN | {"starts_on": "2026-01-08", "after": 0}
    assert client.get(write).status_code == 200
    assert client.post(write, words).status_code == 302
    stale = client.post(write, words | {"priorities": "Moje słowa"})
    assert stale.status_code == 422
    assert "Moje słowa" in stale.content.decode()
    assert client.post(write, words | {"after": 1, "why": "Uchwała"}).status_code == 302
    page = client.get(reverse("support:county_plan", args=[county.slug]), {"wersja": 1})
    assert page.status_code == 200
    assert "?wersja=2" in page.content.decode()
    assert client.get(reverse("support:county_plan", args=[county.slug]), {"wersja": 9}).status_code == 404
    declare = reverse("support:county_declare", args=[county.slug, current_school_year().starts_on.year])
    assert client.post(declare, {"declared": 12, "version": 1}).status_code == 302
    assert client.post(declare, {"declared": 3, "version": 1}).status_code == 422
    assert CountyYear.objects.get().declared == 12
