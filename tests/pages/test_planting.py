"""The tree is planted once, and every network has its page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow

from accounts.services import EDITORS
from directory.models import County
from kit.verdicts import Refused
from networks.services import open_network
from pages.models import AccessibilityPage, CountyPage, HomePage, NetworkPage, SiteFace
from pages.planting import SIGNED_IN, WORKFLOW
from pages.services import follow_network, plant_tree


def counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Page, Group, Collection, Workflow, GroupApprovalTask, Site, SiteFace)
    )


@pytest.mark.django_db
def test_planting_twice_is_planting_once():
    first = plant_tree()
    before = counts()
    second = plant_tree()
    assert counts() == before
    assert {slug: page.pk for slug, page in first.items()} == {slug: page.pk for slug, page in second.items()}
    assert {"home", "powiaty", "efekty", "aktualnosci", "pomoc", "prywatnosc", "deklaracja-dostepnosci"} <= set(first)


@pytest.mark.django_db
def test_planting_leaves_what_editors_changed():
    page = plant_tree()["pomoc"]
    page.title = "Jak korzystać"
    page.save()
    assert plant_tree()["pomoc"].title == "Jak korzystać"


@pytest.mark.django_db
def test_the_site_begins_at_the_home_page_and_closed_files_need_signing_in():
    plant_tree()
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert Collection.objects.get(name=SIGNED_IN).get_view_restrictions().exists()
    assert Group.objects.filter(name=EDITORS).exists()
    assert Workflow.objects.get(name=WORKFLOW).active
    assert not AccessibilityPage.objects.get().live


@pytest.mark.django_db(transaction=True)
def test_the_tree_grows_again_after_the_tables_were_emptied():
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    assert HomePage.objects.count() == 1


def test_a_new_network_has_a_live_page_under_its_county(network, county):
    page = NetworkPage.objects.get(network=network)
    assert page.live
    assert page.title == network.title
    assert page.get_parent().specific == CountyPage.objects.get(county=county)
    assert page.url_path.endswith(f"/powiaty/{county.slug}/{network.slug}/")


def test_a_network_that_could_not_be_opened_leaves_no_page(dov, county, school_year, person):
    before = Page.objects.count()
    head = person("Ula")

    def attempt() -> None:
        with transaction.atomic():
            open_network(by=dov, title="Bez miejsc", county=county, school_year=school_year, coordinator=head)
            raise Refused("nie")

    with pytest.raises(Refused):
        attempt()
    assert Page.objects.count() == before


def test_a_network_with_a_new_name_or_county_takes_its_page_along(network, voivodeship):
    network.title = "Matematyka z odwagą"
    network.county = County.objects.create(code="1493", name="powiat sosnowy", slug="sosnowy", voivodeship=voivodeship)
    network.save()
    follow_network(network)
    page = NetworkPage.objects.get(network=network)
    assert page.title == "Matematyka z odwagą"
    assert page.get_parent().specific.county == network.county
