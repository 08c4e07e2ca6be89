"""Needs of several schools become a proposal for one network, which answers them together (D33)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import RoleAssignment
from directory.models import Institution
from kit import clock
from kit.verdicts import Refused
from networks.models import Network
from networks.needs import services, themes
from networks.needs.models import Need


@pytest.fixture
def reported(hal: Any, county: Any, school: Any) -> list[Need]:
    """The same from two schools, and something else from the first."""
    other = Institution.objects.create(rspo=991001, name="SP 2", town="Sosnowo", type=school.type, county=county)
    told = (
        ("Niepokój przed sprawdzianem", "Coraz więcej uczniów.", school),
        ("Jak oswoić sprawdzian", "Boją się pytań.", other),
        ("Druk przestrzenny", "Drukarka stoi nieużywana.", school),
    )
    return [
        services.report(by=hal, county=county, title=title, text=text, institution=where) for title, text, where in told
    ]


def _details(ada: Any, county: Any) -> dict[str, Any]:
    from directory.selectors import current_school_year

    return {"title": "Ocenianie", "county": county, "school_year": current_school_year(), "coordinator": ada}


def test_the_same_need_of_two_schools_is_a_theme(dov, reported):
    """Two schools make one; the need of one school alone, and what waits no longer, do not."""
    (theme,) = themes.themes_of(dov)
    assert {theme.need, *theme.others} == set(reported[:2])
    assert len(theme.schools) == 2
    services.refuse(by=dov, need=reported[1], words="Już jest")
    assert themes.themes_of(dov) == []


def test_two_needs_of_one_school_are_no_theme(dov, reported, school):
    """However often one school asks, it is one school."""
    Need.objects.update(institution=school)
    assert themes.themes_of(dov) == []


def test_one_network_answers_them_together(dov, ada, county, reported):
    """Both are answered by it, the third still waits; again with the same needs is refused and opens nothing."""
    network = services.open_network_for(by=dov, need=reported[0], also=[reported[1]], **_details(ada, county))
    states = dict(Need.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in reported] == ["network", "network", "reported"]
    assert Need.objects.filter(network=network).count() == 2
    count = Network.objects.count()
    with pytest.raises(Refused):
        services.open_network_for(by=dov, need=reported[2], also=[reported[1]], **_details(ada, county))
    assert Network.objects.count() == count
    assert Need.objects.get(pk=reported[2].pk).state == "reported"


def test_needs_of_another_county_are_never_taken_along(dov, person, ada, county, other_county, reported):
    """Another county's coordinator sees no theme, and a need of another county is neither found nor answered."""
    stranger = person("Inny", "Powiat")
    RoleAssignment.objects.create(user=stranger, role="county_coordinator", county=other_county, from_on=clock.today())
    assert themes.themes_of(stranger) == []
    far = reported[1]
    Need.objects.filter(pk=far.pk).update(county=other_county)
    far.refresh_from_db()
    assert themes.themes_of(dov) == []
    assert themes.needs_together(dov, reported[0], [str(far.pk), "x", ""]) == []
    with pytest.raises(Refused):
        services.open_network_for(by=dov, need=reported[0], also=[far], **_details(ada, county))
    assert Need.objects.filter(network=None).count() == 3


def test_the_countys_list_leads_to_the_form_and_the_form_keeps_them(client, dov, ada, county, reported):
    """The button brings the prefilled form with the other school's need, and saving answers both."""
    client.force_login(dov)
    (theme,) = themes.themes_of(dov)
    page = client.get(reverse("needs:county")).content.decode()
    address = reverse("needs:open_network", args=[theme.need.pk])
    assert address in page
    form = client.get(address, {"razem": [one.pk for one in theme.others]})
    assert theme.need.title in form.content.decode()
    assert theme.others[0].title in form.content.decode()
    values = dict(form.context["form"].initial.items())
    sent = {
        "title": values["title"], "county": county.pk, "school_year": _details(ada, county)["school_year"].pk,
        "kind": "issue", "audience": ["teachers"], "coordinator": ada.email, "join_policy": "request",
        "razem": [one.pk for one in theme.others],
    }  # fmt: skip
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Need.objects.filter(state="network").count() == 2
