"""The list of networks: one's own first, then those of one's county, then all; filtered by closed lists (AC-13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from accounts import rules as people
from accounts.models import Profile
from directory.models import County, Subject
from networks import rules
from networks.enums import Role
from networks.models import Edition, Membership, Network, fold
from networks.states import EditionState

PER_PAGE = 24


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; empty words mean 'all'. `page` is what the address says, whatever it is."""

    words: str = ""
    county: str = ""
    kind: str = ""
    audience: str = ""
    subject: str = ""
    page: str = "1"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.words or self.county or self.kind or self.audience or self.subject)


def shown_editions(user: Any) -> QuerySet[Edition]:
    """Present years of the networks whose cards `user` may read, with all their card needs."""
    leading = Membership.objects.active().filter(role=Role.COORDINATOR).select_related("user")
    return (
        Edition.objects.current()
        .filter(network__in=rules.listed_networks(user))
        .select_related("network__county", "school_year")
        .prefetch_related(Prefetch("memberships", queryset=leading, to_attr="leading"))
    )


def own_editions(user: Any, *, limit: int | None = None) -> list[Edition]:
    """The networks `user` belongs to now, by name, at most `limit`; each with `own_place`; two queries."""
    leading = Membership.objects.active().filter(role=Role.COORDINATOR).select_related("user")
    places = (
        rules.memberships_of(user)
        .filter(~Q(edition__state=EditionState.DRAFT) | Q(role__in=rules.STEERING))
        .select_related("edition__network__county", "edition__school_year")
        .prefetch_related(Prefetch("edition__memberships", queryset=leading, to_attr="leading"))
        .order_by("edition__network__folded")
    )
    for place in (found := list(places[:limit])):
        place.edition.own_place = place
    return [place.edition for place in found]


def other_editions(user: Any, wanted: Wanted, own: list[Edition]) -> Page:
    """One page of networks as `wanted`; those of the reader's county stand first.

    The reader's `own` ones are left out of the whole list, and marked among those found by a filter.
    """
    rows = narrowed(shown_editions(user), wanted)
    if not wanted.is_narrowed:
        rows = rows.exclude(pk__in=[edition.pk for edition in own])
    near = nearby_counties(user)
    rows = rows.annotate(
        far=Case(When(network__county__in=near, then=Value(0)), default=Value(1), output_field=IntegerField())
    )
    page = Paginator(rows.order_by("far", "network__folded", "pk"), PER_PAGE).get_page(wanted.page)
    page.object_list = list(page.object_list)
    places = {edition.pk: edition.own_place for edition in own}
    for edition in page.object_list:
        edition.own_place = places.get(edition.pk)
    return page


def narrowed(rows: QuerySet[Edition], wanted: Wanted) -> QuerySet[Edition]:
    """`rows` filtered as the reader asked."""
    for word in fold(wanted.words).split()[:6]:
        rows = rows.filter(network__folded__contains=word)
    if wanted.county:
        rows = rows.filter(network__county=wanted.county)
    if wanted.kind:
        rows = rows.filter(network__kind=wanted.kind)
    if wanted.subject:
        rows = rows.filter(network__in=Network.objects.filter(subjects__slug=wanted.subject))
    if wanted.audience:
        # A list in JSON; both databases know it as text, only one knows how to look inside.
        rows = rows.annotate(audience_text=Cast("network__audience", TextField())).filter(
            audience_text__contains=f'"{wanted.audience}"'
        )
    return rows


def nearby_counties(user: Any) -> list[str]:
    """Counties that are one's own: of one's school, of one's roles."""
    school = Profile.objects.filter(user=user).values_list("institution__county", flat=True)
    held = people.roles_of(user).values_list("county", "institution__county")
    return [code for code in {*school, *(code for pair in held for code in pair)} if code]


def counties_with_networks() -> QuerySet[County]:
    """Counties offered in the filter."""
    return County.objects.filter(pk__in=Network.objects.values("county"))


def subjects_of_networks() -> QuerySet[Subject]:
    """Subjects offered in the filter."""
    return Subject.objects.filter(Q(networks__isnull=False)).distinct()
