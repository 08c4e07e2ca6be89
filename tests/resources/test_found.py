"""Who is told by the index that a resource is there."""

from __future__ import annotations

import pytest

from resources.search import face

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("visibility", "both"), [("networks", True), ("network", False)])
def test_networks_it_is_given_to_find_it_too(visibility, both, deposit, ben, network, other_network):
    made = deposit(ben, network, visibility=visibility, shared_with=[other_network], link="https://example.org/")
    shown = face(made)
    wanted = [f"network:{network.pk}"] + [f"network:{other_network.pk}"] * both
    assert shown.audience == wanted
    assert shown.facets["network"] == [network.title] + [other_network.title] * both
