"""Kinds of notices about announcements. Important ones are mailed at once, whole, with a link that confirms reading."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.announcements import receipts, rules
from networks.announcements.models import Announcement
from notifications.registry import MAIL, Link, kind


def _reads(user: Any, announcement: Announcement) -> bool:
    return announcement.withdrawn_at is None and bool(rules.may_read(user, announcement))


def _among(user: Any) -> QuerySet[Announcement]:
    return rules.readable_announcements(user).filter(withdrawn_at=None)


def _confirming(user: Any, announcement: Announcement) -> list[Link]:
    return [Link(_("I have read it"), receipts.link(user.pk, announcement.pk))]


NEW = kind("announcements.new", _("an announcement in my network"), reads=_reads, among=_among, links=_confirming)
IMPORTANT = kind(
    "announcements.important",
    _("an important announcement"),
    level=MAIL,
    stands_out=True,
    reads=_reads,
    among=_among,
    links=_confirming,
)
