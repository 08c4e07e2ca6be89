"""Sections of a forum and the conversations in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from forum.enums import Audience
from kit.once import OnceField
from networks.models import Network


class Mode(models.TextChoices):
    """What is read by somebody who steers the network before others see it."""

    OPEN = "open", _("nothing: everything stands at once")
    FIRST = "first", _("the first posts of a new person")
    QUIET = "quiet", _("what comes in quiet hours")
    EVERYTHING = "everything", _("everything")


class Section(models.Model):
    """A part of a network's forum, where every network has 'Rozmowy' from the start; or a section above the networks.

    A section above them has no network but an `audience`, and keepers who moderate it (decisions/0008).
    """

    network = models.ForeignKey(
        Network,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="forum_sections",
        db_index=False,
        verbose_name=_("network"),
    )
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices, blank=True, default="")
    about = models.CharField(_("what belongs here"), max_length=240, blank=True, default="")
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=50)
    mode = models.CharField(_("read before others see it"), max_length=12, choices=Mode.choices, default=Mode.OPEN)
    first_posts = models.PositiveSmallIntegerField(_("how many first posts"), default=3)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from (hour)"), default=22)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until (hour)"), default=7)
    promise_hours = models.PositiveSmallIntegerField(_("promised within (hours)"), default=24)
    slow_minutes = models.PositiveSmallIntegerField(_("minutes between two posts of one person"), default=0)
    opening = models.TextField(_("beginning of a first post"), default="", blank=True)
    """Clean HTML with which a new conversation here begins."""

    class Meta:
        verbose_name, verbose_name_plural = _("forum section"), _("forum sections")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["network", "slug"], name="forum_section_once"),
            models.UniqueConstraint(fields=["slug"], condition=Q(network=None), name="forum_common_section_once"),
            models.CheckConstraint(
                name="forum_section_of_network_or_common",
                condition=Q(network__isnull=False, audience="") | (Q(network=None) & ~Q(audience="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether it is read without an account."""
        return self.audience == Audience.PUBLIC

    def get_absolute_url(self) -> str:
        """Its list of conversations."""
        if self.network is None:
            return reverse("forum:section", kwargs={"section": self.slug})
        return f"{reverse('forum:list', kwargs={'slug': self.network.slug})}?dzial={self.slug}"

    def get_arrange_url(self) -> str:
        """Where those who keep order say what is read first."""
        return reverse("forum:section_arrange", kwargs=self._words())

    def get_edit_url(self) -> str:
        """Where they name it and write how conversations begin."""
        return reverse("forum:section_edit", kwargs=self._words())

    def _words(self) -> dict[str, str]:
        return {"section": self.slug} if self.network is None else {"section": self.slug, "slug": self.network.slug}


class Keeper(models.Model):
    """Somebody named to moderate a section above the networks."""

    section = models.ForeignKey(
        Section, models.CASCADE, related_name="keepers", db_index=False, verbose_name=_("section")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("moderator"))
    named_at = models.DateTimeField(_("named"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("moderator of a section"), _("moderators of sections")
        ordering = ["named_at", "id"]
        constraints = [models.UniqueConstraint(fields=["section", "person"], name="forum_keeper_once")]

    def __str__(self) -> str:
        return f"{self.section}: {self.person}"


class Thread(models.Model):
    """One conversation. Its address never changes, whatever becomes of its title."""

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("network")
    )
    """Empty above the networks; there the section says who reads."""
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="threads", db_index=False, verbose_name=_("section")
    )
    title = models.CharField(_("title"), max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    posts_count = models.PositiveIntegerField(_("posts"), default=0, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_post_at = models.DateTimeField(_("last post"), default=timezone.now, editable=False)
    last_post_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )
    gone = models.TextField(default="", blank=True, editable=False)
    """Numbers that show nobody any words (hidden, taken back, held, moved away), as in `forum.seen`."""
    stamp = models.PositiveIntegerField(default=0, editable=False)
    """Moves with everything that changes how a post of it looks: what was drawn under another stamp is not shown."""
    is_question = models.BooleanField(_("question"), default=False)
    answer = models.ForeignKey(
        "forum.Post", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("accepted answer")
    )
    summary = models.TextField(_("summary"), default="", blank=True)
    """Clean HTML; what has been said and settled so far."""
    summed_up_at = models.DateTimeField(_("summed up"), null=True, blank=True)
    summed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    pinned_until = models.DateField(_("pinned until"), null=True, blank=True)
    locked_at = models.DateTimeField(_("closed"), null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )
    locked_why = models.CharField(_("why it is closed"), max_length=200, blank=True)
    slow_minutes = models.PositiveSmallIntegerField(_("minutes between two posts of one person"), default=0)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False, editable=False
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("thread"), _("threads")
        ordering = ["-last_post_at", "-id"]
        indexes = [
            models.Index(fields=["network", "is_pinned", "-last_post_at", "-id"], name="forum_threads_of_network"),
            models.Index(fields=["section", "is_pinned", "-last_post_at", "-id"], name="forum_threads_of_section"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_name(self) -> str:
        """Where it stands, for people: its network, or its section above the networks."""
        return self.network.title if self.network is not None else self.section.name

    @cached_property
    def address(self) -> str:
        """The thread's page, worked out once for all its posts."""
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        """The thread's page in its network's space, or among what is above the networks."""
        if self.network is None:
            return reverse("forum:thread", kwargs={"thread_id": self.pk})
        return reverse("forum:thread", kwargs={"slug": self.network.slug, "thread_id": self.pk})
