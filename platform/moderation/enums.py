"""What moderation can do, why a thing came to it, and where a case stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Act(models.TextChoices):
    """What a decision did."""

    HIDE = "hide", _("hidden")
    SHOW = "show", _("shown again")
    KEEP = "keep", _("left as it is")
    PUBLISH = "publish", _("published")
    EDIT = "edit", _("published with changes shown to the author")
    ASK = "ask", _("sent back with a request for changes")
    REJECT = "reject", _("not published")
    WARN = "warn", pgettext_lazy("decision about a person", "warning")
    PAUSE = "pause", _("writing paused until a date")
    UPHOLD = "uphold", _("the decision stands")
    OVERTURN = "overturn", _("the decision is taken back")


RESTRICTS = frozenset({Act.HIDE, Act.EDIT, Act.REJECT, Act.WARN, Act.PAUSE})
"""Acts against which their author may appeal (DS-06)."""
MAY_OBJECT = frozenset({Act.KEEP, Act.SHOW})
"""Acts against which whoever reported the thing may object: nothing was done about it (DSA, article 20)."""
NEEDS_RULE = RESTRICTS | {Act.ASK}
"""Acts that rest on a rule of the list (DS-05)."""
NEEDS_WORDS = NEEDS_RULE | {Act.UPHOLD, Act.OVERTURN}
"""Acts that need words for the person concerned."""
MAY_PAUSE = frozenset({Act.HIDE, Act.REJECT, Act.PAUSE})
"""Acts that may stop the author from writing until a date."""


class Why(models.TextChoices):
    """Why a thing waits for a decision."""

    EVERYTHING = "everything", _("everything is read first here")
    NEWCOMER = "newcomer", _("first posts of a new person are read first")
    QUIET_HOURS = "quiet_hours", _("it came in quiet hours")
    WORDS = "words", _("a watched word")
    LINKS = "links", _("many links")
    REPEATED = "repeated", _("the same text again")
    REPORT = "report", _("somebody reported it")
    APPEAL = "appeal", _("its author appeals")
    OBJECTION = "objection", _("whoever reported it objects")


HELD = (Why.EVERYTHING, Why.NEWCOMER, Why.QUIET_HOURS, Why.WORDS, Why.LINKS, Why.REPEATED)
"""Reasons for which others do not see the thing until somebody decides."""


class CaseState(models.TextChoices):
    """Whose turn it is."""

    WAITING = "waiting", _("waits for a decision")
    ASKED = "asked", _("waits for its author")
    CLOSED = "closed", pgettext_lazy("case", "decided")
