"""Lifecycles of a network's year and of a membership: tables, importing nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class EditionState(TextChoices):
    """A network's year (domain 3.4)."""

    DRAFT = "draft", pgettext_lazy("network's year", "draft")
    RECRUITING = "recruiting", pgettext_lazy("network's year", "recruiting")
    ACTIVE = "active", pgettext_lazy("network's year", "active")
    SUMMARISING = "summarising", pgettext_lazy("network's year", "summing up")
    CLOSED = "closed", pgettext_lazy("network's year", "closed")
    ARCHIVED = "archived", pgettext_lazy("network's year", "archived")


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

    REQUESTED = "requested", pgettext_lazy("membership", "asks to join")
    ACTIVE = "active", pgettext_lazy("membership", "active")
    SUSPENDED = "suspended", pgettext_lazy("membership", "suspended")
    LEFT = "left", pgettext_lazy("membership", "left")
    REMOVED = "removed", pgettext_lazy("membership", "removed")
    REFUSED = "refused", pgettext_lazy("membership", "refused")


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

    DRAFT = "draft", pgettext_lazy("report", "draft")
    PRESENTED = "presented", pgettext_lazy("report", "presented to members")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


REPORT_NEXT: dict[str, set[str]] = {
    ReportState.DRAFT: {ReportState.PRESENTED},
    ReportState.PRESENTED: {ReportState.ACCEPTED, ReportState.DRAFT},
    ReportState.ACCEPTED: set(),
}
