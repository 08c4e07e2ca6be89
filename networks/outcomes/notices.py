"""Kinds of notices of outcomes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.outcomes import rules
from networks.outcomes.models import Outcome, Question
from notifications.registry import kind


def _reads(user: Any, outcome: Outcome) -> bool:
    return bool(rules.is_author(user, outcome) or rules.may_read(user, outcome))


def _judges(user: Any, outcome: Outcome) -> bool:
    return bool(rules.may_judge(user, outcome))


def _authors(user: Any, outcome: Outcome) -> bool:
    return rules.is_author(user, outcome)


def _reads_question(user: Any, question: Question) -> bool:
    return question.hidden_at is None and bool(rules.may_read_question(user, question))


TO_APPROVE = kind("outcomes.to_approve", _("an outcome waits for my approval"), asks=True, reads=_judges)
CONSENT = kind("outcomes.consent", _("I am asked to agree to the publication of an outcome"), asks=True, reads=_authors)
DECIDED = kind("outcomes.decided", _("the decision on an outcome of mine"), reads=_reads)
WITHDRAWN = kind(
    "outcomes.withdrawn", _("an outcome leaves the public, or an author takes a consent back"), reads=_reads
)
USED = kind("outcomes.used", _("a school says that it uses an outcome of mine"), reads=_reads)
ASKED = kind("outcomes.asked", _("a question about an outcome of mine"), asks=True, reads=_reads_question)
ANSWERED = kind("outcomes.answered", _("the answer to my question about an outcome"), reads=_reads_question)
