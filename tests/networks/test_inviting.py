"""Invitations by e-mail: one use, one address, fourteen days, fifty a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kit.verdicts import Refused
from networks import rules, services
from networks.models import Edition, Invitation, Membership
from networks.views.invitation import SESSION_KEY
from tests.networks.test_joining import refused, taken_is_true


@pytest.fixture
def invitation(edition, ada):
    return services.invite(by=ada, edition=edition, emails=["Nina.Demo@Example.org"])[0]


@pytest.fixture
def invited(person):
    return person("Nina", email="nina.demo@example.org")


def page(invitation):
    return reverse("networks:invitation", kwargs={"token": invitation.token})


def test_a_letter_with_the_link_goes_out_through_the_worker(invitation, work_done):
    assert mail.outbox == []
    work_done()
    letter = next(one for one in mail.outbox if one.to == ["nina.demo@example.org"])
    assert page(invitation) in letter.body
    assert "Zaproszenie" in letter.subject
    assert len(invitation.token) >= 32


def test_a_withdrawn_invitation_sends_no_letter(invitation, ada, work_done):
    services.withdraw_invitation(by=ada, invitation=invitation)
    work_done()
    assert [one for one in mail.outbox if one.to == ["nina.demo@example.org"]] == []


def test_accepting_takes_a_place_once(invitation, invited, edition):
    place = services.accept_invitation(by=invited, invitation=invitation)
    assert place.role == "member"
    assert taken_is_true(edition)
    refused(services.accept_invitation, by=invited, invitation=invitation)


def test_another_address_is_refused(invitation, ben):
    refused(services.accept_invitation, by=ben, invitation=invitation)
    invitation.refresh_from_db()
    assert invitation.used_at is None


@pytest.mark.parametrize(
    "change",
    [{"withdrawn_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}],
    ids=["withdrawn", "late"],
)
def test_a_dead_invitation_is_refused(invitation, invited, change):
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    refused(services.accept_invitation, by=invited, invitation=invitation)


def test_accepting_beyond_capacity_stands_in_line(invitation, invited, edition):
    Edition.objects.update(capacity=1)
    assert services.accept_invitation(by=invited, invitation=invitation).state == "waiting"
    invitation.refresh_from_db()
    assert invitation.used_at is not None
    assert taken_is_true(edition)


def test_an_old_letter_opens_no_door_to_who_was_suspended_or_removed(edition, ada, ben):
    for act in (services.suspend, services.remove):
        made = Invitation.objects.create(
            edition=edition, email=ben.email, invited_by=ada, expires_at=timezone.now() + timedelta(days=5)
        )
        act(by=ada, membership=Membership.objects.get(user=ben), reason="Do wyjaśnienia.")
        refused(services.accept_invitation, by=ben, invitation=made)


def test_an_expert_takes_no_place_and_has_a_last_day(edition, ada, invited):
    before = Edition.objects.get(pk=edition.pk).taken
    last = date.today() + timedelta(days=5)
    refused(services.invite, by=ada, edition=edition, emails=["nina.demo@example.org"], role="expert")
    made = services.invite(by=ada, edition=edition, emails=["nina.demo@example.org"], role="expert", ends_on=last)[0]
    place = services.accept_invitation(by=invited, invitation=made)
    assert (place.role, place.ends_on) == ("expert", last)
    assert Edition.objects.get(pk=edition.pk).taken == before


def test_an_expert_becomes_a_member_by_invitation(edition, ada, gen, network):
    made = services.invite(by=ada, edition=edition, emails=[gen.email])[0]
    services.accept_invitation(by=gen, invitation=made)
    assert Membership.objects.get(user=gen).role == "member"
    assert taken_is_true(edition)


def test_nobody_is_invited_twice_nor_from_inside(edition, ada, ben, invitation):
    refused(services.invite, by=ada, edition=edition, emails=["nina.demo@example.org"])
    refused(services.invite, by=ada, edition=edition, emails=["nowy@example.org", ben.email])
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("role", ["coordinator", "deputy", "boss"])
def test_no_other_role_is_invited(edition, ada, role):
    refused(services.invite, by=ada, edition=edition, emails=["nowy@example.org"], role=role)


@pytest.mark.parametrize("who", ["ben", "gen", "cleo", "dov", "jan"])
def test_only_who_steers_invites(request, edition, invitation, who):
    by = request.getfixturevalue(who)
    refused(services.invite, by=by, edition=edition, emails=["nowy@example.org"])
    refused(services.withdraw_invitation, by=by, invitation=invitation)
    refused(services.resend_invitation, by=by, invitation=invitation)


def test_fifty_a_day_and_not_one_more(edition, ada):
    services.invite(by=ada, edition=edition, emails=[f"osoba{n}@example.org" for n in range(50)])
    refused(services.invite, by=ada, edition=edition, emails=["jeszcze@example.org"])
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=2))
    services.invite(by=ada, edition=edition, emails=["jeszcze@example.org"])


def test_sending_again_renews_the_same_link_at_most_daily(invitation, ada):
    refused(services.resend_invitation, by=ada, invitation=invitation)
    Invitation.objects.update(
        sent_at=timezone.now() - timedelta(days=15), expires_at=timezone.now() - timedelta(days=1)
    )
    again = services.resend_invitation(by=ada, invitation=invitation)
    assert again.token == invitation.token
    assert again.is_valid_at(timezone.now())


def test_a_double_click_invites_once(client, ada, network):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("networks:invitations", kwargs={"slug": network.slug})
    key = client.get(address).context["form"]["once"].value()
    data = {"emails": "a@example.org, b@example.org", "role": "member", "ends_on": "", "once": str(key)}
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 302
    assert Invitation.objects.count() == 2


def test_bad_addresses_are_named_and_stay_typed(client, ada, network):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("networks:invitations", kwargs={"slug": network.slug})
    answer = client.post(address, {"emails": "a@example.org nikt", "role": "member"})
    text = answer.content.decode()
    assert "To nie jest adres e-mail: nikt." in text
    assert "a@example.org nikt" in text
    assert Invitation.objects.count() == 0


def test_an_unknown_link_is_one_clear_page(client, db):
    answer = client.get("/zaproszenie/tego-nie-ma/")
    assert answer.status_code == 404
    assert "Nie ma takiego zaproszenia" in answer.content.decode()
    assert client.post("/zaproszenie/tego-nie-ma/").status_code in {302, 404}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"withdrawn_at": timezone.now()}, "wycofane"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "straciło ważność"),
        ({"used_at": timezone.now()}, "wykorzystane"),
    ],
)
def test_a_dead_link_says_what_became_of_it(client, invitation, change, words):
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    answer = client.get(page(invitation))
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert invitation.email not in answer.content.decode()


def test_a_visitor_sees_the_network_and_the_address_waits_for_sign_up(client, invitation, network):
    answer = client.get(page(invitation))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert network.title in text
    assert invitation.email not in text
    assert client.session[SESSION_KEY] == invitation.email
    assert client.post(page(invitation)).status_code == 302
    assert Membership.objects.filter(user__email=invitation.email).count() == 0


def test_the_invited_person_accepts_on_the_page(client, invitation, invited, network):
    client.force_login(invited, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page(invitation)).status_code == 200
    answer = client.post(page(invitation))
    assert answer.url == network.get_absolute_url()
    assert rules.may_enter(invited, network)
    assert client.get(page(invitation)).url == network.get_absolute_url()


def test_somebody_elses_account_is_told_and_gets_nothing(client, invitation, ben, nina):
    client.force_login(nina, backend="django.contrib.auth.backends.ModelBackend")
    assert "inny adres" in client.get(page(invitation)).content.decode()
    assert client.post(page(invitation)).status_code == 409
    with pytest.raises(Refused):
        services.accept_invitation(by=nina, invitation=invitation)
