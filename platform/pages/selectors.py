"""What the public pages show: always the same few queries, whatever the number of pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction, TaskState

from directory.enums import audience_labels
from directory.models import County
from forum.selectors import has_public_section
from kit.verdicts import NotThere
from networks.blogs.selectors import public_titles
from networks.enums import JoinPolicy
from networks.enums import Role as NetworkRole
from networks.models import Edition, Membership
from networks.outcomes.selectors import shown_questions, uses_of
from networks.states import EditionState
from pages.facets import NetworkFacets, OutcomeFacets
from pages.machine import news_data, outcome_data
from pages.models import (
    AccessibilityPage,
    ContentPage,
    CountyPage,
    HomePage,
    NetworkPage,
    NewsIndex,
    NewsPage,
    OutcomePage,
    OutcomesIndex,
    Picture,
    SiteFace,
)
from pages.models.base import VALUES, address_of
from pages.models.site import CACHE_KEY
from pages.pictures import specs

PER_PAGE = 12
MENUS_KEPT = 60
"""Seconds; other processes learn of a change within this time."""


def _links(blocks: Any) -> list[dict[str, str]]:
    links = []
    for block in blocks:
        page = block.get("page")
        address = block.get("address")
        if page is not None:
            address = address_of(page) if page.live else ""
        if address:
            links.append({"label": block["label"], "address": address})
    return links


def menus() -> dict[str, Any]:
    """Header links, groups of footer links, who runs the site; kept for a minute and until the next change."""
    kept = caches["pieces"].get(CACHE_KEY)
    if kept is not None:
        return kept
    face = SiteFace.load()
    found = {
        "header": _with_forum(_links([link.value for link in face.header])),
        "footer": [{"title": group.value["title"], "links": _links(group.value["links"])} for group in face.footer],
        "operator": face.operator,
        "contact_email": face.contact_email,
        "security_email": face.security_email,
    }
    found["facts"] = repr(found)  # what pages keep their drawn menus under (theme.pieces)
    caches["pieces"].set(CACHE_KEY, found, MENUS_KEPT)
    return found


def _with_forum(links: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same with the forum at the end, where everybody reads a section of it and no editor has put a link to it."""
    forum = reverse("forum:commons")
    if any(link["address"] == forum for link in links) or not has_public_section():
        return links
    return [*links, {"label": gettext("Forum"), "address": forum}]


def unrestricted(rows: QuerySet) -> QuerySet:
    """Of `rows` of pages those that no restriction on them or above them closes, without a query of its own."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closing = PageViewRestriction.objects.alias(here=here).filter(here__startswith=F("page__path"))
    return rows.filter(~Exists(closing))


def home() -> HomePage | None:
    """The home page in the platform's language."""
    return HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()


def _pictured(rows: QuerySet) -> QuerySet:
    """`rows`, each with its picture in the same query and what cards draw of it in one more."""
    made = Picture.get_rendition_model().objects.filter(filter_spec__in=specs("card"))
    return rows.select_related("picture").prefetch_related(
        Prefetch("picture__renditions", made, to_attr="prefetched_renditions")
    )


def outcomes() -> QuerySet[OutcomePage]:
    """Live, unrestricted outcomes, newest first, with what their cards show."""
    return (
        _pictured(unrestricted(OutcomePage.objects.live()).defer_streamfields())
        .select_related("county")
        .order_by("-first_published_at", "-pk")
    )


def outcome_at(slug: str) -> OutcomePage:
    """An outcome everybody can open. Raises NotThere."""
    rows = unrestricted(OutcomePage.objects.live()).select_related(*OutcomePage.served_with)
    found = rows.filter(slug=slug).first()
    if found is None:
        raise NotThere
    return found


def was_public(slug: str) -> bool:
    """Whether an outcome stood here once and was withdrawn (CM-02: 410)."""
    return OutcomePage.objects.filter(slug=slug, live=False, first_published_at__isnull=False).exists()


def news() -> QuerySet[NewsPage]:
    """Live, unrestricted news, newest first."""
    return _pictured(unrestricted(NewsPage.objects.live()).defer_streamfields()).order_by("-dated_on", "-pk")


def network_pages() -> QuerySet[NetworkPage]:
    """Live faces of networks whose present year is not a draft, by name."""
    return (
        unrestricted(NetworkPage.objects.live())
        .defer_streamfields()
        .select_related("network__county")
        .prefetch_related("network__subjects")
        .exclude(network__editions__is_current=True, network__editions__state=EditionState.DRAFT)
        .order_by("network__title")
    )


def _page_of(rows: QuerySet, wanted: Mapping[str, str], per_page: int = PER_PAGE) -> PaginatorPage:
    return Paginator(rows, per_page).get_page(wanted.get("strona") or wanted.get("page"))


