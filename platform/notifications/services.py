"""The verbs of notices."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from kit import clock, later
from notifications import broadcasts
from notifications.models import Notice
from notifications.registry import MAIL, Kind


def notify(
    kind: Kind, *, to: Iterable[Any], about: models.Model, title: str, url: str, text: str = "", by: Any = None
) -> None:
    """Tell the people `to` of something; the one who did it (`by`) is not told.

    Rows are written in the caller's transaction; the live signal and the mail go out after the commit.
    """
    content_type = ContentType.objects.get_for_model(about)
    notices = Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=kind.name,
            about_type=content_type,
            about_id=about.pk,
            title=title[:300],
            text=text,
            url=url,
            mail_state="waiting" if kind.level == MAIL else "none",
        )
        for user in {person.pk: person for person in to}.values()
        if by is None or user.pk != by.pk
    )
    for notice in notices:
        if notice.mail_state == "waiting":
            later.enqueue("notifications.mail", notice_id=notice.pk)
        transaction.on_commit(partial(broadcasts.told, user_id=notice.user_id))


def mark_read(*, by: Any, notice: Notice | None = None) -> None:
    """Mark one notice of `by`, or all of them, as read."""
    mine = Notice.objects.filter(user=by, read_at=None)
    if notice is not None:
        mine = mine.filter(pk=notice.pk)
    mine.update(read_at=clock.now())
    transaction.on_commit(partial(broadcasts.told, user_id=by.pk))
