"""Coming and going; every refusal leaves all as it was."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from networks import services
from networks.enums import JoinPolicy, Role
from networks.models import Edition, Membership, Network
from networks.services.seats import SEATED
from networks.states import HOLDING_STATES, MembershipState
from notifications.models import Notice


def everything():
    """All rows that joining may touch, as values."""
    return (
        list(Edition.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
        list(Notice.objects.order_by("pk").values("user", "kind", "title")),
        TrailEntry.objects.count(),
    )


def refused(act, **values):
    """`act` is refused with words and changes nothing."""
    before = everything()
    with pytest.raises(Refused) as caught:
        act(**values)
    assert str(caught.value.reason)
    assert everything() == before
    return str(caught.value.reason)


def taken_is_true(edition):
    fresh = Edition.objects.get(pk=edition.pk)
    seated = fresh.memberships.filter(role__in=SEATED, state__in=HOLDING_STATES).count()
    waiting = fresh.memberships.filter(state=MembershipState.WAITING).exists()
    return fresh.taken == seated <= fresh.capacity and (fresh.is_full or not waiting)


def policy(edition, word):
    Network.objects.filter(pk=edition.network_id).update(join_policy=word)
    return Edition.objects.get(pk=edition.pk)


def test_an_open_network_is_joined_at_once_and_its_coordinator_told(edition, ada, nina):
    place = services.join(by=nina, edition=policy(edition, JoinPolicy.OPEN))
    assert place.state == MembershipState.ACTIVE
    assert Notice.objects.filter(user=ada, kind="networks.joined").count() == 1
    assert taken_is_true(edition)


def test_a_request_waits_takes_no_place_and_is_answered(edition, ada, nina):
    asked = services.join(by=nina, edition=policy(edition, JoinPolicy.REQUEST), motivation="Uczę w klasie IV.")
    assert asked.state == MembershipState.REQUESTED
    assert Notice.objects.get(user=ada, kind="networks.requested").text == "Uczę w klasie IV."
    assert taken_is_true(edition)
    services.accept_request(by=ada, membership=asked)
    asked.refresh_from_db()
    assert asked.state == MembershipState.ACTIVE
    assert Notice.objects.filter(user=nina, kind="networks.answered").count() == 1
    assert taken_is_true(edition)
    refused(services.accept_request, by=ada, membership=asked)


def test_a_refusal_is_told_with_its_reason_and_one_may_ask_again(edition, ada, nina):
    asked = services.join(by=nina, edition=policy(edition, JoinPolicy.REQUEST))
    refused(services.refuse_request, by=ada, membership=asked, reason="  ")
    services.refuse_request(by=ada, membership=asked, reason="Sieć jest dla matematyków.")
    assert Notice.objects.get(user=nina, kind="networks.answered").text == "Sieć jest dla matematyków."
    policy(edition, JoinPolicy.OPEN)
    again = services.join(by=nina, edition=Edition.objects.get(pk=edition.pk))
    assert again.state == MembershipState.REQUESTED, "who was refused asks, even where others just come in"


def test_beyond_capacity_one_stands_in_line(edition, nina):
    Edition.objects.update(capacity=1)
    place = services.join(by=nina, edition=policy(edition, JoinPolicy.OPEN))
    assert place.state == MembershipState.WAITING
    assert taken_is_true(edition)
    assert "miejsce" in refused(services.join, by=nina, edition=policy(edition, JoinPolicy.OPEN))


def test_a_request_accepted_beyond_capacity_stands_in_line_and_is_told(edition, ada, nina):
    Edition.objects.update(capacity=1)
    asked = services.join(by=nina, edition=edition)
    assert asked.state == MembershipState.REQUESTED
    place = services.accept_request(by=ada, membership=asked)
    assert place.state == MembershipState.WAITING
    assert "czekasz na miejsce" in Notice.objects.get(user=nina, kind="networks.answered").title
    assert taken_is_true(edition)


def test_a_network_by_invitation_and_a_closed_one_are_not_joined(edition, nina):
    refused(services.join, by=nina, edition=policy(edition, JoinPolicy.INVITED))
    Edition.objects.update(state="closed")
    refused(services.join, by=nina, edition=policy(edition, JoinPolicy.OPEN))


@pytest.mark.parametrize("who", ["ben", "gen", "ada", "jan"])
def test_who_belongs_does_not_join_again(request, edition, who):
    refused(services.join, by=request.getfixturevalue(who), edition=policy(edition, JoinPolicy.OPEN))


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "nina", "jan"])
def test_only_who_steers_decides(request, edition, ewa, who):
    by = request.getfixturevalue(who)
    member = Membership.objects.get(user=ewa)
    asked = Membership.objects.create(
        edition=edition, user=request.getfixturevalue("sara"), state=MembershipState.REQUESTED
    )
    refused(services.remove, by=by, membership=member, reason="Bo tak.")
    refused(services.suspend, by=by, membership=member, reason="Bo tak.")
    refused(services.accept_request, by=by, membership=asked)
    refused(services.refuse_request, by=by, membership=asked, reason="Bo tak.")
    refused(services.name_deputy, by=by, membership=member, deputy=True)


def test_removing_frees_the_place_and_tells_why(edition, ada, ben, network):
    before = Edition.objects.get(pk=edition.pk).taken
    services.remove(by=ada, membership=Membership.objects.get(user=ben), reason="Zmiana szkoły.")
    assert Edition.objects.get(pk=edition.pk).taken == before - 1
    assert Notice.objects.get(user=ben, kind="networks.place_changed").text == "Zmiana szkoły."
    refused(services.remove, by=ada, membership=Membership.objects.get(user=ben), reason="Jeszcze raz.")


def test_suspending_keeps_the_place_and_is_taken_back(edition, ada, ben, network):
    from networks import rules

    held = Membership.objects.get(user=ben)
    services.suspend(by=ada, membership=held, reason="Do wyjaśnienia.")
    assert taken_is_true(edition)
    assert not rules.may_enter(ben, network)
    refused(services.join, by=ben, edition=Edition.objects.get(pk=edition.pk))
    services.restore(by=ada, membership=held)
    assert rules.may_enter(ben, network)
    assert taken_is_true(edition)


def test_the_last_coordinator_cannot_leave(edition, ada, dov, ben, network):
    assert "jedyn" in refused(services.leave, by=ada, edition=edition).lower()
    services.appoint_coordinator(by=dov, network=network, user=ben, keep_present=True)
    services.leave(by=ada, edition=edition)
    refused(services.leave, by=ben, edition=edition)
    assert taken_is_true(edition)


def test_a_coordinator_is_not_removed_by_a_deputy_nor_oneself(edition, ada, ben, ewa):
    services.name_deputy(by=ada, membership=Membership.objects.get(user=ben), deputy=True)
    services.name_deputy(by=ada, membership=Membership.objects.get(user=ewa), deputy=True)
    refused(services.remove, by=ben, membership=Membership.objects.get(user=ada), reason="Przewrót.")
    refused(services.remove, by=ben, membership=Membership.objects.get(user=ewa), reason="Przewrót.")
    refused(services.remove, by=ada, membership=Membership.objects.get(user=ada), reason="Sama.")
    refused(services.name_deputy, by=ben, membership=Membership.objects.get(user=ewa), deputy=False)
    services.name_deputy(by=ada, membership=Membership.objects.get(user=ben), deputy=False)
    assert Membership.objects.get(user=ben).role == Role.MEMBER


def test_who_left_as_deputy_comes_back_as_member(edition, ada, ben):
    services.name_deputy(by=ada, membership=Membership.objects.get(user=ben), deputy=True)
    services.leave(by=ben, edition=edition)
    place = services.join(by=ben, edition=policy(edition, JoinPolicy.OPEN))
    assert place.role == Role.MEMBER
    assert taken_is_true(edition)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "join",
                "leave",
                "accept",
                "refuse",
                "remove",
                "suspend",
                "restore",
                "deputy",
                "invite",
                "take",
                "decline",
                "late",
            ]
        ),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, word=st.sampled_from([JoinPolicy.OPEN, JoinPolicy.REQUEST]))
def test_places_taken_are_always_the_people_counted(steps, word, edition, ada, ben, ewa, gen, nina):
    from django.db import transaction

    crowd = [ben, ewa, gen, nina]
    Edition.objects.filter(pk=edition.pk).update(capacity=3)
    with transaction.atomic():
        fresh = policy(edition, word)
        for verb, who in steps:
            user = crowd[who]
            held = Membership.objects.filter(edition=edition, user=user).first()
            try:
                with transaction.atomic():
                    _step(verb, ada, user, held, fresh)
            except Refused:
                pass
            assert taken_is_true(edition)
            assert Membership.objects.filter(edition=edition, role=Role.COORDINATOR, state="active").exists()
        transaction.set_rollback(True)


def _step(verb, ada, user, held, edition):
    if verb == "join":
        services.join(by=user, edition=edition)
    elif verb == "leave":
        services.leave(by=user, edition=edition)
    elif verb == "take":
        services.accept_offer(by=user, edition=edition)
    elif verb == "decline":
        services.decline_offer(by=user, edition=edition)
    elif verb == "late":
        with clock.moved_to(clock.now() + services.OFFER_FOR):
            services.end_late_offers()
    elif verb == "invite":
        services.seat(edition=edition, user=user)
    elif held is not None:
        acts = {
            "accept": lambda: services.accept_request(by=ada, membership=held),
            "refuse": lambda: services.refuse_request(by=ada, membership=held, reason="x"),
            "remove": lambda: services.remove(by=ada, membership=held, reason="x"),
            "suspend": lambda: services.suspend(by=ada, membership=held, reason="x"),
            "restore": lambda: services.restore(by=ada, membership=held),
            "deputy": lambda: services.name_deputy(by=ada, membership=held, deputy=True),
        }
        acts[verb]()
