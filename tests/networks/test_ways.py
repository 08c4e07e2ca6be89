"""From the county's board a coordinator goes on to plans, needs, requests and announcements; every way is open."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from lxml import html as markup

from kit import clock
from networks.planning import services as plans
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db

BOARD = "/sieci/powiat/"


def ways(answer: Any, part: str) -> dict[str, str]:
    """Addresses of the board's ways with their words."""
    page = markup.fromstring(answer.content)
    found = page.xpath(f"//*[contains(@class, '{part}')]//a")
    return {one.get("href"): " ".join(one.text_content().split()) for one in found}


@pytest.fixture
def plan(edition: Any, ada: Any, school_year: Any) -> Any:
    day = school_year.starts_on
    plans.add_goal(by=ada, edition=edition, title="Więcej prób", criteria="Trzy próby")
    plans.add_point(by=ada, edition=edition, kind="task", title="Karta", starts_on=day, ends_on=day)
    return plans.plan_of(edition)


def test_a_plan_is_reached_once_its_members_have_seen_it(client, network, plan, ada, dov):
    address = reverse("planning:county", kwargs={"slug": network.slug})
    assert address not in ways(sign_in(client, dov).get(BOARD), "county-row-ways")
    plans.consult(by=ada, plan=plan, until_on=clock.today())
    assert address in ways(client.get(BOARD), "county-row-ways")
    assert client.get(address).status_code == 200


def test_needs_and_requests_are_counted_and_every_way_is_open(client, county, network, edition, ada, hal, dov):
    from networks.experts import services as experts
    from networks.needs import services as needs
    from tests.experts.test_experts import WANTED

    answered = needs.report(by=hal, county=county, title="Ocenianie", text="Opis")
    needs.report(by=hal, county=county, title="Niepokój", text="Opis")
    needs.answer_by_network(by=dov, need=answered, network=network)
    experts.ask(by=ada, edition=edition, values=WANTED)
    board = sign_in(client, dov).get(BOARD)
    found = ways(board, "county-ways")
    assert found[reverse("needs:county")].endswith("1")
    assert found[reverse("experts:county")].endswith("1")
    rows = ways(board, "county-row-ways")
    [needs_of_network] = [address for address in rows if "siec=" in address]
    page = client.get(needs_of_network).content.decode()
    assert "Ocenianie" in page
    assert "Niepokój" not in page
    for address in (*found, *rows):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("network_number", ["abc", "-1", "9" * 30, "0"])
def test_a_senseless_network_in_the_address_breaks_nothing(client, county, network, dov, network_number):
    address = reverse("needs:county")
    assert sign_in(client, dov).get(f"{address}?stan=network&siec={network_number}").status_code == 200
