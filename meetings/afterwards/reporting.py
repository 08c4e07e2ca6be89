"""What people thought of the meetings, in the annual report: only what may be shown."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from meetings.afterwards import selectors
from networks.reporting import Figure, asked_once, chapter

year_of = asked_once(selectors.year_of)


def figures(edition: Any) -> list[Figure]:
    """Answers and how many found a meeting useful."""
    year = year_of(edition)
    address = reverse("meetings:network_list", kwargs={"slug": edition.network.slug})
    return [
        Figure("afterwards_answers", gettext_lazy("answers to questions after meetings"), year.answers, address),
        Figure("afterwards_useful", gettext_lazy("of them: the meeting was useful"), year.useful, address),
    ]


def sentences(edition: Any) -> list[str]:
    """A draft sentence, when there is anything to say."""
    year = year_of(edition)
    if not year.answers:
        return []
    return [
        ngettext(
            "After %(count)d meeting %(answers)d people said what they thought of it; %(share)d%% found it useful.",
            "After %(count)d meetings %(answers)d answers came to the questions about them; %(share)d%% found the "
            "meeting useful.",
            year.meetings,
        )
        % {"count": year.meetings, "answers": year.answers, "share": round(100 * year.useful / year.answers)}
    ]


chapter(
    "afterwards",
    title=gettext_lazy("What people thought of meetings"),
    figures=figures,
    sentences=sentences,
    position=35,
)
