"""The pages of announcements."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit import clock
from networks.announcements.models import Announcement
from networks.announcements.reporting import figures


def test_the_coordinator_writes_and_sees_who_has_read(client, ada, ben, ewa, network):
    client.force_login(ada)
    page = f"/sieci/{network.slug}/ogloszenia/nowe/"
    wrong = client.post(page, {"title": "", "text": "Treść zostaje", "valid_until": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Ogłoszenie potrzebuje tytułu" in wrong.content.decode()
    assert "Ten dzień już minął" in wrong.content.decode()
    assert "Treść zostaje" in wrong.content.decode()
    answer = client.post(page, {"title": "Sala 12", "text": "Przychodzimy\nwcześniej", "is_important": "on"})
    made = Announcement.objects.get()
    assert answer.url == made.get_absolute_url()
    assert made.is_important
    client.force_login(ben)
    seen = client.get(made.get_absolute_url()).content.decode()
    assert "Przychodzimy" in seen
    assert "Kto odczytał" not in seen
    client.force_login(ada)
    assert "1 z 2" in client.get(made.get_absolute_url()).content.decode()


def test_a_county_coordinator_writes_to_all_networks(client, dov, county, cleo, ben):
    client.force_login(dov)
    assert "Ogłoszenie do wszystkich sieci" in client.get("/ogloszenia/").content.decode()
    page = f"/ogloszenia/powiat/{county.pk}/nowe/"
    assert client.get(page).status_code == 200
    client.post(page, {"title": "Konferencja", "text": "Zapraszam"})
    for user in (ben, cleo):
        client.force_login(user)
        assert "Konferencja" in client.get("/ogloszenia/").content.decode()
        assert client.get(page).status_code == 404


def test_the_start_pages_show_what_is_in_force(client, announce, ben, network):
    announce(title="Ważne jutro", is_important=True)
    old = announce(title="Dawne")
    Announcement.objects.filter(pk=old.pk).update(valid_until=clock.today() - timedelta(days=1))
    client.force_login(ben)
    space = client.get(f"/sieci/{network.slug}/").content.decode()
    assert "Ważne jutro" in space
    assert "Dawne" not in space
    assert "Ważne jutro" in client.get("/pulpit/").content.decode()
    client.get(Announcement.objects.get(title="Ważne jutro").get_absolute_url())
    assert "Ważne jutro" not in client.get("/pulpit/").content.decode()
    assert "Dawne" in client.get(f"/sieci/{network.slug}/ogloszenia/").content.decode()


def test_queries_do_not_grow(client, announce, ben, network):
    client.force_login(ben)
    counts = []
    for number in (3, 40):
        for one in range(number):
            announce(title=f"Nr {one}")
        client.get(f"/sieci/{network.slug}/ogloszenia/")  # what is remembered is remembered for both
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/sieci/{network.slug}/ogloszenia/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_the_report_counts_the_year(announce, edition):
    announce(), announce()
    assert [figure.value for figure in figures(edition)] == [2]
