"""A network, its school years (editions), who belongs, who is invited, and the annual report."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import County, KeyCompetence, SchoolYear, Stage, Subject
from kit.once import OnceField
from networks.enums import JoinPolicy, Kind, Role, Scope
from networks.states import OPEN_STATES, EditionState, MembershipState

TARGET_SIZE = 20
"""A network has about twenty members (BR1); a notice above 25, never a hard stop but the limit a network sets."""


class Network(models.Model):
    """An organised group of teachers or principals of different schools who learn from each other (D23)."""

    title = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ISSUE)
    scope = models.CharField(_("reach"), max_length=20, choices=Scope.choices, default=Scope.LOCAL)
    county = models.ForeignKey(County, models.PROTECT, related_name="networks", verbose_name=_("county"))
    audience = models.JSONField(_("for whom"), default=list, blank=True)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="networks", verbose_name=_("subjects"))
    stages = models.ManyToManyField(Stage, blank=True, related_name="networks", verbose_name=_("stages of education"))
    competences = models.ManyToManyField(
        KeyCompetence, blank=True, related_name="networks", verbose_name=_("key competences")
    )
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    join_policy = models.CharField(_("joining"), max_length=20, choices=JoinPolicy.choices, default=JoinPolicy.REQUEST)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("created by")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("network"), _("networks")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The network's space."""
        return reverse("networks:space", kwargs={"slug": self.slug})


class EditionQuerySet(models.QuerySet):
    """Adjectives of editions."""

    def current(self) -> EditionQuerySet:
        """The latest year of each network that is not a draft."""
        return self.filter(is_current=True)


class Edition(models.Model):
    """One school year of a network: its members, meetings, plan and report belong to it."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="editions", verbose_name=_("network"))
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year"))
    state = models.CharField(_("state"), max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    is_current = models.BooleanField(_("the present one"), default=True)
    goal = models.TextField(_("general goal"), blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), default=TARGET_SIZE)
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("network's year"), _("network's years")
        ordering = ["-school_year__starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["network", "school_year"], name="networks_edition_once"),
            models.UniqueConstraint(fields=["network"], condition=Q(is_current=True), name="networks_one_current"),
            models.CheckConstraint(name="networks_within_capacity", condition=Q(taken__lte=F("capacity"))),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.school_year}"

    @property
    def is_open(self) -> bool:
        """Whether members may write (AC-19)."""
        return self.state in OPEN_STATES


class MembershipQuerySet(models.QuerySet):
    """Adjectives of memberships."""

    def active(self) -> MembershipQuerySet:
        """Those in force."""
        return self.filter(state=MembershipState.ACTIVE)

    def now(self) -> MembershipQuerySet:
        """Those in force in the present year of their network."""
        return self.active().filter(edition__is_current=True)


class Membership(models.Model):
    """One person in one network's year. Coordinators, deputies and members take places; experts do not."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="memberships", verbose_name=_("network's year"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=20, choices=MembershipState.choices, default=MembershipState.ACTIVE)
    motivation = models.TextField(_("why I want to join"), max_length=1000, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ends_on = models.DateField(_("access until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        ordering = ["user__last_name", "user__first_name"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="networks_member_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"


def invitation_token() -> str:
    """128 random bits, unguessable (AU-01)."""
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A personal invitation to a network's year, bound to an address, used once, fourteen days at most (AU-01)."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="invitations", verbose_name=_("network's year"))
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    token = models.CharField(max_length=64, unique=True, default=invitation_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation"), _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}: {self.edition}"

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it can be used at `moment`."""
        return self.used_at is None and self.withdrawn_at is None and moment < self.expires_at
