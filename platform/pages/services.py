"""The verbs of the public face."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import rules as people
from accounts.enums import Role
from accounts.services import EDITORS
from directory.models import County
from networks.models import Edition, Network
from pages.models import CountiesIndex, CountyPage, NetworkPage, PublicPage
from pages.planting import plant

plant_tree = transaction.atomic(plant)
"""Plant what the site cannot be without: pages, groups, collections, the workflow. Twice is once."""


@transaction.atomic
def county_page_for(county: County) -> CountyPage:
    """The live page of a county, made when it is missing."""
    found = CountyPage.objects.filter(county=county).first()
    if found is not None:
        return found
    index = CountiesIndex.objects.first() or plant_tree()["powiaty"]
    return index.add_child(instance=CountyPage(title=county.name, slug=county.slug, county=county))


@transaction.atomic
def open_network_page(network: Network) -> NetworkPage:
    """The public page of a new network under its county's page; signed into networks.services.OPENINGS."""
    found = NetworkPage.objects.filter(network=network).first()
    if found is not None:
        return found
    return county_page_for(network.county).add_child(
        instance=NetworkPage(title=network.title, slug=network.slug, network=network)
    )


@transaction.atomic
def follow_network(network: Network) -> None:
    """Carry a network's new name or county over to its page."""
    page = NetworkPage.objects.filter(network=network).first()
    if page is None:
        return
    if page.title != network.title:
        page.title = page.draft_title = network.title
        page.save(update_fields=["title", "draft_title"])
    home = county_page_for(network.county)
    if not page.is_child_of(home):
        page.move(home, pos="last-child")


def forget_coordinators_consent(edition: Edition, before: Any, successor: Any, by: Any) -> int:
    """The public page names no coordinator until the new one agrees: a consent is a person's own (CM-08).

    Signed into networks.services.HANDOVERS; gives 1 when a name was taken off.
    """
    shown = NetworkPage.objects.filter(network=edition.network_id, shows_coordinator=True)
    return shown.update(shows_coordinator=False, coordinator_agreed_on=None)


@transaction.atomic
def publish(*, by: Any, page: PublicPage, under: Any = None) -> PublicPage:
    """Make `page` public the way the editors' button does: a revision, then the page.

    A new page goes `under` its parent. Raises ValidationError while an obstacle stands; then nothing is kept.
    """
    if page.pk is None:
        page.live = False
        under.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    return page


@transaction.atomic
def align_editor(user: Any) -> bool:
    """Make membership of the editors' group follow the dated role; True when the person is an editor today."""
    wanted = people.holds(user, Role.EDITOR)
    group = Group.objects.filter(name=EDITORS).first()
    if group is None:
        return False
    held = user.groups.filter(pk=group.pk).exists()
    if wanted and not held:
        user.groups.add(group)
    elif held and not wanted:
        user.groups.remove(group)
    if wanted != held:
        for kept in ("_perm_cache", "_group_perm_cache", "_user_perm_cache"):
            user.__dict__.pop(kept, None)
    return wanted
