"""What the screens of blogs need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page as PageOf
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from wagtail.models import Revision, TaskState

from accounts.consents import PUBLICATION
from accounts.models import Consent
from files.models import StoredFile
from files.selectors import files_of
from kit import html
from kit.verdicts import NotThere
from networks.blogs import rules
from networks.blogs.enums import CommentState
from networks.blogs.models import (
    BlogAuthor,
    BlogPicture,
    BlogPostPage,
    BlogPostTag,
    Comment,
    NetworkApproval,
)
from networks.blogs.states import EntryState
from networks.models import Membership, Network

PAGE = 12
VERSIONS_SHOWN = 30
LATEST = 30


def _drawn(entries: QuerySet[BlogPostPage]) -> QuerySet[BlogPostPage]:
    """With everything a card draws, in a number of queries that does not grow with them."""
    return entries.select_related("network__county").prefetch_related(
        Prefetch("authors", queryset=BlogAuthor.objects.select_related("user__profile")),
        Prefetch(
            "pictures",
            queryset=BlogPicture.objects.select_related("file")
            .prefetch_related("file__renditions")
            .defer("file__text"),
        ),
        Prefetch("tagged_items", queryset=BlogPostTag.objects.select_related("tag")),
    )


@dataclass(frozen=True)
class Card:
    """An entry in a list."""

    entry: BlogPostPage
    authors: list[Any]
    picture: BlogPicture | None
    tags: list[str]
    beginning: str
    url: str
    minutes: int
    """How long reading takes, at two hundred words a minute."""


def card(entry: BlogPostPage, *, public: bool = False, named: set[int] | None = None) -> Card:
    """A card; in public only those authors who agreed to be named."""
    people = [author.user for author in entry.authors.all()]
    if public:
        people = [person for person in people if person.pk in (named or set())]
    if entry.in_network_name:
        people = []
    words = html.text_of(entry.whole)
    return Card(
        entry=entry,
        authors=people,
        picture=next(iter(entry.pictures.all()), None),
        tags=sorted(row.tag.name for row in entry.tagged_items.all()),
        beginning=entry.lead or html.excerpt(entry.whole, 220),
        url=entry.public_url if public else entry.get_absolute_url(),
        minutes=max(1, round(len(words.split()) / 200)),
    )


def entry_for(user: Any, pk: int, slug: str | None = None) -> BlogPostPage:
    """An entry `user` may read in the network's space. Raises NotThere."""
    found = _drawn(rules.readable_entries(user)).filter(pk=pk)
    if slug is not None:
        found = found.filter(network__slug=slug)
    entry = found.first()
    if entry is None:
        raise NotThere
    return entry


def own_entry(user: Any, pk: int, slug: str) -> BlogPostPage:
    """An entry `user` is an author of, in a space one may enter. Raises NotThere."""
    entry = entry_for(user, pk, slug)
    if not rules.is_author(user, entry):
        raise NotThere
    return entry


def entry_in_review(user: Any, pk: int) -> tuple[BlogPostPage, TaskState]:
    """An entry that waits for the decision of `user`, with its step. Raises NotThere."""
    entry = _drawn(BlogPostPage.objects.all()).filter(pk=pk).first()
    step = entry.review() if entry is not None else None
    if entry is None or step is None or not rules.may_judge(user, entry):
        raise NotThere
    return entry, step


def public_entry(network_slug: str, post: str) -> BlogPostPage:
    """A public entry by its address. Raises NotThere for everything that is not public now."""
    entry = _drawn(BlogPostPage.objects.for_everybody()).filter(network__slug=network_slug, slug=post).first()
    if entry is None:
        raise NotThere
    return entry


def was_public(network_slug: str, post: str) -> bool:
    """Whether the address led to a public entry once (CM-02: 410)."""
    found = BlogPostPage.objects.filter(network__slug=network_slug, slug=post, first_published_at__isnull=False)
    return found.exists()


def may_be_named(people: list[int]) -> set[int]:
    """Those of these people who agreed to be named in public and have not taken it back (CM-08); one query."""
    agreed = Consent.objects.filter(user__in=people, kind=PUBLICATION.name, withdrawn_at=None, user__is_active=True)
    return set(agreed.values_list("user_id", flat=True))


