"""Decisions as their authors read them again, and the talk about a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from kit.verdicts import NotThere, Refused
from moderation import rules
from moderation.models import Case, Decision, Remark, Report, TrailEntry
from moderation.registry import Moderated
from moderation.selectors.queue import Row, rows_of, things_of
from moderation.selectors.things import kind_of


def decisions_about(thing: models.Model) -> list[Decision]:
    """What was decided about the thing so far, latest first."""
    about = ContentType.objects.get_for_model(thing)
    return list(Decision.objects.filter(about_type=about, about_id=thing.pk).select_related("decided_by"))


def latest_decisions(model: type[models.Model], pks: Iterable[int]) -> dict[int, Decision]:
    """The latest decision about each of these things, by its number; one query."""
    about = ContentType.objects.get_for_model(model)
    found = Decision.objects.filter(about_type=about, about_id__in=list(pks)).order_by("id")
    return {decision.about_id: decision for decision in found}


def decision_for(user: Any, pk: int) -> tuple[Decision, Moderated | None, Any, bool]:
    """(decision, kind, thing, whether `user` decides) for its author and for those who judge the thing.

    Raises NotThere for everybody else. The statement stays legible when the thing is gone.
    """
    decision = Decision.objects.select_related("about_type", "author", "decided_by", "against").filter(pk=pk).first()
    if decision is None:
        raise NotThere
    kind = kind_of(decision)
    thing = decision.about
    judges = bool(kind and thing is not None and kind.may_judge(user, thing))
    if not judges and kind and thing is not None and decision.case is not None:
        judges = bool(rules.judges(user, kind, thing, decision.case))
    if decision.author_id != user.pk and not judges:
        raise NotThere
    return decision, kind, thing, judges and decision.author_id != user.pk


def appeal_of(decision: Decision) -> Case | None:
    """The appeal against the decision, open or decided; None when there is none."""
    return Case.objects.filter(against=decision).first()


def has_talk_for(user: Any, decision: Decision) -> bool:
    """Whether words were said about the decision's case in a talk that opens to `user` (`talk_for`): not to the author
    where somebody objects (DS-09), nor to whoever made the decision that the case is about."""
    if decision.case_id is None:
        return False
    try:
        _row, remarks = talk_for(user, decision.case_id)
    except NotThere:
        return False
    return bool(remarks)


def talk_for(user: Any, case_id: int) -> tuple[Row, list[Remark]]:
    """A case with its talk, for its author and for those who decide or decided. Raises NotThere for everybody else.

    In an objection it is who objects instead of the author.
    """
    case = Case.objects.filter(pk=case_id).select_related("author", "claimed_by", "against", "report__reporter").first()
    rows = rows_of([case]) if case is not None else []
    if not rows:
        raise NotThere
    row = rows[0]
    if not rules.may_read_talk(user, row.kind, row.thing, row.case):
        raise NotThere
    return row, list(row.case.remarks.select_related("by"))


def statements_of(user: Any) -> list[tuple[Decision, str]]:
    """Decisions about what `user` wrote, latest first, each with the title of the thing (empty when it is gone)."""
    made = list(Decision.objects.filter(author=user).select_related("about_type", "decided_by")[:100])
    things = things_of(made)
    found = [(one, things.get((one.about_type_id, one.about_id))) for one in made]
    return [(one, there[0].title(there[1]) if there else "") for one, there in found]


def reports_of(user: Any) -> list[Report]:
    """What `user` reported, latest first, each with what came of it."""
    found = Report.objects.filter(reporter=user).select_related("decision", "about_type").order_by("-id")
    return list(found[:100])


def report_for(user: Any, pk: int) -> Report:
    """A report by its maker. Raises NotThere for everybody else; its judges read it with its case."""
    found = Report.objects.filter(pk=pk, reporter_id=user.pk).select_related("decision__case", "about_type").first()
    if found is None:
        raise NotThere
    return found


def still_read(user: Any, row: Any) -> tuple[Moderated, Any] | None:
    """The thing of a report or a case with its kind, if `user` can still read it."""
    kind = kind_of(row)
    try:
        return (kind, kind.find(user, row.about_id)) if kind is not None else None
    except (NotThere, Refused):
        return None


def dangers_about(thing: models.Model) -> list[TrailEntry]:
    """What the trail says of reports to the police about the thing, oldest first."""
    found = TrailEntry.objects.filter(action="moderation.case.danger", about_id=str(thing.pk))
    return list(found.filter(about_kind=thing._meta.label_lower).order_by("id"))
