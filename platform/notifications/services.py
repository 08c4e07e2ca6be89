"""The verbs of notices."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from kit import clock, later
from notifications import broadcasts
from notifications.enums import Level
from notifications.models import Notice, Preference
from notifications.registry import KINDS, MAIL, Kind


def notify(
    kind: Kind, *, to: Iterable[Any], about: models.Model, title: str, url: str, text: str = "", by: Any = None
) -> None:
    """Tell the people `to` of something; the one who did it (`by`) is not told.

    Rows are written in the caller's transaction; the live signal and the mail go out after the commit.
    `url` is a path of ours. Raises ValueError for any other address.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"A notice leads into the platform, not to {url!r}.")
    people = {person.pk: person for person in to if by is None or person.pk != by.pk}
    chosen = dict(Preference.objects.filter(kind=kind.name, user__in=people).values_list("user", "level"))
    content_type = ContentType.objects.get_for_model(about)
    notices = Notice.objects.bulk_create(
        Notice(
            user=user,
            kind=kind.name,
            about_type=content_type,
            about_id=about.pk,
            title=" ".join(title.replace("\x00", " ").split())[:300],
            text=text.replace("\x00", " "),
            url=url,
            mail_state="waiting" if chosen.get(user.pk, kind.level) == MAIL else "none",
        )
        for user in people.values()
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


def choose(*, by: Any, levels: dict[str, str]) -> None:
    """Store what `by` wants to be told by mail: kind -> level. Kinds nobody signed in are left out."""
    wanted = [
        Preference(user=by, kind=name, level=Level(level)) for name, level in sorted(levels.items()) if name in KINDS
    ]
    Preference.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["level"]
    )


@transaction.atomic
def stop_mail(*, user_id: int, kind: str) -> None:
    """No more mail of this kind for this person; what waits to be sent is dropped too (NT-03, NT-08)."""
    if not get_user_model().objects.filter(pk=user_id).exists():
        return
    Preference.objects.update_or_create(user_id=user_id, kind=kind, defaults={"level": Level.INBOX})
    Notice.objects.filter(user_id=user_id, kind=kind, mail_state="waiting").update(mail_state="dropped")
