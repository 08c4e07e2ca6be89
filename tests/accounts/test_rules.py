"""Who may see and do what with whom; refusals too."""

from datetime import timedelta

import pytest

from accounts import rules
from accounts.enums import Role, Seen
from accounts.models import RoleAssignment, User
from accounts.selectors import profile_of
from directory.models import Institution
from kit import clock
from kit.verdicts import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def friends(ben, nina):
    """Only Ben and Nina know each other."""

    def know(viewer, person):
        return {viewer.pk, person.pk} == {ben.pk, nina.pk}

    with rules.ACQUAINTED.swapped(test=know):
        yield


@pytest.mark.parametrize(
    ("seen_by", "friend", "stranger"),
    [(Seen.SIGNED_IN, True, True), (Seen.NETWORKS, True, False), (Seen.NOBODY, False, False)],
)
def test_contact_and_description_follow_what_the_person_chose(friends, ben, nina, person, seen_by, friend, stranger):
    profile, other = profile_of(ben), person("Obca", "Osoba")
    profile.contact_seen_by = profile.about_seen_by = seen_by
    for may_see in (rules.may_see_contact, rules.may_see_about):
        assert may_see(ben, profile), "one always sees oneself"
        assert bool(may_see(nina, profile)) == friend
        assert bool(may_see(other, profile)) == stranger


def test_cards_and_their_queryset_agree(ben, nina, person):
    from django.contrib.auth.models import AnonymousUser

    gone = person("Odeszła", "Dawno", is_active=False)
    for viewer in (ben, nina, gone, AnonymousUser()):
        visible = set(rules.visible_people(viewer))
        for someone in User.objects.all():
            assert (someone in visible) == bool(rules.may_see_card(viewer, someone))


def test_a_role_counts_only_on_its_days(nina, county):
    today = clock.today()
    for start, end, counts in [(-9, -1, False), (-9, 0, True), (0, None, True), (1, None, False)]:
        RoleAssignment.objects.all().delete()
        RoleAssignment.objects.create(
            user=nina,
            role=Role.COUNTY_COORDINATOR,
            county=county,
            from_on=today + timedelta(days=start),
            to_on=None if end is None else today + timedelta(days=end),
        )
        assert rules.holds(nina, Role.COUNTY_COORDINATOR, county=county) == counts
        assert rules.needs_second_factor(nina) == counts


def test_who_appoints_whom_where(jan, dov, ada, school, county, other_county):
    elsewhere = Institution.objects.create(rspo=77, name="Szkoła gdzie indziej", type=school.type, county=other_county)
    assert rules.may_appoint(jan, Role.EDITOR)
    assert rules.may_appoint(jan, Role.COUNTY_COORDINATOR, county=county)
    assert rules.may_appoint(dov, Role.SORE, institution=school)
    assert rules.may_appoint(dov, Role.EXPERT)
    for role, scope in [
        (Role.SORE, {"institution": elsewhere}),
        (Role.EDITOR, {}),
        (Role.COUNTY_COORDINATOR, {"county": county}),
    ]:
        verdict = rules.may_appoint(dov, role, **scope)
        assert not verdict
        assert str(verdict.reason)
    assert not rules.may_appoint(ada, Role.SORE, institution=school)
    for person in (jan, dov, ada):
        among = set(rules.appointable_institutions(person))
        for institution in (school, elsewhere):
            assert (institution in among) == bool(rules.may_appoint(person, Role.SORE, institution=institution))


def test_leaving_waits_for_what_must_be_handed_over(nina, jan):
    assert rules.may_erase(nina)
    assert not rules.may_erase(jan), "the only administrator stays"
    with rules.LEAVING.swapped(test=lambda user: refusal("najpierw przekaż sieć")):
        assert rules.may_erase(nina).reason == "najpierw przekaż sieć"
