"""The verbs of networks."""

from networks.services.founding import OPENINGS, appoint_coordinator, free_slug, open_network, set_goal
from networks.services.inviting import (
    DAILY_LIMIT,
    accept_invitation,
    invite,
    resend_invitation,
    send_letter,
    withdraw_invitation,
)
from networks.services.joining import (
    accept_request,
    join,
    leave,
    name_deputy,
    refuse_request,
    remove,
    restore,
    suspend,
    withdraw_request,
)
from networks.services.reporting import (
    Clash,
    accept_report,
    present_report,
    report_of,
    return_report,
    write_report,
)
from networks.services.seats import ARRIVALS, DEPARTURES, SEATED, departed, seat

__all__ = [
    "ARRIVALS",
    "DAILY_LIMIT",
    "DEPARTURES",
    "OPENINGS",
    "SEATED",
    "Clash",
    "accept_invitation",
    "accept_report",
    "accept_request",
    "appoint_coordinator",
    "departed",
    "free_slug",
    "invite",
    "join",
    "leave",
    "name_deputy",
    "open_network",
    "present_report",
    "refuse_request",
    "remove",
    "report_of",
    "resend_invitation",
    "restore",
    "return_report",
    "seat",
    "send_letter",
    "set_goal",
    "suspend",
    "withdraw_invitation",
    "withdraw_request",
    "write_report",
]
