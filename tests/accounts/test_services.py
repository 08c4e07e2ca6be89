"""The verbs of people: what they write, whom they tell, and that a refusal changes nothing."""

import pytest
from django.db import IntegrityError, transaction

from accounts import rules, services
from accounts.consents import PUBLICATION, RULES
from accounts.enums import Role
from accounts.models import Consent, RoleAssignment, User
from kit.verdicts import Refused
from moderation.models import TrailEntry
from notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_an_appointed_editor_comes_into_the_cms_and_leaves_it_again(jan, nina):
    given = services.appoint(by=jan, user=nina, role=Role.EDITOR)
    nina.refresh_from_db()
    assert nina.is_staff
    assert list(nina.groups.values_list("name", flat=True)) == [services.EDITORS]
    assert Notice.objects.filter(user=nina, kind="accounts.role_given").exists()
    assert TrailEntry.objects.filter(action="accounts.role.give", about_id=str(nina.pk)).exists()
    services.end_role(by=jan, assignment=given)
    nina.refresh_from_db()
    assert not nina.is_staff
    assert not nina.groups.exists()
    assert Notice.objects.filter(user=nina, kind="accounts.role_ended").exists()


def test_the_same_role_twice_is_one(jan, nina, school):
    one = services.appoint(by=jan, user=nina, role=Role.SORE, institution=school)
    assert services.appoint(by=jan, user=nina, role=Role.SORE, institution=school) == one
    assert RoleAssignment.objects.filter(user=nina).count() == 1


@pytest.mark.parametrize("role", [Role.COUNTY_COORDINATOR, Role.SORE, Role.DIRECTOR])
def test_a_role_without_its_scope_is_refused_and_nothing_changes(jan, nina, role):
    with pytest.raises(Refused):
        services.appoint(by=jan, user=nina, role=role)
    assert not RoleAssignment.objects.filter(user=nina).exists()


def test_nobody_appoints_without_the_right(ada, nina, school):
    for role, scope in [(Role.EDITOR, {}), (Role.SORE, {"institution": school}), (Role.EXPERT, {})]:
        with pytest.raises(Refused):
            services.appoint(by=ada, user=nina, role=role, **scope)
    assert not RoleAssignment.objects.filter(user=nina).exists()
    assert not Notice.objects.filter(user=nina).exists()


def test_nobody_ends_a_role_without_the_right(sara, ada):
    held = RoleAssignment.objects.get(user=sara)
    with pytest.raises(Refused):
        services.end_role(by=ada, assignment=held)
    assert rules.holds(sara, Role.SORE)


def test_a_consent_is_written_once_and_withdrawn_with_its_time(nina):
    services.give_consent(by=nina, kind=PUBLICATION.name)
    services.give_consent(by=nina, kind=PUBLICATION.name)
    assert Consent.objects.filter(user=nina).count() == 1
    assert rules.may_be_named(nina)
    services.withdraw_consent(by=nina, kind=PUBLICATION.name)
    assert Consent.objects.get(user=nina).withdrawn_at is not None
    assert not rules.may_be_named(nina)
    services.give_consent(by=nina, kind=PUBLICATION.name)
    assert Consent.objects.filter(user=nina).count() == 2


def test_what_an_account_rests_on_is_not_withdrawn_alone(nina):
    services.give_consent(by=nina, kind=RULES.name)
    for kind in (RULES.name, "nic-takiego"):
        with pytest.raises(Refused):
            services.withdraw_consent(by=nina, kind=kind)
    assert Consent.objects.get(user=nina).withdrawn_at is None


def test_two_consents_in_force_are_impossible_in_the_database(nina):
    Consent.objects.create(user=nina, kind="rules", version="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=nina, kind="rules", version="1")


def test_a_made_person_can_sign_in_at_once_and_is_made_once(db):
    from allauth.account.models import EmailAddress

    one = services.make_person(email=" Zofia@Example.ORG ", first_name="Zofia", last_name="Nowa")
    assert services.make_person(email="zofia@example.org", first_name="X", last_name="Y") == one
    assert one.email == "zofia@example.org"
    assert EmailAddress.objects.get(user=one).verified
    assert set(Consent.objects.filter(user=one).values_list("kind", flat=True)) == {"rules", "privacy"}
    assert User.objects.filter(email="zofia@example.org").count() == 1


def test_a_closed_school_is_not_chosen(nina, school):
    from datetime import date

    school.closed_on = date(2020, 8, 31)
    with pytest.raises(Refused):
        services.choose_school(by=nina, institution=school)
    nina.profile.refresh_from_db()
    assert nina.profile.institution is None


def test_only_fields_of_the_profile_are_changed(nina):
    with pytest.raises(TypeError):
        services.change_profile(by=nina, first_name="Nina", last_name="Nowa", is_superuser=True)
    nina.refresh_from_db()
    assert not nina.is_superuser


def test_an_account_deleted_in_the_cms_leaves_as_its_person_would(client, jan, nina, ada, network):
    client.force_login(jan)
    page = f"/cms/users/delete/{nina.pk}/"
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 302
    assert not User.objects.filter(pk=nina.pk, is_active=True).exists()
    assert TrailEntry.objects.filter(action="accounts.person.erase", about_id=str(nina.pk)).exists()
    # Whoever leads a network alone hands it over first.
    assert client.post(f"/cms/users/delete/{ada.pk}/").status_code == 302
    ada.refresh_from_db()
    assert ada.is_active
    assert ada.first_name == "Ada"
    bulk = f"/cms/bulk/accounts/user/delete/?id={ada.pk}"
    client.post(bulk)
    assert User.objects.filter(pk=ada.pk, first_name="Ada").exists()


def test_only_administrators_erase_another_person(dov, nina, jan):
    with pytest.raises(Refused):
        services.erase_person(by=dov, person=nina)
    with pytest.raises(Refused):
        services.erase_person(by=jan, person=jan)
    nina.refresh_from_db()
    assert nina.is_active
