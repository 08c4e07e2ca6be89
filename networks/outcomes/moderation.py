"""Outcomes, schools' words of using them and shown questions can be reported, hidden and shown again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit import html
from kit.verdicts import ALLOWED, NotThere, Verdict, refusal
from moderation.registry import moderated
from networks.moderation import stairs, where
from networks.outcomes import faces, rules, selectors, services
from networks.outcomes.models import Outcome, Question, SchoolUse


def _looks_after(user: Any, outcome: Outcome) -> Verdict:
    return ALLOWED if rules.looks_after(user, outcome) else refusal(_("Somebody else decides about this."))


def _not_own(mine: bool) -> Verdict:
    return refusal(_("This is your own. You can change or delete it.")) if mine else ALLOWED


def _outcome(user: Any, pk: int) -> Outcome:
    """One in public, or whose file the reader may open. Raises NotThere."""
    found = Outcome.objects.filter(pk=pk).select_related("network").first()
    if found is None:
        raise NotThere
    open_to = faces.address_of(found) or rules.may_read(user, found) or rules.looks_after(user, found)
    if not open_to:
        raise NotThere
    return found


def _at(path: str) -> Outcome | None:
    """The outcome at a public address; what is not public is nobody's outside."""
    for face in faces.FACES:
        number = face.at(path)
        if number is not None:
            return Outcome.objects.filter(pk=number, live=True, hidden_at=None).first()
    return None


def _url(outcome: Outcome) -> str:
    return faces.address_of(outcome) or outcome.get_absolute_url()


def _whole(outcome: Outcome) -> str:
    parts = (outcome.summary, outcome.problem, outcome.for_whom, outcome.conditions, outcome.evidence)
    return "".join(html.from_text(part) for part in parts if part) + outcome.how


def _judged(user: Any) -> QuerySet[Outcome]:
    return rules.looked_after(user).filter(first_published_at__isnull=False)


def _judged_uses(user: Any) -> QuerySet[SchoolUse]:
    return SchoolUse.objects.filter(taken_back_at=None, outcome__in=rules.looked_after(user))


def _judged_questions(user: Any) -> QuerySet[Question]:
    return Question.objects.filter(outcome__in=rules.looked_after(user))


moderated(
    "outcome",
    label=_("outcome"),
    model=Outcome,
    find=_outcome,
    may_judge=_looks_after,
    may_report=lambda user, outcome: _not_own(rules.is_author(user, outcome)),
    judged=_judged,
    judges=selectors.stewards_of,
    author=lambda outcome: next((row.user for row in outcome.authors.all()), None),
    title=lambda outcome: outcome.title,
    words=_whole,
    url=_url,
    hide=services.hide,
    show=services.show_again,
    place=lambda outcome: outcome.network.title,
    where=lambda outcome: where(outcome.network_id),
    stairs=stairs(Outcome, "network", lambda outcome: outcome.network_id),
    at=_at,
    rows=lambda: Outcome.objects.select_related("network").prefetch_related("authors__user"),
)
moderated(
    "outcome_use",
    label=_("words of a school that uses an outcome"),
    model=SchoolUse,
    find=selectors.use_for,
    may_judge=lambda user, use: _looks_after(user, use.outcome),
    may_report=lambda user, use: _not_own(use.user_id == user.pk),
    judged=_judged_uses,
    judges=lambda use: selectors.stewards_of(use.outcome),
    author=lambda use: use.user,
    title=lambda use: f"{use.institution}: {use.outcome.title}",
    words=lambda use: html.from_text(use.words),
    url=lambda use: _url(use.outcome),
    hide=services.hide_use,
    show=services.show_use,
    place=lambda use: use.outcome.network.title,
    where=lambda use: where(use.outcome.network_id),
    stairs=stairs(SchoolUse, "outcome__network", lambda use: use.outcome.network_id),
    rows=lambda: SchoolUse.objects.select_related("outcome__network", "institution", "user"),
)
moderated(
    "outcome_question",
    label=_("question about an outcome"),
    model=Question,
    find=selectors.shown_or_own_question,
    may_judge=lambda user, question: _looks_after(user, question.outcome),
    may_report=lambda user, question: _not_own(question.asker_id == user.pk),
    judged=_judged_questions,
    judges=lambda question: selectors.stewards_of(question.outcome),
    author=lambda question: question.asker,
    title=lambda question: html.excerpt(html.from_text(question.words), 60),
    words=lambda question: html.from_text(question.words) + html.from_text(question.answer),
    url=lambda question: question.get_absolute_url(),
    hide=services.hide_question,
    show=services.show_question,
    place=lambda question: question.outcome.network.title,
    where=lambda question: where(question.outcome.network_id),
    stairs=stairs(Question, "outcome__network", lambda question: question.outcome.network_id),
    rows=lambda: Question.objects.select_related("outcome__network", "asker"),
)
