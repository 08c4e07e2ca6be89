"""Announcing, withdrawing, reading, and the link of a letter."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from networks.announcements import receipts, selectors, services
from networks.announcements.models import Announcement, Reading
from notifications import mail as letters
from notifications import services as notifications
from notifications.models import Notice


def _mailed():
    for number in Notice.objects.filter(mail_state="waiting").values_list("pk", flat=True):
        letters.send(number)
    return mail.outbox


def test_an_important_one_is_mailed_whole_even_to_those_who_quietened_the_network(announce, ben, ewa, ada, network):
    notifications.choose(by=ben, levels={"": "inbox"}, place=f"network-{network.pk}")
    announce(is_important=True)
    _mailed()
    about = [letter for letter in mail.outbox if "Zmiana sali" in letter.subject]
    assert sorted(letter.to[0] for letter in about) == sorted([ben.email, ewa.email])
    assert "sali 12" in about[0].body
    assert "/ogloszenia/odczyt/" in about[0].body


def test_an_ordinary_one_waits_for_the_weekly_letter(announce, ben):
    announce()
    assert Notice.objects.get(user=ben, kind="announcements.new").mail_state == "letter"


def test_a_county_tells_people_of_all_its_networks_once(announce, dov, county, ben, cleo, network, other_network):
    from networks.services import seat

    seat(edition=other_network.editions.get(is_current=True), user=ben)
    announce(by=dov, county=county)
    told = Notice.objects.filter(kind="announcements.new").values_list("user__first_name", flat=True)
    assert sorted(told) == ["Ada", "Ben", "Cleo", "Olga"]


def test_a_double_click_announces_once(announce):
    key = uuid.uuid4()
    assert announce(key=key) == announce(key=key)
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"title": " "}, {"text": "<p> </p>"}, {"valid_until": clock.today() - timedelta(days=1)}]
)
def test_what_cannot_stand_changes_nothing(announce, values, ben):
    with pytest.raises(Refused):
        announce(**values)
    assert not Announcement.objects.exists()
    assert not Notice.objects.filter(kind__startswith="announcements.").exists()


def test_peoples_html_is_cleaned(announce):
    assert "script" not in announce(text="<p>Dobrze</p><script>zle()</script>").text


def test_a_withdrawn_one_is_not_mailed_and_not_read(announce, ada, ben):
    made = announce(is_important=True)
    services.withdraw(by=ada, announcement=made)
    services.withdraw(by=ada, announcement=made)
    assert not [letter for letter in _mailed() if "Zmiana sali" in letter.subject]
    with pytest.raises(selectors.NotThere):
        selectors.announcement_for(ben, made.pk)
    assert TrailEntry.objects.filter(action="announcements.announcement.withdraw").count() == 1


def test_a_member_cannot_withdraw(announce, ben):
    made = announce()
    with pytest.raises(Refused):
        services.withdraw(by=ben, announcement=made)
    made.refresh_from_db()
    assert made.withdrawn_at is None


def test_opening_is_reading_and_closes_the_notice(announce, client, ada, ben, ewa):
    made = announce()
    client.force_login(ben)
    assert client.get(made.get_absolute_url()).status_code == 200
    client.get(made.get_absolute_url())
    assert [reading.user for reading in Reading.objects.all()] == [ben]
    assert Notice.objects.get(user=ben, kind="announcements.new").read_at
    readers = selectors.readers_of(made)
    assert (readers.count, readers.all) == (1, 2)
    assert readers.unread == [ewa]


def test_the_link_of_a_letter_only_confirms(announce, ben, ewa):
    made = announce(is_important=True)
    visitor = Client(enforce_csrf_checks=True)
    path = "/" + receipts.link(ben.pk, made.pk).split("/", 3)[3]
    page = visitor.get(path)
    assert page.status_code == 200
    assert "Zmiana sali" not in page.content.decode()
    assert not Reading.objects.exists()
    assert visitor.post(path).status_code == 200
    visitor.post(path)
    assert [(reading.user, reading.by_letter) for reading in Reading.objects.all()] == [(ben, True)]
    assert visitor.post(path[:-5] + "abcd/").status_code == 404


def test_the_link_of_one_who_left_or_of_a_withdrawn_one_is_dead(announce, ada, ben, ewa, edition):
    made = announce()
    links = {user.pk: "/" + receipts.link(user.pk, made.pk).split("/", 3)[3] for user in (ben, ewa)}
    edition.memberships.filter(user=ben).update(state="removed")
    assert Client().post(links[ben.pk]).status_code == 404
    services.withdraw(by=ada, announcement=made)
    assert Client().post(links[ewa.pk]).status_code == 404
    assert not Reading.objects.exists()
