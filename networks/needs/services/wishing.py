"""Members' needs and offers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from networks.models import Edition
from networks.needs import notices, rules
from networks.needs.enums import WishKind
from networks.needs.matching import matches
from networks.needs.models import Wish
from notifications.services import notify

MOST = 20
"""Open needs and offers of one person in one network."""


@transaction.atomic
def wish(*, by: Any, edition: Edition, kind: str, title: str, text: str = "", key: UUID | None = None) -> Wish:
    """Say what one looks for or can share; people whose words match are told.

    Raises Refused unless `by` is a member, for empty words, and above twenty open ones.
    """
    insist(rules.may_speak(by, edition))
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Write something first."))

    def make() -> Wish:
        open_ones = Wish.objects.filter(edition=edition, closed_at=None, hidden_at=None)
        if open_ones.filter(author=by).count() >= MOST:
            raise Refused(_("You have twenty of them here already. Close those that are no longer current."))
        made = Wish.objects.create(
            edition=edition, author=by, kind=WishKind(kind), title=title, text=text.strip(), made_at=clock.now(),
            once=key,
        )  # fmt: skip
        for other in matches(made, open_ones.exclude(pk=made.pk).select_related("author")[:300]):
            notify(
                notices.MATCHED,
                to=[other.author],
                by=by,
                about=made,
                title=_("This may be for you: %(title)s") % {"title": made.title},
                text=made.text,
                url=reverse("needs:wishes", kwargs={"slug": edition.network.slug}) + f"#glos-{made.pk}",
            )
        return made

    return once(Wish.objects.filter(author=by), key, make)


@transaction.atomic
def close_wish(*, by: Any, wish: Wish) -> None:
    """It is no longer current: found, given, or out of date. Twice is once."""
    insist(rules.may_close(by, wish))
    Wish.objects.filter(pk=wish.pk, closed_at=None).update(closed_at=clock.now())
