"""Lifecycles of a network's year and of a membership: tables, importing nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EditionState(TextChoices):
    """A network's year (domain 3.4)."""

    DRAFT = "draft", _("draft")
    RECRUITING = "recruiting", _("recruiting")
    ACTIVE = "active", _("active")
    SUMMARISING = "summarising", _("summing up")
    CLOSED = "closed", _("closed")
    ARCHIVED = "archived", _("archived")


EDITION_NEXT: dict[str, set[str]] = {
    EditionState.DRAFT: {EditionState.RECRUITING, EditionState.ACTIVE},
    EditionState.RECRUITING: {EditionState.ACTIVE, EditionState.CLOSED},
    EditionState.ACTIVE: {EditionState.SUMMARISING, EditionState.CLOSED},
    EditionState.SUMMARISING: {EditionState.ACTIVE, EditionState.CLOSED},
    EditionState.CLOSED: {EditionState.ARCHIVED},
    EditionState.ARCHIVED: set(),
}
OPEN_STATES = (EditionState.RECRUITING, EditionState.ACTIVE, EditionState.SUMMARISING)
"""States in which members may write."""


class MembershipState(TextChoices):
    """A person's way through a network's year."""

    REQUESTED = "requested", _("asks to join")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("left")
    REMOVED = "removed", _("removed")


MEMBERSHIP_NEXT: dict[str, set[str]] = {
    MembershipState.REQUESTED: {MembershipState.ACTIVE, MembershipState.REMOVED, MembershipState.LEFT},
    MembershipState.ACTIVE: {MembershipState.SUSPENDED, MembershipState.LEFT, MembershipState.REMOVED},
    MembershipState.SUSPENDED: {MembershipState.ACTIVE, MembershipState.REMOVED, MembershipState.LEFT},
    MembershipState.LEFT: {MembershipState.ACTIVE, MembershipState.REQUESTED},
    MembershipState.REMOVED: {MembershipState.ACTIVE},
}
