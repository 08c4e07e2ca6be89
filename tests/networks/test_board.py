"""The county's board: what needs attention today, never blocking, in a number of queries that does not grow."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import make_aware
from openpyxl import load_workbook

from kit import clock
from networks import services
from networks.attention import ATTENTION, Attention, needed
from networks.models import Edition, Membership
from tests.networks.test_screens import many_networks, queries, sign_in

BOARD = "/sieci/powiat/"


def said(edition):
    return {one.text for one in needed([edition.pk])[edition.pk]}


@pytest.fixture
def old(edition):
    """The network was opened ninety days ago, and its people came then."""
    moment = clock.now() - timedelta(days=90)
    Edition.objects.filter(pk=edition.pk).update(opened_at=moment)
    Membership.objects.filter(edition=edition).update(joined_at=moment)
    return Edition.objects.get(pk=edition.pk)


def test_what_a_neglected_network_is_told_of(old, ada, ben):
    with clock.moved_to(clock.now() + timedelta(days=31)):
        heard = said(old)
    assert heard >= {
        "Brak zastępstwa koordynacji",
        "Od 30 dni nie widać tu żadnego działania osoby koordynującej",
        "Od 30 dni nikt nie napisał na forum",
        "Nie było spotkania organizacyjnego",
        "Tylko 2 osoby; sieć jest pomyślana na około 20",
    }


def test_acts_make_it_quiet_again(old, ada, ben, network):
    from forum.models import Section
    from forum.services import open_thread

    services.name_deputy(by=ada, membership=Membership.objects.get(user=ben), deputy=True)
    open_thread(
        by=ada, network=network, section=Section.objects.get(network=network), title="Cześć", text="<p>Cześć</p>"
    )
    assert not said(old) & {
        "Brak zastępstwa koordynacji",
        "Od 30 dni nie widać tu żadnego działania osoby koordynującej",
        "Od 30 dni nikt nie napisał na forum",
    }


def test_requests_kept_waiting_and_reports_due(edition, network, ada, dov, nina):
    Membership.objects.create(edition=edition, user=nina, state="requested", asked_at=clock.now() - timedelta(days=8))
    assert "1 osoba czeka na odpowiedź ponad tydzień" in said(edition)
    year = edition.school_year
    with clock.moved_to(make_aware(datetime(year.ends_on.year, 6, 20, 12))):
        assert "Sprawozdanie roczne trzeba przedstawić do końca sierpnia" in said(edition)
        assert "Nie ma spotkania podsumowującego rok" in said(edition)
    with clock.moved_to(make_aware(datetime(year.ends_on.year, 9, 2, 12))):
        assert {"Sprawozdanie roczne jest po terminie", "Rok szkolny się skończył: odnów sieć albo ją zamknij"} <= said(
            edition
        )
    services.hand_report(by=ada, report=services.present_report(by=ada, edition=edition))
    assert "Sprawozdanie roczne czeka na Twoją decyzję" in said(edition)


def test_a_closed_year_is_left_in_peace(old):
    Edition.objects.filter(pk=old.pk).update(state="archived")
    assert said(old) == set()


def test_any_app_may_sign_in(edition):
    with ATTENTION.swapped(plans=lambda numbers: {number: [Attention("Brak planu")] for number in numbers}):
        assert said(edition) == {"Brak planu"}


def test_the_board_says_it_and_leads_to_the_year(client, dov, old, network, ada):
    sign_in(client, dov)
    text = client.get(BOARD).content.decode()
    assert reverse("networks:year", kwargs={"slug": network.slug}) in text
    assert "Brak zastępstwa koordynacji" in text
    assert "co najmniej 4" in text
    narrowed = client.get(BOARD, {"pokaz": "uwaga"}).content.decode()
    assert network.title in narrowed


def test_the_table_as_a_spreadsheet(client, dov, old, network, nina):
    sign_in(client, dov)
    book = load_workbook(io.BytesIO(client.get(reverse("networks:county_table")).content))
    rows = list(book.active.values)
    assert rows[0][1] == "Sieć"
    assert rows[1][1] == network.title
    sign_in(client, nina)
    assert client.get(reverse("networks:county_table")).status_code == 404


def test_the_board_asks_as_much_of_5_networks_as_of_500(client, dov, county, school_year, network):
    sign_in(client, dov)
    many_networks(county, school_year, 5, 0)
    client.get(BOARD)
    few = queries(client, BOARD)
    many_networks(county, school_year, 495, 5)
    assert queries(client, BOARD) == few
    assert few <= 40
