"""Personal data in announcements: what every field is, and what happens to it on erasure (PD-01)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, register
from kit.rich_texts import rich_text
from networks.announcements.models import Announcement, Reading

register(
    Announcement,
    plain="network county title text is_important valid_until published_at withdrawn_at once",
    personal={"author": (_("who announced it"), BLANK)},
    rows=lambda user: Announcement.objects.filter(author=user),
)
register(
    Reading,
    plain="announcement",
    personal=dict.fromkeys(("user", "read_at", "by_letter"), (_("whether the announcement reached the person"), ERASE)),
    rows=lambda user: Reading.objects.filter(user=user),
)

rich_text(Announcement, "text")
