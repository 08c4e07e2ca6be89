"""Doors of the plan."""

from __future__ import annotations

from typing import Any

from kit import clock
from networks.models import Edition
from networks.planning import services
from networks.planning.models import Plan
from tests.access.doors import Door, made, network_at, page, post
from tests.access.doors_networks import past_year


@made
def _draft(world: Any) -> Any:
    """A plan with a goal and a point, which only the coordinator and the deputy have seen."""
    ada, edition = world.fixture("ada"), world.fixture("edition")
    day = edition.school_year.starts_on
    services.add_goal(by=ada, edition=edition, title="Cel")
    services.add_point(by=ada, edition=edition, kind="task", title="Zadanie", starts_on=day, ends_on=day)
    return services.plan_of(edition)


@made
def _shown(world: Any) -> Any:
    """The same plan in consultation."""
    return services.consult(by=world.fixture("ada"), plan=_draft(world), until_on=clock.today())


@made
def _adopted(world: Any) -> Any:
    return services.adopt(by=world.fixture("ada"), plan=_shown(world), adopted_on=clock.today())


@made
def _completed(world: Any) -> Any:
    return services.complete(by=world.fixture("ada"), plan=_adopted(world))


@made
def _done(world: Any) -> Any:
    point = _adopted(world).points.get()
    services.mark_done(by=world.fixture("ada"), point=point)
    return point


@made
def _remark(world: Any) -> Any:
    return services.remark(by=world.fixture("ewa"), plan=_shown(world), words="Za mało spotkań.")


@made
def _example(world: Any) -> Any:
    return services.make_example(by=world.fixture("ada"), plan=_shown(world), title="Wzór")


@made
def _past(world: Any) -> Any:
    """The plan of an earlier year, which its members were shown."""
    return Plan.objects.create(edition=past_year(world), state="completed")


def _past_at(world: Any) -> dict[str, Any]:
    begins = _past(world).edition.school_year.starts_on.year
    return {"slug": world.fixture("network").slug, "begins": begins}


def _recommended(world: Any) -> int:
    """The first recommendation of the year before."""
    Edition.objects.filter(pk=world.fixture("edition").pk).update(recommendations="Więcej wspólnych lekcji")
    return 0


def _goal(world: Any) -> Any:
    return _shown(world).goals.get()


def _point(world: Any) -> Any:
    return _shown(world).points.get()


def _words(world: Any) -> dict[str, Any]:
    return {"goal": "Cel roku", "revision": _shown(world).revision, "why": "bo tak"}


_in = network_at
WHY = {"why": "bo tak"}
GOAL = {"title": "Inny cel", **WHY}
POINT = {"kind": "meeting", "title": "Spotkanie", "month": "2", **WHY}
TODAY = clock.today().isoformat()


def _on(maker: Any) -> Any:
    return lambda world: (maker(world), network_at()(world))[1]


DOORS: list[Door] = [
    page("plan_read", "plan", "planning:plan", _on(_shown)),
    page("plan_read", "history", "planning:history", _on(_shown)),
    page("plan_read", "DOCX", "planning:print", lambda w: _on(_shown)(w) | {"form": "docx"}, surface="file"),
    page("plan_read", "PDF", "planning:print", lambda w: _on(_shown)(w) | {"form": "pdf"}, surface="file"),
    page("plan_draft_read", "history", "planning:history", _on(_draft)),
    page("plan_draft_read", "print", "planning:print", lambda w: _on(_draft)(w) | {"form": "docx"}, surface="file"),
    page("plan_write", "words", "planning:words", _on(_shown)),
    post("plan_write", "change words", "planning:words", _in(), _words),
    page("plan_write", "goal asks", "planning:goal_add", _on(_shown)),
    post("plan_write", "goal", "planning:goal_add", _on(_shown), GOAL),
    page("plan_write", "change a goal asks", "planning:goal_change", _in(number=_goal)),
    post("plan_write", "change a goal", "planning:goal_change", _in(number=_goal), GOAL),
    page("plan_write", "remove a goal asks", "planning:goal_remove", _in(number=_goal)),
    post("plan_write", "remove a goal", "planning:goal_remove", _in(number=_goal), WHY),
    page("plan_write", "point asks", "planning:point_add", _on(_shown)),
    post("plan_write", "point", "planning:point_add", _on(_shown), POINT),
    page("plan_write", "change a point asks", "planning:point_change", _in(number=_point)),
    post("plan_write", "change a point", "planning:point_change", _in(number=_point), POINT),
    page("plan_write", "remove a point asks", "planning:point_remove", _in(number=_point)),
    post("plan_write", "remove a point", "planning:point_remove", _in(number=_point), WHY),
    page("plan_write", "examples", "planning:begin", _on(_shown)),
    post("plan_write", "begin", "planning:begin", _in(), {"outline": "matematyka"}),
    page("plan_write", "example asks", "planning:example", _on(_shown)),
    post("plan_write", "example", "planning:example", _on(_shown), {"title": "Wzór", "summary": ""}),
    post("plan_example_remove", "take back", "planning:example_remove", _in(number=_example)),
    page("plan_write", "consultation asks", "planning:consult", _on(_draft)),
    post("plan_write", "consultation", "planning:consult", _on(_draft), {"until_on": TODAY}),
    page("plan_write", "adoption asks", "planning:adopt", _on(_shown)),
    post("plan_write", "adoption", "planning:adopt", _on(_shown), {"adopted_on": TODAY}),
    post("plan_write", "withdraw", "planning:withdraw", _on(_shown)),
    post("plan_write", "complete", "planning:complete", _on(_adopted)),
    post("plan_write", "reopen", "planning:reopen", _on(_completed)),
    post("plan_write", "done", "planning:point_done", _in(number=lambda w: _adopted(w).points.get())),
    post("plan_write", "not done", "planning:point_undone", _in(number=_done)),
    post("plan_speak", "remark", "planning:remark", _on(_shown), {"part": "whole", "words": "Uwaga"}),
    post("plan_speak", "agree", "planning:agree", _on(_shown)),
    page("plan_write", "answer asks", "planning:answer", _in(number=_remark)),
    post("plan_write", "answer", "planning:answer", _in(number=_remark), {"outcome": "taken", "answer": "Tak."}),
    page("plan_past_read", "plan of an earlier year", "planning:past", _past_at),
    post("plan_write", "take a recommendation", "planning:recommendation", _in(number=_recommended), before=_shown),
    page("plan_supervise", "county", "planning:county", _on(_shown)),
    page("plan_draft_supervise", "county", "planning:county", _on(_draft)),
]
