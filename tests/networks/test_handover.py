"""Handing a network over: everything moves in one step or nothing does."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.verdicts import Refused
from networks import services
from networks.models import Edition, Handover, Membership, Nomination
from notifications.models import Notice
from tests.networks.test_joining import refused, taken_is_true
from tests.networks.test_screens import sign_in


def role(edition, user):
    return Membership.objects.get(edition=edition, user=user).role


def page(network, name="handover", **more):
    return reverse(f"networks:{name}", kwargs={"slug": network.slug, **more})


@pytest.fixture
def proposal(edition, ada, ben):
    return services.start_handover(by=ada, edition=edition, successor=ben, words="Znasz tę sieć najlepiej.")


def test_roles_swap_and_what_is_open_moves_in_one_step(edition, network, ada, ben, ewa, proposal):
    assert role(edition, ada) == "coordinator"
    moved = []

    def hand(year, before, successor, by):
        moved.append((year.pk, before, successor, by, role(year, successor)))
        return 3

    with services.HANDOVERS.swapped(tasks=hand, silent=lambda *_all: None):
        done = services.accept_handover(by=ben, handover=proposal)
    assert moved == [(edition.pk, ada, ben, ben, "coordinator")]
    assert (role(edition, ada), role(edition, ben)) == ("member", "coordinator")
    assert (done.state, done.moved) == ("accepted", {"tasks": 3})
    assert done.decided_at is not None
    assert Notice.objects.filter(user=ewa, kind="networks.coordinator_changed").count() == 1
    assert taken_is_true(edition)


def test_when_one_part_fails_nothing_has_moved(edition, ada, ben, proposal):
    def fails(*_all):
        raise Refused("Nie teraz.")

    with services.HANDOVERS.swapped(tasks=fails):
        refused(services.accept_handover, by=ben, handover=proposal)
    assert (role(edition, ada), role(edition, ben)) == ("coordinator", "member")
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_refusal_is_told_and_leaves_all_as_it_was(edition, ada, ben, proposal):
    services.refuse_handover(by=ben, handover=proposal, answer="W tym roku nie dam rady.")
    assert (role(edition, ada), role(edition, ben)) == ("coordinator", "member")
    assert Notice.objects.get(user=ada, kind="networks.handover_answered").text == "W tym roku nie dam rady."
    refused(services.accept_handover, by=ben, handover=proposal)


@pytest.mark.parametrize("who", ["ada", "ewa", "gen", "cleo", "dov", "jan"])
def test_only_the_person_asked_answers(request, proposal, who):
    by = request.getfixturevalue(who)
    refused(services.accept_handover, by=by, handover=proposal)
    refused(services.refuse_handover, by=by, handover=proposal)


@pytest.mark.parametrize("who", ["nina", "cleo", "gen"])
def test_nobody_from_outside_and_no_expert_takes_a_network_over(request, edition, ada, who):
    words = refused(services.start_handover, by=ada, edition=edition, successor=request.getfixturevalue(who))
    assert "tylko osobie, która do niej należy" in words


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "nina"])
def test_only_the_coordinator_and_the_county_start_a_handover(request, edition, ewa, who):
    refused(services.start_handover, by=request.getfixturevalue(who), edition=edition, successor=ewa)


def test_one_proposal_at_a_time_and_it_can_be_withdrawn(edition, ada, ewa, dov, proposal):
    assert "już czeka" in refused(services.start_handover, by=ada, edition=edition, successor=ewa)
    services.withdraw_handover(by=dov, handover=proposal)
    services.start_handover(by=ada, edition=edition, successor=ewa)


def test_a_successor_who_left_meanwhile_takes_nothing_over(edition, ben, proposal):
    services.leave(by=ben, edition=edition)
    refused(services.accept_handover, by=ben, handover=proposal)


def test_the_county_asks_in_the_coordinators_name(edition, ada, ewa, dov):
    handover = services.start_handover(by=dov, edition=edition, successor=ewa)
    assert handover.before == ada
    services.accept_handover(by=ewa, handover=handover)
    assert (role(edition, ada), role(edition, ewa)) == ("member", "coordinator")


def test_the_countys_appointment_moves_duties_too_and_withdraws_a_proposal(
    edition, network, ada, ben, ewa, dov, proposal
):
    with services.HANDOVERS.swapped(tasks=lambda *_all: 2):
        services.appoint_coordinator(by=dov, network=network, user=ewa)
    record = Handover.objects.get(state="appointed")
    assert (record.before, record.successor, record.started_by, record.moved) == (ada, ewa, dov, {"tasks": 2})
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_nominations(edition, ada, ben, ewa, gen, cleo):
    one = services.nominate(by=ben, edition=edition, candidate=ewa, words="Prowadziła warsztaty.")
    services.nominate(by=ben, edition=edition, candidate=ewa, words="Prowadzi świetne warsztaty.")
    assert Nomination.objects.get().words == "Prowadzi świetne warsztaty."
    assert Notice.objects.filter(user=ewa, kind="networks.nominated").count() == 1
    refused(services.nominate, by=gen, edition=edition, candidate=ewa)
    refused(services.nominate, by=cleo, edition=edition, candidate=ewa)
    refused(services.nominate, by=ben, edition=edition, candidate=cleo)
    refused(services.nominate, by=ben, edition=edition, candidate=ada)
    refused(services.withdraw_nomination, by=ada, nomination=one)
    services.withdraw_nomination(by=ewa, nomination=one)
    assert not Nomination.objects.exists()


def test_two_clicks_on_the_screens(client, edition, network, ada, ben):
    sign_in(client, ada)
    place = Membership.objects.get(user=ben)
    first = client.get(page(network))
    key = first.context["handover_form"]["once"].value()
    for _click in range(2):
        client.post(page(network, "handover_start"), {"successor": place.pk, "words": "Proszę.", "once": str(key)})
    handover = Handover.objects.get()
    sign_in(client, ben)
    assert "Przejmuję sieć" in client.get(page(network)).content.decode()
    assert "Przejęcie sieci" in client.get("/pulpit/").content.decode()
    client.post(page(network, "handover_accept", number=handover.pk))
    assert role(edition, ben) == "coordinator"
    assert "Ada Kowal → Ben Lis" in client.get(page(network)).content.decode()


def test_somebody_from_outside_is_refused_beside_the_field(client, network, ada, cleo):
    sign_in(client, ada)
    outside = Membership.objects.get(user=cleo)
    answer = client.post(page(network, "handover_start"), {"successor": outside.pk})
    assert "Sieć można przekazać tylko osobie, która do niej należy." in answer.content.decode()
    assert not Handover.objects.exists()


def test_the_last_coordinator_is_led_to_the_handover_when_leaving(client, network, ada):
    sign_in(client, ada)
    text = client.get(page(network, "leave")).content.decode()
    assert "Zanim odejdziesz, przekaż ją następnej." in text
    assert page(network) in text


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("dov", 200), ("gen", 404), ("cleo", 404), ("nina", 404)])
def test_who_opens_the_page(request, client, network, who, status):
    sign_in(client, request.getfixturevalue(who))
    assert client.get(page(network)).status_code == status


def test_a_missing_deputy_is_said_to_who_steers_only(client, network, ada, ben):
    sign_in(client, ada)
    assert "Sieć nie ma zastępstwa" in client.get(network.get_absolute_url()).content.decode()
    sign_in(client, ben)
    assert "Sieć nie ma zastępstwa" not in client.get(network.get_absolute_url()).content.decode()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["start", "accept", "refuse", "withdraw", "appoint", "leave", "deputy"]), st.integers(0, 2)
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_network_always_has_a_coordinator(steps, edition, network, ada, ben, ewa, dov):
    from django.db import transaction

    crowd = [ada, ben, ewa]
    with transaction.atomic():
        for verb, who in steps:
            user = crowd[who]
            waiting = Handover.objects.filter(state="proposed").first()
            fresh = Edition.objects.select_related("network").get(pk=edition.pk)
            acts = {
                "start": lambda u=user, e=fresh: services.start_handover(by=dov, edition=e, successor=u),
                "appoint": lambda u=user: services.appoint_coordinator(by=dov, network=network, user=u),
                "leave": lambda u=user, e=fresh: services.leave(by=u, edition=e),
                "accept": lambda u=user, w=waiting: w and services.accept_handover(by=u, handover=w),
                "refuse": lambda u=user, w=waiting: w and services.refuse_handover(by=u, handover=w),
                "withdraw": lambda w=waiting: w and services.withdraw_handover(by=dov, handover=w),
                "deputy": lambda u=user: services.name_deputy(
                    by=ada, membership=Membership.objects.get(user=u), deputy=True
                ),
            }
            try:
                with transaction.atomic():
                    acts[verb]()
            except (Refused, Membership.DoesNotExist):
                pass
            assert Membership.objects.filter(edition=edition, role="coordinator", state="active").exists()
            assert Handover.objects.filter(edition=edition, state="proposed").count() <= 1
        transaction.set_rollback(True)