def public_cards(entries: list[BlogPostPage]) -> list[Card]:
    """Cards for everybody."""
    named = may_be_named([author.user_id for entry in entries for author in entry.authors.all()])
    return [card(entry, public=True, named=named) for entry in entries]


def public_entries(network: Network | None = None) -> QuerySet[BlogPostPage]:
    """Public entries, latest first; of one network where one is given."""
    entries = _drawn(BlogPostPage.objects.for_everybody())
    if network is not None:
        entries = entries.filter(network=network)
    return entries.order_by("-first_published_at", "-pk")


def public_titles(network: Network, shown: int = 3) -> list[BlogPostPage]:
    """The latest public entries of a network, with their words and without anything else; one query."""
    entries = BlogPostPage.objects.for_everybody().filter(network=network).select_related("network")
    return list(entries.order_by("-first_published_at", "-pk")[:shown])


def public_page(network: Network | None, number: Any) -> tuple[PageOf, list[Card]]:
    """(page of a paginator, its cards)."""
    page = Paginator(public_entries(network), PAGE).get_page(number)
    return page, public_cards(list(page.object_list))


def blogging_network(slug: str) -> Network:
    """A network that has a public entry. Raises NotThere for all others, so that no name is told by an address."""
    network = (
        Network.objects.filter(slug=slug, pk__in=BlogPostPage.objects.for_everybody().values("network"))
        .select_related("county")
        .first()
    )
    if network is None:
        raise NotThere
    return network


def entries_page(standing: Membership, *, tag: str = "", number: Any = 1) -> tuple[PageOf, list[Card]]:
    """Shown entries of the space, latest first, with their cards."""
    entries = _drawn(BlogPostPage.objects.shown()).filter(network=standing.edition.network_id)
    if tag:
        entries = entries.filter(tagged_items__tag__name__iexact=tag)
    page = Paginator(entries.order_by("-shown_at", "-pk"), PAGE).get_page(number)
    return page, [card(entry) for entry in page.object_list]


def tags_of(network: Network) -> list[str]:
    """Tags of the network's shown entries, most used first; one query."""
    shown = BlogPostPage.objects.shown().filter(network=network)
    counted = BlogPostTag.objects.filter(content_object__in=shown).values("tag__name").annotate(times=Count("pk"))
    return [row["tag__name"] for row in counted.order_by("-times", "tag__name")[:20]]


@dataclass(frozen=True)
class Draft:
    """An entry of one's own that its readers do not see as it is now."""

    entry: BlogPostPage
    state: str
    title: str


def drafts_in(standing: Membership) -> list[Draft]:
    """What the reader is writing in this network: drafts, planned ones, those under review, changes not shown yet."""
    mine = BlogPostPage.objects.filter(network=standing.edition.network_id, authors__user=standing.user_id)
    mine = mine.filter(Q(shown_at=None) | Q(has_unpublished_changes=True)).select_related("network")
    waiting = in_review([entry.pk for entry in mine])
    return [
        Draft(entry, EntryState.REVIEW if entry.pk in waiting else entry.bare_state, entry.draft_title or entry.title)
        for entry in mine.order_by("-latest_revision_created_at")[:50]
    ]


