"""Kinds of notices moderation sends."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from moderation import rules
from moderation.models import Case
from moderation.selectors import kind_of
from notifications.registry import MAIL, kind


def _decides(user: Any, case: Case) -> bool:
    """A case is for those who may decide about it, as long as it is open."""
    sort, thing = kind_of(case), case.about
    if sort is None or thing is None or case.closed_at is not None:
        return False
    return bool(rules.may_decide(user, sort, thing, case))


def _takes_part(user: Any, case: Case) -> bool:
    party = case.party
    return (party is not None and party.pk == user.pk) or _decides(user, case)


DECISION = kind("moderation.decision", _("A decision about what you wrote"), level=MAIL, stands_out=True)
HELD_BACK = kind(
    "moderation.held", _("Somebody's words wait for you to read them"), level=MAIL, asks=True, reads=_decides
)
REPORTED = kind("moderation.reported", _("A report waits for your decision"), level=MAIL, asks=True, reads=_decides)
APPEALED = kind("moderation.appealed", _("An appeal waits for your decision"), level=MAIL, asks=True, reads=_decides)
OVERDUE = kind("moderation.overdue", _("A case nobody decided in time"), level=MAIL, asks=True, reads=_decides)
TALKED = kind(
    "moderation.talked", _("Words in a talk about a decision"), level=MAIL, stands_out=True, reads=_takes_part
)
OUTCOME = kind("moderation.outcome", _("The outcome of your report"))
