"""People of the demo, for one-click entry on the sign-in page. Only demo mode knows this list."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@dataclass(frozen=True)
class DemoEntry:
    """One person of the demo and what can be seen as this person."""

    email: str
    role: str | Promise
    icon: str


ENTRIES = (
    DemoEntry("nauczycielka@example.org", _("teacher"), "graduation-cap"),
    DemoEntry("nauczyciel@example.org", _("second teacher"), "graduation-cap"),
    DemoEntry("koordynatorka@example.org", _("network coordinator"), "waypoints"),
    DemoEntry("powiat@example.org", _("county coordinator"), "map"),
    DemoEntry("ekspertka@example.org", _("expert"), "lightbulb"),
    DemoEntry("sore@example.org", _("school development organiser (SORE)"), "route"),
    DemoEntry("dyrektor@example.org", _("school director"), "school"),
    DemoEntry("redaktorka@example.org", _("editor"), "pen-line"),
    DemoEntry("administrator@example.org", _("administrator"), "shield"),
)


def people() -> list[tuple[DemoEntry, User]]:
    """Entries with their people, in the order of the list, without those that do not exist; none outside the demo."""
    if not settings.DEMO:
        return []
    there = {user.email: user for user in User.objects.filter(email__in=[e.email for e in ENTRIES], is_active=True)}
    return [(entry, there[entry.email]) for entry in ENTRIES if entry.email in there]


def person(email: str) -> User | None:
    """The demo person with this address; None for everybody else, and always outside the demo."""
    return next((user for entry, user in people() if entry.email == email), None)
