"""What members' voices give to the annual report (D34, D60)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks.needs import selectors
from networks.reporting import Figure, asked_once, chapter

counts_of = asked_once(selectors.counts_of)


def figures(edition: Any) -> list[Figure]:
    """How many needs and offers, votes, voices and questions."""
    found, slug = counts_of(edition), {"slug": edition.network.slug}
    wishes, votes, questions = (reverse(f"needs:{name}", kwargs=slug) for name in ("wishes", "proposals", "questions"))
    return [
        Figure("voices_needs", _("reported needs answered by the network"), found["needs"]),
        Figure("voices_wishes", _("needs and offers of members"), found["wishes"], wishes),
        Figure("voices_votes", _("votes and ideas"), found["proposals"], votes),
        Figure("voices_ballots", _("votes cast"), found["ballots"], votes),
        Figure("voices_questions", _("anonymous questions"), found["questions"], questions),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences made from the same rows."""
    found, lines = counts_of(edition), []
    if found["wishes"]:
        lines.append(
            ngettext(
                "Members wrote down %(count)d need or offer.",
                "Members wrote down %(count)d needs and offers.",
                found["wishes"],
            )
            % {"count": found["wishes"]}
        )
    if found["proposals"]:
        lines.append(
            ngettext(
                "Members decided together in %(count)d vote.",
                "Members decided together in %(count)d votes.",
                found["proposals"],
            )
            % {"count": found["proposals"]}
        )
    return lines


chapter(
    "voices", title=gettext_lazy("Needs and votes of the members"), figures=figures, sentences=sentences, position=12
)
