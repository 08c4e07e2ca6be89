"""docs/support.md, made from the tables of states.py; tests/support/test_drawing.py compares the two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from support.states import ACTS, BACK, GATES, ORDER, PLAN_NEXT, Actor, PlanState, State

HEAD = """# The way of a support process

Drawn from `support/states.py` by `python manage.py draw_support`; change the table there, never this page.
"""


def place() -> Path:
    """Where the drawing is kept."""
    return Path(__file__).resolve().parent.parent / "docs" / "support.md"


def drawing() -> str:
    """The whole page: both ways as diagrams, the gates, and who may do what at which stage."""
    with translation.override("en"):
        return "\n".join([HEAD, *_stages(), *_gates(), *_plan(), *_acts()]) + "\n"


def _diagram(heading: str, first: str, names: dict[str, str], ways: list[tuple[str, str, str]]) -> Iterator[str]:
    yield from (f"## {heading}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}")
    for key, label in names.items():
        yield f"    {key}: {label}"
    for start, end, act in ways:
        yield f"    {start} --> {end}: {act}"
    yield from ("```", "")


def _stages() -> Iterator[str]:
    names = {state.value: str(state.label) for state in ORDER}
    ways = [(str(State(start)), str(gate.to), _names(gate.opened_by)) for start, gate in GATES.items()]
    ways += [(str(State(start)), str(end), "returns, with an explanation") for start, end in BACK.items()]
    yield from _diagram("Stages", State.INITIATED.value, names, ways)


def _plan() -> Iterator[str]:
    names = {state.value: str(state.label) for state in PlanState}
    ways = [
        (str(PlanState(start)), str(end), ACTS[act].label)
        for start, acts in PLAN_NEXT.items()
        for act, end in acts.items()
    ]
    yield from _diagram("The yearly support plan", PlanState.DRAFT.value, names, ways)


def _names(actors: tuple[Actor, ...]) -> str:
    return " and ".join(str(actor.label) for actor in actors)


def _gates() -> Iterator[str]:
    yield from ("## Gates", "", "| left stage | next stage | opened by | asks for |", "|---|---|---|---|")
    for start, gate in GATES.items():
        parts = "; ".join(str(part.label) for part in gate.parts)
        yield f"| {State(start).label} | {gate.to.label} | {_names(gate.opened_by)} | {parts} |"
    yield ""


def _acts() -> Iterator[str]:
    yield from ("## Who may do what, and when", "", "Whatever is not named here is refused and changes nothing.", "")
    yield f"| act | {' | '.join(str(state.label) for state in ORDER)} |"
    yield "|---" * (len(ORDER) + 1) + "|"
    for permit in ACTS.values():
        who = " or ".join(str(actor.label) for actor in permit.who)
        cells = " | ".join(who if state in permit.stages else "–" for state in ORDER)
        yield f"| {permit.label} | {cells} |"
