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
    EditionState.CLOSED: {EditionState.SUMMARISING, EditionState.ARCHIVED},
    EditionState.ARCHIVED: set(),
}
OPEN_STATES = (EditionState.RECRUITING, EditionState.ACTIVE, EditionState.SUMMARISING)
"""States in which members may write."""
COORDINATORS_STEPS: frozenset[tuple[str, str]] = frozenset(
    {
        (EditionState.DRAFT, EditionState.RECRUITING),
        (EditionState.DRAFT, EditionState.ACTIVE),
        (EditionState.RECRUITING, EditionState.ACTIVE),
        (EditionState.ACTIVE, EditionState.SUMMARISING),
    }
)
"""Steps a coordinator makes alone; all others are the county's."""
REASONED_STEPS: frozenset[tuple[str, str]] = frozenset(
    {
        (EditionState.RECRUITING, EditionState.CLOSED),
        (EditionState.ACTIVE, EditionState.CLOSED),
        (EditionState.SUMMARISING, EditionState.ACTIVE),
        (EditionState.CLOSED, EditionState.SUMMARISING),
    }
)
"""Steps out of the usual order: they need a reason, which the members read."""


class MembershipState(TextChoices):
    """A person's way through a network's year."""

    REQUESTED = "requested", pgettext_lazy("membership", "asks to join")
    WAITING = "waiting", pgettext_lazy("membership", "waits for a place")
    OFFERED = "offered", pgettext_lazy("membership", "is offered a place")
    ACTIVE = "active", pgettext_lazy("membership", "active")
    SUSPENDED = "suspended", pgettext_lazy("membership", "suspended")
    LEFT = "left", pgettext_lazy("membership", "left")
    REMOVED = "removed", pgettext_lazy("membership", "removed")
    REFUSED = "refused", pgettext_lazy("membership", "refused")


MEMBERSHIP_NEXT: dict[str, set[str]] = {
    MembershipState.REQUESTED: {
        MembershipState.ACTIVE,
        MembershipState.WAITING,
        MembershipState.REFUSED,
        MembershipState.LEFT,
    },
    MembershipState.WAITING: {
        MembershipState.OFFERED,
        MembershipState.ACTIVE,
        MembershipState.REFUSED,
        MembershipState.LEFT,
    },
    MembershipState.OFFERED: {MembershipState.ACTIVE, MembershipState.LEFT},
    MembershipState.ACTIVE: {MembershipState.SUSPENDED, MembershipState.LEFT, MembershipState.REMOVED},
    MembershipState.SUSPENDED: {MembershipState.ACTIVE, MembershipState.REMOVED, MembershipState.LEFT},
    MembershipState.LEFT: {MembershipState.ACTIVE, MembershipState.REQUESTED, MembershipState.WAITING},
    MembershipState.REMOVED: {MembershipState.ACTIVE, MembershipState.REQUESTED},
    MembershipState.REFUSED: {MembershipState.ACTIVE, MembershipState.REQUESTED},
}
SEATED_STATES = (MembershipState.ACTIVE, MembershipState.SUSPENDED)
"""States of people who belong: a suspended member may come back."""
HOLDING_STATES = (*SEATED_STATES, MembershipState.OFFERED)
"""States that keep a place taken: one that is offered is kept for its person until the offer runs out."""
PENDING_STATES = (MembershipState.REQUESTED, MembershipState.WAITING, MembershipState.OFFERED)
"""States of people on their way in."""


class HandoverState(TextChoices):
    """A handover is proposed to a successor, who answers; the county's appointment needs no answer (D31, A4)."""

    PROPOSED = "proposed", pgettext_lazy("handover", "waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("handover", "accepted")
    REFUSED = "refused", pgettext_lazy("handover", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("handover", "withdrawn")
    APPOINTED = "appointed", pgettext_lazy("handover", "by the county's appointment")


HANDOVER_NEXT: dict[str, set[str]] = {
    HandoverState.PROPOSED: {HandoverState.ACCEPTED, HandoverState.REFUSED, HandoverState.WITHDRAWN},
    HandoverState.ACCEPTED: set(),
    HandoverState.REFUSED: set(),
    HandoverState.WITHDRAWN: set(),
    HandoverState.APPOINTED: set(),
}


class ReportState(TextChoices):
    """The annual report (domain 3.4): members see it first, then the county; presenting freezes its figures (D38)."""

    DRAFT = "draft", pgettext_lazy("report", "draft")
    PRESENTED = "presented", pgettext_lazy("report", "presented to members")
    HANDED = "handed", pgettext_lazy("report", "handed to the county")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")
    PUBLISHED = "published", pgettext_lazy("report", "published")


REPORT_NEXT: dict[str, set[str]] = {
    ReportState.DRAFT: {ReportState.PRESENTED},
    ReportState.PRESENTED: {ReportState.HANDED, ReportState.DRAFT},
    ReportState.HANDED: {ReportState.ACCEPTED, ReportState.DRAFT},
    ReportState.ACCEPTED: {ReportState.PUBLISHED},
    ReportState.PUBLISHED: set(),
}
REPORT_CLOSED = (ReportState.ACCEPTED, ReportState.PUBLISHED)
"""States of a report the county has accepted."""
