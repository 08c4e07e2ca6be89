"""What a reader may enter: a network's forum, a section above the networks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import cached_property

from forum import places
from forum.models import (
    HeldPost,
    Keeper,
    Section,
    Thread,
)
from kit import clock
from kit.prepared import Prepared
from kit.verdicts import NotThere
from networks.enums import Role
from networks.models import Membership, Network
from networks.selectors import space_for


@dataclass(frozen=True)
class Room:
    """A place to talk as its reader stands in it: a network's forum, or one section above the networks.

    In a network `network` and `standing` are there, above them `section`. A visitor has no number: `user_id` is nought.
    """

    user: Any
    network: Network | None = None
    standing: Membership | None = None
    section: Section | None = None

    @cached_property
    def user_id(self) -> int:
        """The reader's number; 0 for a visitor."""
        return self.user.pk or 0

    @cached_property
    def is_guest(self) -> bool:
        """Whether the reader has no account: nothing is remembered for a guest, and nothing is written."""
        return not self.user_id

    @cached_property
    def steers(self) -> bool:
        """Whether the reader keeps order here."""
        if self.standing is None:
            return bool(getattr(self.section, "by_steers", False))
        return self.standing.role in (Role.COORDINATOR, Role.DEPUTY)

    @cached_property
    def is_open(self) -> bool:
        """Whether the reader may write."""
        return not self.is_guest if self.standing is None else self.standing.edition.is_open

    @property
    def joined_at(self) -> datetime | None:
        """What was said before is not owed. Above the networks nothing is, until one has begun to read it."""
        return self.standing.joined_at if self.standing is not None else clock.now()

    @property
    def place(self) -> Network | Section:
        """What the rules are asked about."""
        place = self.network or self.section
        if place is None:
            raise NotThere
        return place

    @property
    def name(self) -> str:
        """The place for people."""
        return self.network.title if self.network is not None else self.section.name if self.section else ""

    @cached_property
    def address(self) -> str:
        """Its list of conversations; addresses of what can be done here begin with it."""
        if self.network is not None:
            return reverse("forum:list", kwargs={"slug": self.network.slug})
        return self.section.get_absolute_url() if self.section is not None else reverse("forum:commons")

    @property
    def new_address(self) -> str:
        """Where a conversation is begun."""
        return f"{self.address}nowa/"

    @cached_property
    def base(self) -> str:
        """What a conversation's number is put behind to make its address."""
        return self.address if self.network is not None else reverse("forum:commons")

    @property
    def layout(self) -> str:
        """The shell of its screens."""
        return "layouts/space.html" if self.standing is not None else "forum/commons_page.html"

    @property
    def threads(self) -> QuerySet[Thread]:
        """The conversations of the place."""
        if self.network is not None:
            return Thread.objects.filter(network=self.network)
        return Thread.objects.filter(network=None, section=self.section)


def room_for(user: Any, slug: str) -> Room:
    """The space at `slug`, in one query. Raises NotThere for everybody but its members."""
    standing = space_for(user, slug)
    return Room(user=standing.user, network=standing.edition.network, standing=standing)


def common_room_for(
    user: Any, *, slug: str | None = None, thread_id: int | None = None, held_id: int | None = None
) -> Room:
    """A section above the networks: at `slug`, or the one of a conversation or of words that wait; in one query.

    Raises NotThere for everybody but those who may read it.
    """
    if held_id is None and not places.is_known(user):
        section = _PUBLIC_AT.first(slug=slug) if slug is not None else _PUBLIC_WITH.first(thread_id=thread_id)
        if section is None:
            raise NotThere
        section.network = None
        return Room(user=user, section=section)
    sections = places.open_sections(user)
    if slug is not None:
        sections = sections.filter(slug=slug)
    elif thread_id is not None:
        sections = sections.filter(pk__in=Thread.objects.filter(pk=thread_id, network=None).values("section"))
    else:
        sections = sections.filter(pk__in=HeldPost.objects.filter(pk=held_id, network=None).values("section"))
    section = sections.annotate(by_steers=steers_there(user)).first()
    if section is None:
        raise NotThere
    section.network = None
    return Room(user=user, section=section)


_PUBLIC_WITH = Prepared(
    lambda thread_id: (
        places.open_sections(AnonymousUser())
        .filter(pk__in=Thread.objects.filter(pk=thread_id, network=None).values("section"))
        .order_by()
    ),
    thread_id=int,
)
"""The section of a conversation above the networks, for visitors, who moderate nothing."""
_PUBLIC_AT = Prepared(
    lambda slug: places.open_sections(AnonymousUser()).filter(slug=slug, network=None).order_by(), slug=str
)
"""The section at an address, for them."""


def steers_there(user: Any, section: str = "pk") -> Exists:
    """Whether `user` moderates the section above the networks to which `section` leads, for an annotation."""
    return Exists(places.kept_sections(user).filter(pk=OuterRef(section)))


@dataclass
class SectionCard:
    """A section above the networks in the list of them."""

    section: Section
    threads: int
    last: Thread | None


def common_sections(user: Any) -> list[SectionCard]:
    """The sections above the networks that `user` may read, with their latest conversation; two queries."""
    here = Thread.objects.filter(network=None, merged_into=None, section=OuterRef("pk"))
    count = here.order_by().values("section").annotate(number=Count("pk")).values("number")
    newest = here.order_by("-last_post_at", "-id").values("pk")[:1]
    sections = list(places.open_sections(user).annotate(threads_count=Subquery(count), newest=Subquery(newest)))
    last = Thread.objects.filter(pk__in=[one.newest for one in sections if one.newest]).select_related("last_post_by")
    found = {thread.section_id: thread for thread in last}
    for section in sections:
        section.network = None
    return [SectionCard(one, one.threads_count or 0, found.get(one.pk)) for one in sections]


def has_public_section() -> bool:
    """Whether visitors may read a section above the networks; one query."""
    return places.open_sections(AnonymousUser()).exists()


def keepers_of(section: Section | None) -> list[Keeper]:
    """Those named to moderate a section above the networks, with the day."""
    return list(Keeper.objects.filter(section=section).select_related("person", "section"))


def sections_beside(room: Room) -> list[Section]:
    """The sections between which a conversation of the place can be moved."""
    if room.network is not None:
        return sections_of(room.network)
    return list(Section.objects.filter(network=None, audience=room.section.audience if room.section else ""))


def sections_of(place: Network | Section) -> list[Section]:
    """The sections of a network, in order; of a section above the networks itself."""
    if not isinstance(place, Network):
        return [place]
    sections = _SECTIONS.all(network_id=place.pk)
    for section in sections:
        section.network = place
    return sections


_SECTIONS = Prepared(lambda network_id: Section.objects.filter(network=network_id), network_id=int)
