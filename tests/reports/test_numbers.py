"""Every number of the annual report of a demo year equals an independent count from raw rows."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from networks.models import Edition
from networks.reporting import counted
from tests.reports.counting import Raw

pytestmark = pytest.mark.django_db

ELSEWHERE = {"announcements", "afterwards_answers", "afterwards_useful"}
"""Counted by the tests of their own rooms (tests/announcements, tests/afterwards): answers there are anonymous."""


def numbers(chapters):
    return {figure["name"]: figure["value"] for chapter in chapters for figure in chapter["figures"]}


def charted(chapters):
    return {chart["name"]: dict(chart["rows"]) for chapter in chapters for chart in chapter.get("charts", [])}


def test_every_number_of_the_demo_years_equals_an_independent_count(settings):
    settings.DEMO = True
    call_command("demo", verbosity=0)
    seen = dict.fromkeys(
        ["meetings_held", "forum_settled", "resources.used", "plan_goals", "blog_entries", "surveys_answers"], 0
    )
    for edition in Edition.objects.select_related("network", "school_year"):
        chapters = counted(edition)
        said, raw = numbers(chapters), Raw(edition)
        assert {name: value for name, value in said.items() if name not in ELSEWHERE} == raw.found, edition
        charts = charted(chapters)
        assert sum(charts.get("months", {}).values()) == sum(
            many for month, many in raw.months.items() if month in raw.begun
        )
        assert sum(charts.get("resources_kinds", {}).values()) == said["resources.all"]
        assert sum(charts.get("meetings_kinds", {}).values()) == said["meetings_held"]
        assert sum(charts.get("plan_points", {}).values()) == said["plan_points"]
        assert sum(charts.get("meetings_presences", {}).values()) == said["meetings_attendance"]
        for name in seen:
            seen[name] += said[name]
    assert all(seen.values()), f"the demo shows nothing of {seen}"
