"""What can be found of the public face: outcomes, networks, news."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kit import clock
from pages import selectors
from pages.models import NetworkPage, NewsPage, OutcomePage
from pages.models.base import address_of
from search.registry import PUBLIC, Face, entry


def _open(page: Page) -> bool:
    return page.live and not page.get_view_restrictions().exists()


def _said(page: Any) -> str:
    return " ".join(page.body.stream_block.get_searchable_content(page.body)) if page.body else ""


def _words(page: OutcomePage) -> list[str]:
    names = [row.name for row in page.named_authors()]
    own = [page.lead, page.problem, page.for_whom, page.conditions, page.evidence, page.network_name]
    return [*own, *names, _said(page)]


def outcome_face(page: OutcomePage) -> Face | None:
    """A live outcome, for everybody."""
    if not _open(page):
        return None
    return Face(
        title=page.title,
        text="\n".join(_words(page)),
        url=address_of(page),
        audience=[PUBLIC],
        dated_at=page.first_published_at or clock.now(),
        facets={
            "subject": [subject.name for subject in page.subjects.all()],
            "stage": [stage.name for stage in page.stages.all()],
            "county": [page.county.name] if page.county else [],
        },
    )


def network_face(page: NetworkPage) -> Face | None:
    """A network's public page."""
    if not _open(page) or not selectors.network_pages().filter(pk=page.pk).exists():
        return None
    return Face(
        title=page.title,
        text="\n".join([page.network.summary, _said(page)]),
        url=address_of(page),
        audience=[PUBLIC],
        dated_at=page.first_published_at or page.network.created_at,
        facets={
            "subject": [subject.name for subject in page.network.subjects.all()],
            "county": [page.network.county.name],
        },
    )


def news_face(page: NewsPage) -> Face | None:
    """A live piece of news."""
    if not _open(page):
        return None
    return Face(
        title=page.title,
        text="\n".join([page.lead, _said(page)]),
        url=address_of(page),
        audience=[PUBLIC],
        dated_at=page.first_published_at or clock.now(),
    )


def _among(rows: Any) -> Any:
    def among(user: Any) -> QuerySet:
        return rows()

    return among


def strangers_networks(user: Any) -> QuerySet:
    """For visitors; who is signed in finds the network itself, signed in by `networks`."""
    return NetworkPage.objects.none() if user.is_authenticated else selectors.network_pages()


entry(
    "outcome",
    label=_("Outcomes"),
    model=OutcomePage,
    face=outcome_face,
    among=_among(selectors.outcomes),
    rows=OutcomePage.objects.all,
    icon="sparkles",
)
entry(
    "network_page",
    label=_("Networks"),
    model=NetworkPage,
    face=network_face,
    among=strangers_networks,
    rows=NetworkPage.objects.all,
    icon="network",
)
entry(
    "news",
    label=_("News"),
    model=NewsPage,
    face=news_face,
    among=_among(selectors.news),
    rows=NewsPage.objects.all,
    icon="newspaper",
)
