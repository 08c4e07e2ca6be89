"""Places in a network are never overfilled."""

import pytest

from kit.verdicts import Refused
from networks.models import Membership
from networks.services import seat


def test_the_last_place_goes_to_one_and_the_next_is_refused(edition, person):
    edition.capacity = 2
    edition.save()
    seat(edition=edition, user=person("Pierwsza"))
    with pytest.raises(Refused):
        seat(edition=edition, user=person("Druga"))
    edition.refresh_from_db()
    assert edition.taken == 2
    assert Membership.objects.filter(edition=edition).count() == 2


def test_a_second_call_for_the_same_person_takes_no_second_place(edition, ben):
    before = type(edition).objects.get(pk=edition.pk).taken
    seat(edition=edition, user=ben)
    assert type(edition).objects.get(pk=edition.pk).taken == before
