"""Personal data of the public face."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.personal_data import BLANK, KEEP, register
from pages.models import (
    AccessibilityPage,
    ContentPage,
    CountiesIndex,
    CountyPage,
    HomePage,
    NetworkPage,
    NewsIndex,
    NewsPage,
    OutcomeAuthor,
    OutcomeMaterial,
    OutcomePage,
    OutcomesIndex,
    OutcomeStation,
    Picture,
    PictureRendition,
    SiteFace,
)
from pages.models.content import Featured

WORK = "who edits the public page; kept with the history of publication"
PAGE_PEOPLE = {"owner": (WORK, BLANK), "locked_by": (WORK, BLANK)}
PAGE = " ".join(
    field.name
    for field in Page._meta.get_fields()
    if field.concrete and not field.auto_created and field.name not in PAGE_PEOPLE
)
"""Wagtail's own fields of every page."""


def _page(model: type[Page], fields: str, personal: dict[str, tuple[str, str]] | None = None) -> None:
    register(
        model,
        plain=f"{PAGE} id page_ptr {fields}",
        personal={**PAGE_PEOPLE, **(personal or {})},
        rows=lambda user: model.objects.filter(Q(owner=user) | Q(locked_by=user)),
        erase=leave_pages,
    )


def leave_pages(user: Any) -> None:
    """Public pages stay; nobody's name stands behind them any more."""
    Page.objects.filter(owner=user).update(owner=None)
    Page.objects.filter(locked_by=user).update(locked_by=None, locked=False, locked_at=None)


_page(HomePage, "claim lead body")
_page(ContentPage, "lead body")
_page(CountiesIndex, "lead")
_page(CountyPage, "county lead body")
_page(NetworkPage, "network shows_coordinator coordinator_agreed_on body")
_page(OutcomesIndex, "lead")
_page(
    OutcomePage,
    "lead problem for_whom kind conditions evidence promotion body licence "
    "picture picture_alt network network_name county school_year "
    "subjects stages",
    {"words": (_("names of authors among the words of the gallery's search, made anew with the page"), KEEP)},
)
_page(NewsIndex, "lead")
_page(NewsPage, "dated_on lead body picture picture_alt")
_page(
    AccessibilityPage,
    "body_name site_address published_on updated_on conformity gaps drawn_up_on reviewed_on assessed_by burden "
    "procedure shortcuts building apps",
    dict.fromkeys(
        ("contact_person", "contact_email", "contact_phone"),
        (_("official contact that the act on digital accessibility requires"), KEEP),
    ),
)
register(Featured, plain="id home outcome sort_order")
register(OutcomeMaterial, plain="id page document title sort_order")
register(OutcomeStation, plain="id page kind words happened_on sort_order")
register(
    OutcomeAuthor,
    plain="id page sort_order agreed of_author",
    personal=dict.fromkeys(
        ("name", "role", "agreed_on"),
        (_("the author named with own consent; an editor takes the name off when it is withdrawn"), KEEP),
    ),
    rows=lambda user: OutcomeAuthor.objects.filter(name=user.get_full_name()).exclude(name=""),
    erase=lambda user: None,
)
register(
    Picture,
    plain="id title file description width height created_at focal_point_x focal_point_y focal_point_width "
    "focal_point_height file_size file_hash collection tags",
    personal={
        "uploaded_by_user": (WORK, BLANK),
        "credit": (_("the author of the picture, as copyright asks"), KEEP),
    },
    rows=lambda user: Picture.objects.filter(uploaded_by_user=user),
    erase=lambda user: Picture.objects.filter(uploaded_by_user=user).update(uploaded_by_user=None),
)
register(PictureRendition, plain="id image filter_spec file width height focal_point_key")
register(SiteFace, plain="id operator contact_email security_email header footer")
