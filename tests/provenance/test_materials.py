"""Addresses of materials: ours by name for who may open them, others as links; nobody passes on what is hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django import forms

from kit import clock
from kit.verdicts import Refused
from networks.assignments import services
from networks.assignments.models import Task
from provenance.forms import AddressesField
from provenance.models import Step
from provenance.registry import Reference, at
from provenance.selectors import materials


def test_addresses_are_read_line_by_line(settings):
    settings.BASE_URL = "https://splot.example"
    field = AddressesField(required=False)
    wanted = " https://example.org/a \n\nhttps://splot.example/zadania/5/\n/zadania/5/\n"
    assert field.clean(wanted) == ["https://example.org/a", "/zadania/5/"]
    for wrong in ("javascript:alert(1)", "ftp://example.org", "słowa", "//example.org/x", "https://a@b.org/"):
        with pytest.raises(forms.ValidationError):
            field.clean(wrong)


def test_an_address_of_ours_names_its_thing():
    assert at("/zadania/5/") == Reference("task", 5)
    assert at("/zadania/") is None
    assert at("https://example.org/zadania/5/") is None


@pytest.mark.django_db
def test_materials_are_steps_and_show_to_those_who_may_open_them(edition, ada, ben, cleo, other_network):
    due_at = clock.now() + timedelta(days=5)
    other = other_network.editions.get(is_current=True)
    head = other.memberships.get(role="coordinator").user
    first = services.give(by=ada, edition=edition, title="Pierwsze", due_at=due_at, people=[ben])
    foreign = services.give(by=head, edition=other, title="U obcych", due_at=due_at, people=[cleo])
    links = [first.get_absolute_url(), "https://example.org/karta"]
    second = services.give(by=ada, edition=edition, title="Drugie", due_at=due_at, people=[ben], links=links)
    assert [one.title for one in materials(ben, second.links)] == ["Pierwsze", "example.org/karta"]
    assert [one.title for one in materials(cleo, second.links)] == ["example.org/karta"]
    assert Step.objects.get().source_id == first.pk
    with pytest.raises(Refused, match="nie można otworzyć"):
        services.give(
            by=ada, edition=edition, title="X", due_at=due_at, people=[ben], links=[foreign.get_absolute_url()]
        )
    assert Task.objects.filter(edition=edition).count() == 2
    values = {"title": "Drugie", "due_at": due_at, "description": "", "checklist": []}
    services.change(by=ada, task=second, version=1, people=[ben], links=links[1:], **values)
    assert not Step.objects.exists()