def home_values(page: HomePage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Chosen outcomes (the latest when none are chosen), counties with the number of networks, latest news."""
    chosen = list(page.featured.order_by("sort_order").values_list("outcome", flat=True))
    rows = outcomes()
    found = list(rows.filter(pk__in=chosen)) if chosen else []
    if chosen:
        found.sort(key=lambda outcome: chosen.index(outcome.pk))
    return {
        "outcomes": found or list(rows[:4]),
        "counties": list(_counties().filter(networks_shown__gt=0)),
        "news": list(news().prefetch_related(None)[:3]),
    }


def _counties() -> QuerySet[CountyPage]:
    return (
        unrestricted(CountyPage.objects.live())
        .defer_streamfields()
        .select_related("county__voivodeship")
        .annotate(networks_shown=Count("county__networks", filter=Q(county__networks__page__live=True)))
        .order_by("county__name")
    )


def networks_values(page: Any, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Networks that fit the words and facets, and how many fit each facet with the others kept."""
    facets = NetworkFacets(wanted)
    rows = network_pages()
    return {
        "page_of": _page_of(facets.narrowed(rows), wanted),
        "facets": facets,
        "groups": facets.groups(rows.select_related(None).prefetch_related(None)),
    }


def county_values(page: CountyPage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The county's networks and its latest outcomes."""
    return {
        "networks": list(network_pages().filter(network__county=page.county_id)),
        "outcomes": list(outcomes().filter(county=page.county_id)[:4]),
    }


def network_values(page: NetworkPage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """What the public may know of a network: never its members or materials."""
    network = page.network
    edition = Edition.objects.filter(network=network, is_current=True).select_related("school_year").first()
    coordinator = None
    if page.shows_coordinator and page.coordinator_agreed_on and edition is not None:
        head = (
            Membership.objects.active()
            .filter(edition=edition, role=NetworkRole.COORDINATOR)
            .select_related("user")
            .first()
        )
        coordinator = head.user.get_full_name() if head else None
    takes = edition is not None and edition.state in (EditionState.RECRUITING, EditionState.ACTIVE)
    return {
        "network": network,
        "edition": edition,
        "audience": audience_labels(network.audience),
        "subjects": list(network.subjects.all()),
        "stages": list(network.stages.all()),
        "coordinator": coordinator,
        "outcomes": list(outcomes().filter(network=network)[:6]),
        "entries": public_titles(network),
        "join": "closed" if not takes else network.join_policy,
        "policies": JoinPolicy,
        "full": edition is not None and edition.is_full,
    }


def gallery_values(page: Any, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Outcomes that fit the words and facets, and how many fit each facet with the others kept."""
    facets = OutcomeFacets(wanted)
    return {
        "page_of": _page_of(facets.narrowed(outcomes()), wanted),
        "facets": facets,
        "groups": facets.groups(unrestricted(OutcomePage.objects.live())),
    }


def outcome_values(page: OutcomePage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Files, authors who agreed, the network's page while it is public, machine-readable data."""
    authors = page.named_authors()
    subjects, stages = list(page.subjects.all()), list(page.stages.all())
    return {
        "authors": authors,
        "materials": list(page.materials.select_related("document")),
        "subjects": subjects,
        "stages": stages,
        "way": list(page.way.all()) if page.promotion_id else [],
        "uses": uses_of(page.promotion_id),
        "questions": shown_questions(page.promotion_id),
        "network_page": NetworkPage.objects.live().filter(network=page.network_id).first() if page.network_id else None,
        "entries": public_titles(page.network) if page.network is not None else [],
        "data": outcome_data(page, authors, subjects, stages),
    }


def news_values(page: Any, wanted: Mapping[str, str]) -> dict[str, Any]:
    """One page of news."""
    return {"page_of": _page_of(news(), wanted)}


def piece_values(page: NewsPage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """One piece of news."""
    return {"data": news_data(page)}


def content_values(page: ContentPage, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The pages below a plain page."""
    below = unrestricted(ContentPage.objects.live().child_of(page)).defer_streamfields().order_by("path")
    return {"below": list(below) if page.numchild else []}


for _name, _values in {
    "homepage": home_values,
    "countiesindex": networks_values,
    "countypage": county_values,
    "networkpage": network_values,
    "outcomesindex": gallery_values,
    "outcomepage": outcome_values,
    "newsindex": news_values,
    "newspage": piece_values,
    "contentpage": content_values,
}.items():
    VALUES.register(_name, _values)


def county_page(county: County) -> CountyPage | None:
    """The page of a county, or None."""
    return CountyPage.objects.filter(county=county).first()


def waiting_for_editors() -> dict[str, Any]:
    """What the editors' start screen says: pages to approve, the declaration's missing parts."""
    declaration = AccessibilityPage.objects.first()
    return {
        "outcomes": OutcomesIndex.objects.only("pk").first(),
        "news": NewsIndex.objects.only("pk").first(),
        "to_approve": TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count(),
        "drafts": OutcomePage.objects.filter(live=False).count() + NewsPage.objects.filter(live=False).count(),
        "declaration": declaration,
        "missing": len(declaration.obstacles()) if declaration is not None and not declaration.live else 0,
    }
