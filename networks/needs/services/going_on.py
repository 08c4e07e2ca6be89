"""What of needs goes on into a network's next year."""

from __future__ import annotations

from typing import Any

from networks.models import Edition
from networks.needs.models import Question, Wish


def carry_on(old: Edition, new: Edition, _by: Any) -> None:
    """Open needs and offers of those who go on, and questions nobody has answered, move to the next year.

    Signed into networks.services.RENEWALS. What is settled stays with its year.
    """
    going = new.memberships.active().values("user")
    Wish.objects.filter(edition=old, closed_at=None, hidden_at=None, author__in=going).update(edition=new)
    Question.objects.filter(edition=old, hidden_at=None, replies=None).update(edition=new)