def in_review(numbers: list[int]) -> set[int]:
    """Those of these entries that wait for approval; one query."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=[str(number) for number in numbers],
        task__content_type__model__in=("networkapproval", "editorsapproval"),
    )
    return {int(number) for number in states.values_list("workflow_state__object_id", flat=True)}


def waiting_for(user: Any) -> QuerySet[BlogPostPage]:
    """Entries that wait for the decision of `user`, oldest first."""
    return rules.judgeable_entries(user).select_related("network").order_by("pk")


def returned_to(user: Any) -> list[BlogPostPage]:
    """Entries of `user` that came back with remarks and have not been changed since; two queries."""
    mine = rules.editable_entries(user).filter(Q(live=False) | Q(has_unpublished_changes=True))
    entries = {entry.pk: entry for entry in mine.select_related("network").order_by("pk")[:100]}
    if not entries:
        return []
    steps = TaskState.objects.filter(
        workflow_state__object_id__in=[str(number) for number in entries],
        task__content_type__model__in=("networkapproval", "editorsapproval"),
    )
    last: dict[int, TaskState] = {}
    for step in steps.select_related("workflow_state").order_by("pk"):
        last[int(step.workflow_state.object_id)] = step
    return [
        entry
        for number, entry in entries.items()
        if number in last
        and last[number].status == TaskState.STATUS_REJECTED
        and last[number].revision_id == entry.latest_revision_id
    ]


def by_person(user: Any, person_pk: int, number: Any) -> tuple[Any, PageOf, list[Card]]:
    """(person, page, cards): the entries of one person `user` may read. Raises NotThere for nobody."""
    person = get_user_model().objects.filter(pk=person_pk, is_active=True).first()
    if person is None:
        raise NotThere
    entries = _drawn(rules.readable_entries(user)).filter(
        authors__user=person, shown_at__isnull=False, hidden_at=None, in_network_name=False
    )
    page = Paginator(entries.order_by("-shown_at", "-pk"), PAGE).get_page(number)
    return person, page, [card(entry) for entry in page.object_list]


def version_of(entry: BlogPostPage, revision: Revision | None = None) -> BlogPostPage:
    """The entry as it stands in a version, the latest unless one is given."""
    revision = revision or entry.get_latest_revision()
    return revision.as_object() if revision is not None else entry


@dataclass(frozen=True)
class Version:
    """One saved version."""

    revision: Revision
    is_latest: bool
    is_shown: bool


def versions_of(entry: BlogPostPage) -> list[Version]:
    """Saved versions, latest first."""
    found = entry.revisions.select_related("user").order_by("-created_at", "-pk")[:VERSIONS_SHOWN]
    return [
        Version(revision, revision.pk == entry.latest_revision_id, revision.pk == entry.approved_id)
        for revision in found
    ]


def version_in(entry: BlogPostPage, pk: int) -> Revision:
    """One version of this entry. Raises NotThere."""
    revision = entry.revisions.filter(pk=pk).select_related("user").first()
    if revision is None:
        raise NotThere
    return revision


def comments_of(entry: BlogPostPage, *, user: Any, steers: bool) -> list[Comment]:
    """Comments in the order of writing, as this reader may see them; hidden ones for their author and who steers."""
    found = entry.comments.filter(deleted_at=None).select_related("author")
    if steers:
        found = found.exclude(~Q(author=user), state=CommentState.REJECTED)
    else:
        found = found.filter(Q(hidden_at=None, state=CommentState.SHOWN) | Q(author=user))
    comments = list(found)
    for comment in comments:
        comment.entry = entry
    return comments


def comment_for(user: Any, pk: int, *, entry: BlogPostPage | None = None) -> Comment:
    """A comment `user` may read, under `entry` where one is given. Raises NotThere."""
    found = rules.readable_comments(user).select_related("author", "entry__network").filter(pk=pk)
    comment = (found.filter(entry=entry) if entry is not None else found).first()
    if comment is None:
        raise NotThere
    return comment


def attachments_of(entry: BlogPostPage) -> list[StoredFile]:
    """Its files, pictures apart."""
    shown = {picture.file_id for picture in entry.pictures.all()}
    return [file for file in files_of(entry).defer("text") if file.pk not in shown]


def possible_coauthors(entry: BlogPostPage) -> list[Membership]:
    """Members of the network who do not write this entry yet."""
    here = Membership.objects.now().filter(edition__network=entry.network_id, user__is_active=True)
    return list(here.exclude(user__in=entry.authors.values("user")).select_related("user"))


def judges_of(entry: BlogPostPage) -> list[Any]:
    """People who decide at the step where the entry waits."""
    step = entry.review()
    if step is None:
        return []
    if isinstance(step.task.specific, NetworkApproval):
        here = Membership.objects.now().filter(edition__network=entry.network_id, role__in=["coordinator", "deputy"])
        return [place.user for place in here.select_related("user")]
    from accounts.enums import Role
    from accounts.models import RoleAssignment
    from kit import clock

    editors = RoleAssignment.objects.on(clock.today()).filter(role=Role.EDITOR).select_related("user")
    return [one.user for one in editors]


def readers_of(entry: BlogPostPage) -> list[Any]:
    """Everybody in the network now."""
    here = Membership.objects.now().filter(edition__network=entry.network_id).select_related("user")
    return [place.user for place in here]


def latest_in(standing: Membership, shown: int = 3) -> list[BlogPostPage]:
    """The latest entries of the space; one query."""
    entries = BlogPostPage.objects.shown().filter(network=standing.edition.network_id)
    return list(entries.order_by("-shown_at", "-pk").select_related("network")[:shown])
