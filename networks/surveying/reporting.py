"""What surveys give to the annual report: how many, how many answered, what those shown to members found (D34, D59)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from networks.reporting import Figure, Sheet, asked_once, chapter
from networks.surveying import selectors
from surveys import drawing

year_of = asked_once(selectors.closed_of)


def figures(edition: Any) -> list[Figure]:
    """Surveys of the year that have ended, and answer sheets counted in them."""
    closed = year_of(edition)
    there = reverse("surveying:list", kwargs={"slug": edition.network.slug})
    answered = sum(asked.survey.outcome.get("answered", 0) for asked in closed)
    return [
        Figure("surveys_closed", gettext_lazy("surveys that have ended"), len(closed), there),
        Figure("surveys_answers", gettext_lazy("answer sheets counted in surveys"), answered, there),
    ]


def sentences(edition: Any) -> list[str]:
    """A sentence for each survey whose outcome members see."""
    return [
        ngettext(
            "In the survey “%(title)s” %(count)d answer sheet was counted.",
            "In the survey “%(title)s” %(count)d answer sheets were counted.",
            asked.survey.outcome["answered"],
        )
        % {"title": asked.survey.title, "count": asked.survey.outcome["answered"]}
        for asked in year_of(edition)
        if asked.shared_at is not None
    ]


def sheets(edition: Any) -> list[Sheet]:
    """Numbers of surveys shown to members, question by question; own words stay on its page."""
    headers = [_("survey"), _("question"), pgettext("survey", "answers"), _("what came out")]
    rows = [
        [asked.survey.title, one.item.text, str(one.answered), drawing.in_a_line(one)]
        for asked in year_of(edition)
        if asked.shared_at is not None
        for one in drawing.shown(asked.survey)
        if one.bars
    ]
    return [Sheet("surveys", gettext_lazy("Outcomes of surveys"), headers, rows)]


chapter(
    "surveys",
    title=gettext_lazy("Surveys among the members"),
    figures=figures,
    sentences=sentences,
    sheets=sheets,
    position=13,
)
