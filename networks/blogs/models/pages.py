"""Wagtail pages of the blogs.

`live` means public and nothing else: what only the network reads is never live, so no surface of Wagtail (serving,
sitemap, search, feeds, API, previews) can show it. The pages stand on a shelf outside the public tree, where the
editors' group has no rights (docs/decisions/0006).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.models import Page, PageManager, PagePermissionTester, TaskState, WorkflowState
from wagtail.query import PageQuerySet

from files.models import StoredFile
from kit import clock
from kit.once import OnceField
from networks.blogs.enums import SECTIONS, Form
from networks.blogs.states import EntryState
from networks.models import Network, fold


class NotInTheCms(PagePermissionTester):
    """Blogs are written and judged on our own screens; the CMS opens none of them, not even to administrators."""

    def __getattribute__(self, name: str) -> Any:
        """Every question `can_…` is answered with no."""
        if name.startswith("can_"):
            return lambda *args, **options: False
        return super().__getattribute__(name)


class _Shelved(Page):
    """What all pages of the blogs share."""

    is_creatable = False
    show_in_menus_default = False

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> NotInTheCms:
        """Nobody's, in the CMS."""
        return NotInTheCms(user, self)

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Served by our own views only."""
        from django.http import Http404  # noqa: TID251 - Wagtail's own protocol

        raise Http404

    def serve(self, request: Any, *args: Any, **options: Any) -> Any:
        """Served by our own views only."""
        from django.http import Http404  # noqa: TID251 - Wagtail's own protocol

        raise Http404

    @property
    def preview_modes(self) -> list[Any]:
        """No preview of Wagtail's."""
        return []

    def get_indexed_instance(self) -> None:
        """Not in Wagtail's own index, by which the CMS's page search goes; ours asks the reader's rights."""

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """The same, when that index is made anew."""
        return cls.objects.none()


class BlogShelf(_Shelved):
    """The one shelf all blogs stand on, beside the public tree."""

    max_count = 1
    parent_page_types: list[str] = []
    subpage_types = ["blogs.BlogIndexPage"]

    class Meta:
        verbose_name, verbose_name_plural = _("shelf of blogs"), _("shelves of blogs")


class BlogIndexPage(_Shelved):
    """A network's blog; made at the first entry."""

    network = models.OneToOneField(
        Network, models.PROTECT, related_name="blog", verbose_name=_("network"), editable=False
    )

    parent_page_types = ["blogs.BlogShelf"]
    subpage_types = ["blogs.BlogPostPage"]

    class Meta:
        verbose_name, verbose_name_plural = _("network's blog"), _("networks' blogs")


class BlogPostTag(TaggedItemBase):
    """A tag on an entry."""

    content_object = ParentalKey("blogs.BlogPostPage", on_delete=models.CASCADE, related_name="tagged_items")


class EntryQuerySet(PageQuerySet):
    """Adjectives of entries."""

    def shown(self) -> EntryQuerySet:
        """Those the network may read."""
        return self.filter(shown_at__isnull=False, hidden_at=None)

    def for_everybody(self) -> EntryQuerySet:
        """Those everybody may read."""
        return self.shown().filter(live=True)


EntryManager = PageManager.from_queryset(EntryQuerySet)

KEPT = ("network_id", "shown_at", "hidden_at", "comments_count", "once", "approved_id", "slug", "go_live_at")
"""What belongs to the entry as a whole, not to one version of it."""


