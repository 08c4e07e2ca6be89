"""The yearly figures: counted from rows, for who looks after the place, as a page, CSV and JSON."""

from __future__ import annotations

import csv
import io

import pytest

from kit import clock
from moderation import selectors, services
from moderation.registry import MODERATED


@pytest.fixture
def year(post, held, ada, ben, dov, ewa):
    kind = MODERATED["post"]
    services.report(by=ben, kind=kind, thing=post, ground="offence")
    made = services.decide(by=ada, kind=kind, thing=post, act="hide", ground="offence", words="Łagodniej.")
    services.appeal(by=ewa, decision=made, words="To cytat.")
    services.decide(by=dov, kind=kind, thing=post, act="overturn", words="Racja.")
    services.decide(by=ada, kind=MODERATED["held_post"], thing=held, act="publish")
    return clock.today().year


def test_the_figures_count_what_was_done(year, network):
    made = selectors.figures(year, place=f"network:{network.pk}")
    assert dict(made.decisions) == {"hide": 1, "overturn": 1, "publish": 1}
    assert made.reports == {"obraża lub atakuje osobę": 1} or sum(made.reports.values()) == 1
    assert (made.appeals, made.appeals_upheld, made.appeals_overturned) == (1, 0, 1)
    assert made.after_report == 1
    assert made.hours_to_decision is not None
    assert made.open_cases == 0
    assert selectors.figures(year).decisions == made.decisions
    assert not selectors.figures(year - 1).decisions
    assert not selectors.figures(year, place="network:0").decisions


def test_they_are_for_who_looks_after_the_place(year, network, ada, ben, cleo, jan, signed_in):
    url = "/moderacja/przejrzystosc/"
    assert signed_in(ada).get(url).status_code == 200
    assert signed_in(jan).get(url).status_code == 200
    for person in (ben, cleo):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).get(f"{url}plik/csv/").status_code == 404
    for query in ("?miejsce=wszedzie", "?miejsce=network:99", "?rok=1999", "?rok=9999"):
        assert signed_in(ada).get(url + query).status_code == 404


def test_the_files_say_the_same(year, network, ada, signed_in):
    browser, query = signed_in(ada), f"?rok={year}&miejsce=network:{network.pk}"
    table = browser.get(f"/moderacja/przejrzystosc/plik/csv/{query}")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    lines = browser.get(f"/moderacja/przejrzystosc/plik/json/{query}").json()["figures"]
    assert [(row["figure"], row["by"]) for row in rows] == [(line["figure"], line["by"]) for line in lines]
    assert {(row["figure"], row["by"], row["value"]) for row in rows} >= {
        ("decisions", "hide", "1"),
        ("appeals", "", "1"),
        ("appeals_overturned", "", "1"),
    }
    assert "attachment" in table["Content-Disposition"]
    assert browser.get(f"/moderacja/przejrzystosc/plik/xml/{query}").status_code == 404
