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
    REFUSED = "refused", _("refused")


MEMBERSHIP_NEXT: dict[str, set[str]] = {
    MembershipState.REQUESTED: {MembershipState.ACTIVE, MembershipState.REFUSED, MembershipState.LEFT},
    MembershipState.ACTIVE: {MembershipState.SUSPENDED, MembershipState.LEFT, MembershipState.REMOVED},
    MembershipState.SUSPENDED: {MembershipState.ACTIVE, MembershipState.REMOVED, MembershipState.LEFT},
    MembershipState.LEFT: {MembershipState.ACTIVE, MembershipState.REQUESTED},
    MembershipState.REMOVED: {MembershipState.ACTIVE, MembershipState.REQUESTED},
    MembershipState.REFUSED: {MembershipState.ACTIVE, MembershipState.REQUESTED},
}
SEATED_STATES = (MembershipState.ACTIVE, MembershipState.SUSPENDED)
"""States that keep a place taken: a suspended member may come back to it."""


class ReportState(TextChoices):
    """The annual report (domain 3.4): presenting it freezes its figures (D38)."""

    DRAFT = "draft", _("draft")
    PRESENTED = "presented", _("presented to members")
    ACCEPTED = "accepted", _("accepted")


REPORT_NEXT: dict[str, set[str]] = {
    ReportState.DRAFT: {ReportState.PRESENTED},
    ReportState.PRESENTED: {ReportState.ACCEPTED, ReportState.DRAFT},
    ReportState.ACCEPTED: set(),
}
