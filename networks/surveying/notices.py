"""Kinds of notices about surveys: only the silent get a letter at once. None is made when somebody answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kit import clock
from networks.surveying import rules
from notifications.registry import LETTER, MAIL, kind


def _reads(user: Any, asked: Any) -> bool:
    return bool(rules.may_read(user, asked))


def _ends(asked: Any) -> datetime | None:
    return clock.end_of(asked.survey.closes_on) if asked.survey.closes_on else None


_COMMON: dict[str, Any] = {"reads": _reads, "among": rules.readable_surveys}

ASKED = kind("surveying.asked", _("a survey in my network"), level=LETTER, asks=True, moment=_ends, **_COMMON)
SILENT = kind(
    "surveying.silent", _("a reminder of a survey I have not answered"), level=MAIL, asks=True, moment=_ends, **_COMMON
)
ENDED = kind("surveying.ended", _("a survey of mine has ended"), level=LETTER, asks=True, **_COMMON)
SHARED = kind("surveying.shared", _("the outcome of a survey in my network"), level=LETTER, **_COMMON)
