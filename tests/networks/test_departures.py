"""What happens elsewhere when a person loses a place, and who may not go before handing over (AC-06, AC-08)."""

from __future__ import annotations

import pytest

from accounts import rules as people
from accounts import services as accounts
from accounts.enums import Seen
from accounts.models import User
from kit.verdicts import Refused
from networks import rules, services
from networks.models import Edition, Membership
from networks.services import DEPARTURES
from networks.states import EditionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone():
    """(year, person) of every departure, in order; what signed in otherwise keeps quiet."""
    seen: list[tuple[int, int]] = []
    with DEPARTURES.swapped(test=lambda membership: seen.append((membership.edition_id, membership.user_id))):
        yield seen


def place(edition, user):
    return Membership.objects.get(edition=edition, user=user)


@pytest.mark.parametrize("verb", [services.remove, services.suspend])
def test_rooms_hear_of_a_removal_and_a_suspension_after_the_commit(
    verb, gone, edition, ada, ben, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        verb(by=ada, membership=place(edition, ben), reason="Umowa.")
        assert gone == []
    assert gone == [(edition.pk, ben.pk)]


def test_rooms_hear_of_leaving_and_of_a_deleted_account(gone, edition, ben, ewa, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.leave(by=ben, edition=edition)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.erase_account(by=ewa)
    assert gone == [(edition.pk, ben.pk), (edition.pk, ewa.pk)]


def test_a_refused_removal_tells_nobody(gone, edition, ben, ewa, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        services.remove(by=ben, membership=place(edition, ewa), reason="Nie lubię.")
    assert gone == []


def test_one_that_fails_stops_neither_the_removal_nor_the_others(
    edition, ada, ben, django_capture_on_commit_callbacks, caplog
):
    seen = []

    def fail(membership):
        raise OSError("away")

    with DEPARTURES.swapped(a=fail, b=seen.append), django_capture_on_commit_callbacks(execute=True):
        services.remove(by=ada, membership=place(edition, ben), reason="Umowa.")
    assert len(seen) == 1
    assert not rules.may_enter(ben, edition.network)


def test_a_removal_shuts_the_room_and_the_open_threads(
    edition, ada, ben, monkeypatch, django_capture_on_commit_callbacks
):
    from datetime import timedelta

    from forum import broadcasts as forum
    from kit import clock
    from meetings import broadcasts
    from meetings import services as meetings

    starts_at = clock.now() + timedelta(minutes=5)
    meeting = meetings.plan(
        by=ada,
        edition=edition,
        title="Spotkanie",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )
    heard = []
    monkeypatch.setattr(broadcasts, "person_out", lambda **values: heard.append(values))
    monkeypatch.setattr(forum, "person_out", lambda **values: heard.append(values))
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(by=ada, membership=place(edition, ben), reason="Umowa.")
    assert {"meeting_id": meeting.pk, "user_id": ben.pk} in heard
    assert {"user_id": ben.pk} in heard


def test_people_of_one_network_are_acquainted_as_long_as_both_belong(edition, ada, ben, cleo, nina):
    assert people.acquainted(ben, ada)
    assert people.acquainted(ada, ben)
    assert not people.acquainted(ben, cleo)
    assert not people.acquainted(ben, nina)
    services.remove(by=ada, membership=place(edition, ben), reason="Umowa.")
    assert not people.acquainted(ben, ada)
    assert not people.acquainted(ada, ben)


def test_contact_shown_to_networks_is_seen_by_them_alone(edition, ada, ben, cleo):
    profile = accounts.change_profile(by=ben, contact_seen_by=Seen.NETWORKS, phone="600700800")
    assert people.may_see_contact(ada, profile)
    assert not people.may_see_contact(cleo, profile)


def test_the_only_coordinator_of_an_open_network_first_hands_it_over(edition, ada, ben, dov):
    verdict = people.may_erase(ada)
    assert not verdict
    assert edition.network.title in str(verdict.reason)
    before = list(Membership.objects.order_by("pk").values())
    with pytest.raises(Refused):
        accounts.erase_account(by=ada)
    assert User.objects.get(pk=ada.pk).first_name == "Ada"
    assert list(Membership.objects.order_by("pk").values()) == before
    services.appoint_coordinator(by=dov, network=edition.network, user=ben)
    assert people.may_erase(ada)
    accounts.erase_account(by=ada)
    assert not Membership.objects.filter(user=ada).exists()


def test_a_closed_network_a_deputy_and_a_member_hold_nobody_back(edition, ada, ben, ewa):
    services.name_deputy(by=ada, membership=place(edition, ben), deputy=True)
    assert people.may_erase(ben)
    assert people.may_erase(ewa)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.CLOSED)
    assert people.may_erase(ada)


def test_a_place_of_a_deleted_account_is_free_again(edition, ben):
    taken = Edition.objects.get(pk=edition.pk).taken
    accounts.erase_account(by=ben)
    assert Edition.objects.get(pk=edition.pk).taken == taken - 1
