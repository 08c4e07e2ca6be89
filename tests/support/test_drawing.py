"""The drawing in the documentation shows the table of stages as it is."""

from __future__ import annotations

from typing import Any

import pytest

from support import drawing
from support.states import PlanState, State


def test_the_drawing_in_the_documentation_is_the_table():
    """Change states.py and forget `manage.py draw_support`: this tells."""
    assert drawing.place().read_text(encoding="utf-8") == drawing.drawing()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("GATES", State.PLANNING),
        ("BACK", State.PLANNING),
        ("ACTS", "go_back"),
        ("PLAN_NEXT", PlanState.PRESENTED),
    ],
)
def test_another_table_gives_another_drawing(table, row, monkeypatch: Any):
    """A gate, a return, a permit or a step of the plan taken away shows, so the comparison above can fail."""
    drawn = drawing.drawing()
    less = {key: value for key, value in getattr(drawing, table).items() if key != row}
    monkeypatch.setattr(drawing, table, less)
    assert drawing.drawing() != drawn
