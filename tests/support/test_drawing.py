"""The drawing in the documentation shows the table of stages as it is."""

from __future__ import annotations

from typing import Any

from support import drawing, states


def test_the_drawing_in_the_documentation_is_the_table():
    """Change states.py and forget `manage.py draw_support`: this tells."""
    assert drawing.place().read_text(encoding="utf-8") == drawing.drawing()


def test_another_table_gives_another_drawing(monkeypatch: Any):
    """A gate, a return, a permit or a step of the plan taken away shows, so the comparison above can fail."""
    drawn = drawing.drawing()
    for table, row in (
        (states.GATES, states.State.PLANNING),
        (states.BACK, states.State.PLANNING),
        (states.ACTS, "go_back"),
        (states.PLAN_NEXT, states.PlanState.PRESENTED),
    ):
        with monkeypatch.context() as patch:
            patch.delitem(table, row)
            assert drawing.drawing() != drawn, row
    assert drawing.drawing() == drawn
