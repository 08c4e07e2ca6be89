"""One line in the log for every refused access: who by number, what, which, how and why; nobody's words (AC-15).

Addresses carry secrets (links of letters, passes, feeds) and names of files; of an address only its name and its
numbers are written down.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import Any

logger = logging.getLogger("access")

WHY = {403: "refused", 404: "not there", 410: "gone", 4403: "refused", 4404: "not there"}
"""Answers that are a refusal of access; an absent thing and a forbidden one look alike here as they do outside."""
PLAIN = frozenset({"slug", "key", "kind", "code", "form", "stage"})
"""Words of addresses that name a place, a kind or a form and hold nothing secret."""


def numbers_of(words: Mapping[str, Any]) -> dict[str, Any]:
    """What of an address may be written down: numbers, and words that name a place."""
    return {
        name: str(value) if isinstance(value, uuid.UUID) else value
        for name, value in words.items()
        if isinstance(value, int | uuid.UUID) or name in PLAIN
    }


def note(*, who: Any, how: str, what: str, which: Mapping[str, Any], status: int) -> None:
    """Write the line. `who` is the person asking or None, `what` the name of the address, `which` its words."""
    facts = {
        "who": getattr(who, "pk", None),
        "pass": getattr(who, "expert_pass", None),
        "how": how,
        "what": what,
        "which": numbers_of(which),
        "why": WHY.get(status, str(status)),
    }
    logger.warning(
        "access refused: %(who)s %(how)s %(what)s %(which)s: %(why)s",
        facts,
        extra={"facts": {name: value for name, value in facts.items() if value not in (None, {})}},
    )
