"""Who may announce, read and lead; each check equals its queryset twin."""

from __future__ import annotations

import pytest

from kit.verdicts import Refused
from networks.announcements import rules
from networks.announcements.models import Announcement
from networks.states import EditionState

PEOPLE = ["ada", "ben", "cleo", "dov", "gen", "nina", "hal", "jan"]


@pytest.fixture
def some(announce, dov, county, network, other_network, cleo):
    kept = [announce(), announce(title="Ważne", is_important=True), announce(by=dov, county=county, title="Powiat")]
    gone = announce(title="Wycofane")
    Announcement.objects.filter(pk=gone.pk).update(withdrawn_at=gone.published_at)
    return [*kept, Announcement.objects.get(pk=gone.pk)]


@pytest.mark.parametrize("who", PEOPLE)
def test_each_rule_equals_its_twin(some, who, request):
    user = request.getfixturevalue(who)
    for one in Announcement.objects.all():
        assert bool(rules.may_read(user, one)) == rules.readable_announcements(user).filter(pk=one.pk).exists()
        assert bool(rules.may_lead(user, one)) == rules.led_announcements(user).filter(pk=one.pk).exists()


def test_who_reads_what(some, ada, ben, cleo, dov, nina, gen):
    def titles(user):
        return {one.title for one in rules.readable_announcements(user)}

    assert titles(ben) == titles(gen) == {"Zmiana sali", "Ważne", "Powiat"}
    assert titles(ada) == {"Zmiana sali", "Ważne", "Powiat", "Wycofane"}
    assert titles(cleo) == titles(dov) == {"Powiat"}
    assert titles(nina) == set()


def test_a_twin_of_announcing(network, other_network, ada, ben, dov):
    for user in (ada, ben, dov):
        for one in (network, other_network):
            assert bool(rules.may_announce(user, one)) == rules.announceable_networks(user).filter(pk=one.pk).exists()


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "jan", "nina"])
def test_only_those_who_steer_announce(announce, who, request):
    with pytest.raises(Refused):
        announce(by=request.getfixturevalue(who))
    assert not Announcement.objects.exists()


def test_nobody_announces_to_a_county_of_others(announce, ada, dov, other_county):
    for by in (ada, dov):
        with pytest.raises(Refused, match="powiatu"):
            announce(by=by, county=other_county)
    assert not Announcement.objects.exists()


def test_a_closed_network_is_only_read(announce, edition):
    type(edition).objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    with pytest.raises(Refused, match="zamknięta"):
        announce()
    assert not Announcement.objects.exists()
