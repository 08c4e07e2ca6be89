"""Which licence may follow which: a table, read both ways."""

import pytest

from resources import licences
from resources.enums import LICENCE_SENTENCES, Licence


def test_every_licence_has_its_row_and_its_sentence():
    assert set(licences.MAY_BECOME) == set(Licence.values) == set(LICENCE_SENTENCES)


@pytest.mark.parametrize(
    ("original", "adapted"),
    [
        ("cc0", "cc_by"), ("cc0", "reserved"), ("cc_by", "cc_by"), ("cc_by", "cc_by_sa"), ("cc_by", "cc_by_nc"),
        ("cc_by", "cc_by_nc_sa"), ("cc_by_nc", "cc_by_nc_sa"), ("cc_by_sa", "cc_by_sa"), ("cc_by_nc_sa", "cc_by_nc_sa"),
    ],
)  # fmt: skip
def test_what_fits(original, adapted):
    assert licences.may_carry(original, adapted)


@pytest.mark.parametrize(
    ("original", "adapted"),
    [
        ("cc_by", "cc0"), ("cc_by_nc", "cc_by"), ("cc_by_nc", "cc_by_sa"), ("cc_by_sa", "cc_by"),
        ("cc_by_sa", "cc_by_nc_sa"), ("cc_by_nc_sa", "cc_by_sa"), ("cc_by_nd", "cc_by_nd"), ("cc_by_nc_nd", "cc_by"),
        ("reserved", "reserved"), ("link_only", "cc_by"), ("cc0", "link_only"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(original, adapted):
    verdict = licences.may_carry(original, adapted)
    assert not verdict
    assert str(verdict.reason).endswith(".")


def test_nothing_becomes_freer_than_it_was():
    """A condition of the original (naming, sharing alike, not earning) stands in whatever follows."""
    for original, after in licences.MAY_BECOME.items():
        for condition in ("nc", "sa"):
            if condition in original.split("_"):
                assert all(condition in one.split("_") or one == "reserved" for one in after), original
    assert "cc0" not in {one for first, after in licences.MAY_BECOME.items() if first != "cc0" for one in after}


@pytest.mark.parametrize("original", Licence.values)
def test_ones_own_work_may_stand_under_anything(original):
    assert all(licences.may_carry(original, adapted, own=True) for adapted in Licence.values)
