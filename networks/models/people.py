"""Who belongs to a network's year, and who is invited to it."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.enums import Role
from networks.models.network import Edition
from networks.states import MembershipState


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
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    lined_at = models.DateTimeField(_("waits since"), null=True, blank=True)
    offer_until = models.DateTimeField(_("the offered place is kept until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        ordering = ["user__last_name", "user__first_name"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="networks_member_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.edition}"

    @property
    def steers(self) -> bool:
        """Whether this is the place of a coordinator or a deputy, in force."""
        return self.role in (Role.COORDINATOR, Role.DEPUTY) and self.state == MembershipState.ACTIVE


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
    ends_on = models.DateField(_("access until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("used by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    listed = models.ForeignKey(
        "InvitationList",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("from the list"),
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation"), _("invitations")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["invited_by", "sent_at"], name="networks_invited_lately"),
            models.Index(fields=["email"], name="networks_invited_email"),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.edition}"

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it can be used at `moment`."""
        return self.used_at is None and self.withdrawn_at is None and moment < self.expires_at


class InvitationList(models.Model):
    """Many addresses invited at once from a pasted list or a file, with what became of every line.

    `rejected` holds the lines that were not invited, as {"line", "words", "reason"}; it is emptied after a time.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="lists", verbose_name=_("network's year"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    lines = models.PositiveIntegerField(_("lines"), default=0)
    accepted = models.PositiveIntegerField(_("accepted lines"), default=0)
    rejected = models.JSONField(_("rejected lines"), default=list, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("list of invitations"), _("lists of invitations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.accepted}/{self.lines}"


class JoinLink(models.Model):
    """A link by which whoever gets it may join: until a day, for so many people, until it is revoked."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="links", verbose_name=_("network's year"))
    token = models.CharField(max_length=64, unique=True, default=invitation_token, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    most_uses = models.PositiveSmallIntegerField(_("for how many people"))
    uses = models.PositiveSmallIntegerField(_("used by"), default=0, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("joining link"), _("joining links")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="networks_link_within", condition=models.Q(uses__lte=models.F("most_uses")))
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.uses}/{self.most_uses}"

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it lets anybody in at `moment`."""
        return self.revoked_at is None and moment < self.expires_at and self.uses < self.most_uses