class BlogPostPage(_Shelved):
    """One entry. The row holds what its readers see; versions being written are Wagtail's revisions."""

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="blog_posts", verbose_name=_("network"), editable=False
    )
    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.FREE)
    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)
    body = models.TextField(_("text"), blank=True)
    story = models.JSONField(_("parts of the story"), default=dict, blank=True)
    tags = ClusterTaggableManager(_("tags"), through=BlogPostTag, blank=True)
    shown_at = models.DateTimeField(_("shown to the network"), null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)
    approved = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    in_network_name = models.BooleanField(_("in the network's name"), default=False)
    comments_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    once = OnceField()

    objects = EntryManager()

    parent_page_types = ["blogs.BlogIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name, verbose_name_plural = _("blog entry"), _("blog entries")
        indexes = [models.Index(fields=["network", "-shown_at"], name="blogs_of_network")]

    def get_absolute_url(self) -> str:
        """Its page in the network's space."""
        return reverse("blogs:entry", kwargs={"slug": self.network.slug, "pk": self.pk})

    @property
    def public_url(self) -> str:
        """Its page for everybody."""
        return reverse("blogs:public_entry", kwargs={"slug": self.network.slug, "post": self.slug})

    @property
    def bare_state(self) -> str:
        """Where it is on its way, but for a review, which is not asked."""
        if self.hidden_at is not None:
            return EntryState.HIDDEN
        if self.live:
            return EntryState.PUBLIC
        if self.shown_at is None:
            return EntryState.PLANNED if self.go_live_at else EntryState.DRAFT
        return EntryState.NETWORK

    @property
    def state(self) -> str:
        """Where it is on its way."""
        here = self.bare_state
        waits = here in (EntryState.NETWORK, EntryState.PUBLIC) and self.workflow_in_progress
        return EntryState.REVIEW if waits else here

    @property
    def sections(self) -> list[tuple[str, str]]:
        """(heading, HTML) of the parts of a story that have been written."""
        return [(heading, self.story[key]) for key, heading, _help in SECTIONS if self.story.get(key)]

    @property
    def is_story(self) -> bool:
        """Whether it follows the template of a classroom story."""
        return self.form == Form.STORY

    @property
    def whole(self) -> str:
        """All its HTML in one piece, for excerpts and the index."""
        return "".join(f"<p>{heading}</p>{html}" for heading, html in self.sections) if self.is_story else self.body

    def with_content_json(self, content: Any) -> BlogPostPage:
        """An earlier version, with what belongs to the entry as a whole."""
        made = super().with_content_json(content)
        for name in KEPT:
            setattr(made, name, getattr(self, name))
        made.set_url_path(self.get_parent())
        return made

    def publish(self, revision: Any, *args: Any, **options: Any) -> None:
        """Every way Wagtail publishes by ends here, and only the approved version goes public.

        The workflow's end comes with the version its people approved. Anything else (a planned hour, a stray call)
        shows the version to the network at most, and never touches what is public already. Writes data only; services
        tell people and the index.
        """
        approved = was_approved(self, revision)
        if self.live and not approved:
            return
        made = revision.as_object()
        now = clock.now()
        made.shown_at = made.shown_at or now
        made.go_live_at = None
        made.has_unpublished_changes = not revision.is_latest_revision()
        if approved:
            made.live, made.approved, made.live_revision = True, revision, revision
            made.first_published_at = made.first_published_at or now
            made.last_published_at = now
        made.save(clean=False)
        self.revisions.update(approved_go_live_at=None)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Only what is public has an address on the site."""
        from wagtail.models import Site

        if not self.live:
            return None
        site = Site.objects.filter(is_default_site=True).first()
        return (site.pk, settings.BASE_URL, self.public_url) if site else None

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Addresses without Polish signs: they are read out and typed."""
        return super()._get_autogenerated_slug(slugify(fold(base_slug))[:60] or "wpis")

    def review(self) -> TaskState | None:
        """The step of approval it waits at, or None."""
        return (
            TaskState.objects.filter(
                workflow_state__object_id=str(self.pk),
                workflow_state__base_content_type=self.get_base_content_type(),
                workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
                status=TaskState.STATUS_IN_PROGRESS,
            )
            .select_related("task", "workflow_state", "revision")
            .first()
        )


def was_approved(entry: BlogPostPage, revision: Any) -> bool:
    """Whether this very version went through all steps of the workflow."""
    return TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        workflow_state__object_id=str(entry.pk),
        workflow_state__base_content_type=entry.get_base_content_type(),
        workflow_state__status=WorkflowState.STATUS_APPROVED,
    ).exists()


class BlogAuthor(models.Model):
    """Who wrote the entry. In public only those are named who agreed to it (accounts.rules.may_be_named, CM-08)."""

    entry = models.ForeignKey(BlogPostPage, models.CASCADE, related_name="authors", verbose_name=_("blog entry"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="blog_authorships", verbose_name=_("person")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("author of an entry"), _("authors of entries")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="blogs_author_once")]

    def __str__(self) -> str:
        return str(self.user)


class BlogPicture(models.Model):
    """A picture of the entry: a protected file with words for those who do not see it (AX-06)."""

    entry = models.ForeignKey(BlogPostPage, models.CASCADE, related_name="pictures", verbose_name=_("blog entry"))
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    alt = models.CharField(_("description of the picture"), max_length=250)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("picture of an entry"), _("pictures of entries")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt
