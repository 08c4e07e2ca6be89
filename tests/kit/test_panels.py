"""Panels that ask the database together, and those that ask for themselves."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from kit.panels import Panel, drawn
from kit.registry import Registry

pytestmark = pytest.mark.django_db


def _panels(*panels: Panel) -> Registry[Panel]:
    made: Registry[Panel] = Registry("tests.panels", needs=("name", "template", "values"))
    for panel in panels:
        made.register(panel.name, panel)
    return made


def _asking(name: str, **rows: Any) -> Panel:
    return Panel(name, "t.html", lambda _user, _place, found: dict(found), asks=lambda _user, _place: rows)


def test_all_questions_are_one_query(ben, django_assert_num_queries):
    some, none = User.objects.filter(pk=ben.pk), User.objects.filter(pk=0)
    panels = _panels(
        _asking("both", some=some, none=none),
        _asking("silent", first=none, second=User.objects.none()),
        _asking("sliced", rows=User.objects.order_by("email")[:1]),
    )
    with django_assert_num_queries(1):
        found = {panel.name: values for panel, values in drawn(panels, ben)}
    assert found == {"both": {"some": True, "none": False}, "sliced": {"rows": True}}


def test_a_panel_without_questions_decides_for_itself(ben, django_assert_num_queries):
    panels = _panels(
        Panel("here", "t.html", lambda _user, _place: {"a": 1}), Panel("away", "t.html", lambda _user, _place: None)
    )
    with django_assert_num_queries(0):
        assert [panel.name for panel, _values in drawn(panels, ben)] == ["here"]
