"""The page of one resource and of its older versions; fetching is checking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from taggit.models import Tag

from directory.models import KeyCompetence, Stage, Subject
from files.models import StoredFile
from kit.prepared import Prepared
from kit.verdicts import NotThere
from networks import rules as networks
from networks.models import Network
from resources import licences, rules
from resources.enums import LICENCE_ADDRESSES, LICENCE_SENTENCES, Licence
from resources.models import LinkCheck, Origin, Resource, Review, Shelf, UseNote, Version
from resources.naming import named_author
from resources.selectors.library import Card, card_of, drawable, light_files
from resources.videos import Video, video_of

MOST_NOTES = 50
DEEPEST = 6


_HEAD = Prepared(lambda pk: Resource.objects.select_related("network").filter(pk=pk), pk=int)


def head_for(user: Any, pk: int) -> Resource:
    """The resource with its network alone, when `user` may read it now; NotThere otherwise."""
    resource = _HEAD.first(pk=pk)
    if resource is None or not rules.may_read(user, resource):
        raise NotThere
    return resource


def hands_in(resource: Resource) -> frozenset[int] | None:
    """The people to whom its page shows what is their own; None when that may be anybody (it was made from another)."""
    if resource.origins.exists():
        return None
    found = {resource.created_by_id} if resource.created_by_id is not None else set()
    for rows in (resource.notes, resource.reviews):
        found.update(rows.exclude(author=None).values_list("author", flat=True))
    return frozenset(found)


def resource_for(user: Any, pk: int) -> Resource:
    """The resource with all its page shows, when `user` may read it now; NotThere otherwise."""
    resource = (
        Resource.objects.select_related("network", "created_by")
        .prefetch_related(light_files(), "subjects", "stages", "competences", "tags")
        .filter(pk=pk)
        .first()
    )
    if resource is None or not rules.may_read(user, resource):
        raise NotThere
    return resource


def version_for(user: Any, pk: int, number: int) -> Version:
    """A version of a resource `user` may read, with its files."""
    resource = resource_for(user, pk)
    files = light_files("files")
    version = resource.versions.prefetch_related(files).select_related("made_by").filter(number=number).first()
    if version is None:
        raise NotThere
    version.resource = resource
    return version


@dataclass(frozen=True)
class Ancestor:
    """What a resource was made from; `open` tells whether the reader may go there."""

    origin: Origin
    open: bool


@dataclass(frozen=True)
class ResourcePage:
    """What the page of one resource shows."""

    resource: Resource
    files: list[StoredFile]
    tags: list[Tag]
    subjects: list[Subject]
    stages: list[Stage]
    competences: list[KeyCompetence]
    licence_sentence: str
    licence_address: str
    related: list[Card]
    versions: list[Version] = field(default_factory=list)
    notes: list[UseNote] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    ancestors: list[Ancestor] = field(default_factory=list)
    adaptations: list[Card] = field(default_factory=list)
    shelves: list[Shelf] = field(default_factory=list)

    dead_since: datetime | None = None
    """Since when the other end of its link has not answered."""
    author: str = ""
    """Whom the reader may be told: a visitor only of those who agreed to be named."""

    @property
    def video(self) -> Video | None:
        """The film behind the link, when it lies on a site we know."""
        return video_of(self.resource.link) if self.resource.link else None

    @property
    def preview(self) -> StoredFile | None:
        """The file whose first page can be shown."""
        return next((file for file in self.files if file.preview), None)

    @property
    def older(self) -> list[Version]:
        """The versions before the present one."""
        return [version for version in self.versions if version.number != self.resource.number]

    @property
    def present(self) -> Version | None:
        """The version its page gives."""
        return next((version for version in self.versions if version.number == self.resource.number), None)


def page_of(user: Any, resource: Resource) -> ResourcePage:
    """The page of a resource fetched with `resource_for`."""
    tags = sorted(resource.tags.all(), key=lambda tag: tag.name)
    judge = bool(rules.may_judge(user, resource)) if user.is_authenticated else False
    adapted = rules.readable_resources(user).shown().filter(origins__original=resource).distinct()
    return ResourcePage(
        resource=resource,
        files=list(resource.files.all()),
        tags=tags,
        subjects=list(resource.subjects.all()),
        stages=list(resource.stages.all()),
        competences=list(resource.competences.all()),
        licence_sentence=str(LICENCE_SENTENCES[Licence(resource.licence)]),
        licence_address=LICENCE_ADDRESSES.get(Licence(resource.licence), ""),
        related=related_to(user, resource, [tag.pk for tag in tags]),
        versions=list(resource.versions.select_related("made_by")),
        notes=list(_open_ones(resource.notes, judge)[:MOST_NOTES]),
        reviews=list(_open_ones(resource.reviews, judge)[:MOST_NOTES]),
        ancestors=ancestors_of(user, resource),
        adaptations=[card_of(other) for other in drawable(adapted[:6])],
        shelves=list(_collections_with(user, resource)),
        dead_since=_dead_since(resource),
        author=str(resource.created_by or "") if user.is_authenticated else named_author(resource),
    )


def _dead_since(resource: Resource) -> datetime | None:
    if not resource.link:
        return None
    watched = LinkCheck.objects.filter(resource=resource, link=resource.link, dead_since__isnull=False)
    return watched.values_list("dead_since", flat=True).first()


def _open_ones(rows: Any, judge: bool) -> QuerySet:
    found = rows.select_related("author")
    return found if judge else found.filter(hidden_at=None)


def _collections_with(user: Any, resource: Resource) -> QuerySet[Shelf]:
    shelves = rules.readable_shelves(user).filter(network__isnull=False)
    return shelves.filter(pk__in=resource.placings.values("shelf")).select_related("network")[:6]


def related_to(user: Any, resource: Resource, tags: list[int]) -> list[Card]:
    """Up to four others the reader may open that share a tag or stand on the same collection, the used ones first."""
    beside = Resource.objects.filter(
        placings__shelf__in=Shelf.objects.filter(network__isnull=False, placings__resource=resource)
    )
    tagged = Resource.objects.filter(tags__in=tags)
    near = Q(pk__in=tagged.order_by().values("pk")) | Q(pk__in=beside.order_by().values("pk"))
    rows = rules.readable_resources(user).shown().filter(near).exclude(pk=resource.pk)
    return [card_of(other) for other in drawable(rows.order_by("-good_uses", "-uses", "-pk")[:4])]


def ancestors_of(user: Any, resource: Resource) -> list[Ancestor]:
    """What it was made from, what that was made from, and so on; each with whether the reader may open it."""
    found: list[Origin] = []
    level, seen = [resource.pk], {resource.pk}
    for _step in range(DEEPEST):
        rows = list(Origin.objects.filter(resource__in=level).select_related("original"))
        found += rows
        level = [row.original_id for row in rows if row.original_id and row.original_id not in seen]
        seen.update(level)
        if not level:
            break
    numbers = [origin.original_id for origin in found if origin.original_id]
    readable = rules.readable_resources(user).filter(pk__in=numbers) if numbers else Resource.objects.none()
    opens = set(readable.values_list("pk", flat=True))
    return [Ancestor(origin, origin.original_id in opens) for origin in found]


def note_for(user: Any, pk: int) -> UseNote:
    """A note on a resource `user` may read."""
    return _written_for(user, UseNote.objects.filter(pk=pk))


def review_for(user: Any, pk: int) -> Review:
    """A review of a resource `user` may read."""
    return _written_for(user, Review.objects.filter(pk=pk))


def _written_for(user: Any, rows: Any) -> Any:
    written = rows.select_related("resource__network").first()
    if written is None or not rules.may_read(user, written.resource):
        raise NotThere
    return written


def networks_to_add_in(user: Any) -> QuerySet[Network]:
    """The networks to whose library `user` may add."""
    return networks.writable_networks(user).order_by("title")


def networks_to_share_with(user: Any, network: Network) -> QuerySet[Network]:
    """The other networks a resource of `network` can be given to: the person's own, and those of its county."""
    near = Network.objects.filter(county=network.county_id)
    own = networks.enterable_networks(user)
    return Network.objects.filter(Q(pk__in=near.values("pk")) | Q(pk__in=own.values("pk"))).exclude(pk=network.pk)


def licences_after(resource: Resource) -> list[str]:
    """The names of licences that may stand on what is made from it."""
    return licences.fitting(resource.licence)
