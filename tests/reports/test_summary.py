"""The summary of a county and of the country: frozen numbers, years side by side, XLSX, the yearly statement."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from directory.selectors import school_year_for
from kit import clock
from meetings.models import Correction, Meeting
from networks import selectors, services
from networks.models import Edition, NetworkReport
from tests.networks.test_screens import sign_in

pytestmark = pytest.mark.django_db


def hold(edition, kind, people, days=3):
    begin = clock.now() - timedelta(days=days)
    meeting = Meeting.objects.create(
        edition=edition,
        number=Meeting.objects.filter(edition=edition).count() + 1,
        kind=kind,
        title="Spotkanie",
        state="held",
        starts_at=begin,
        ends_at=begin + timedelta(hours=2),
    )
    for user in people:
        Correction.objects.create(meeting=meeting, user=user, was_there=True, made_at=begin)
    return meeting


def sheet(client, address, name):
    book = load_workbook(io.BytesIO(client.get(address).content))
    return list(book[name].values)


@pytest.fixture
def before(edition, network):
    """The network's year before, with a presented report of five members."""
    earlier = school_year_for(edition.school_year.starts_on - timedelta(days=30))
    past = Edition.objects.create(network=network, school_year=earlier, state="closed", is_current=False)
    frozen = [{"name": "members", "figures": [{"name": "people", "label": "x", "value": 5}], "sentences": []}]
    NetworkReport.objects.create(edition=past, state="accepted", frozen=frozen)
    return past


def test_the_sheet_holds_every_network_with_both_years_and_the_statement(
    client, before, edition, other_network, ada, ben, ewa, dov
):
    hold(edition, "kickoff", [ada, ben, ewa])
    hold(edition, "working", [ada, ben])
    hold(edition, "working", [ada])
    services.present_report(by=ada, edition=edition)
    hold(edition, "working", [ada, ewa])
    sign_in(client, dov)
    address = reverse("networks:summary_sheet")
    heads, *rows = sheet(client, address, "sieci")
    by_name = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    mine, other = by_name["Matematyka bez lęku"], by_name["Biblioteka szkolna jako serce szkoły"]
    assert (mine["Osoby"], mine["Osoby, rok wcześniej"]) == (3, 5)
    assert (mine["Spotkania"], mine["Obecności"]) == (3, 6), "as presented: the later meeting is not in it"
    assert other["Spotkania"] is None
    assert other["Sprawozdanie"] == "nie przedstawiono"
    statement = {row[0]: row[1:] for row in sheet(client, address, "zestawienie roczne")[1:]}
    assert statement == {"organizacyjne": (1, 3), "robocze": (2, 3)}
    definitions = sheet(client, address, "definicje")
    assert [row[0] for row in definitions] == [str(label) for _name, label, _words in selectors.SUMMARY]
    page = client.get(reverse("networks:summary")).content.decode()
    assert "Matematyka bez lęku" in page
    assert "Ben" not in page, "no person stands in a summary"


def test_a_county_sees_its_own_networks_and_the_country_is_for_editors(client, edition, dov, iga, ada, person):
    from accounts.models import RoleAssignment
    from directory.models import County

    far = County.objects.exclude(pk=edition.network.county_id).first() or County.objects.create(
        code="1499", name="powiat daleki", slug="daleki", voivodeship=edition.network.county.voivodeship
    )
    stranger = person("Obcy", "Powiat")
    RoleAssignment.objects.create(
        user=stranger, role="county_coordinator", county=far, from_on=clock.today() - timedelta(days=1)
    )
    sign_in(client, stranger)
    assert edition.network.title not in client.get(reverse("networks:summary")).content.decode()
    for user, status in ((iga, 200), (dov, 404), (ada, 404)):
        sign_in(client, user)
        for name in ("networks:national", "networks:national_sheet"):
            assert client.get(reverse(name)).status_code == status, (user, name)


def test_queries_do_not_grow_with_networks(edition, other_network, county, school_year, ada, dov):
    with CaptureQueriesContext(connection) as few:
        selectors.summary_of([county], school_year)
    for number in range(3):
        services.open_network(by=dov, title=f"Sieć {number}", county=county, school_year=school_year, coordinator=ada)
    with CaptureQueriesContext(connection) as many:
        assert len(selectors.summary_of([county], school_year)) == 5
    assert len(many) == len(few)
