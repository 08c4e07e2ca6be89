"""Every field of every model of ours stands in the register of personal data (PD-01)."""

from __future__ import annotations

import pytest

from accounts.personal_data import BLANK, ERASE, HAND_OVER, KEEP, REGISTERS, fields_of
from kit.packages import own_apps


def _registers():
    return {entry.model: entry for entry in REGISTERS}


@pytest.mark.parametrize("app", own_apps(), ids=lambda app: app.label)
def test_every_field_of_the_app_is_sorted(app):
    registers, left = _registers(), []
    for model in app.get_models(include_auto_created=False):
        papers = registers.get(model)
        missing = papers.missing() if papers else fields_of(model)
        left += [f"{model._meta.label}.{name}" for name in sorted(missing)]
    assert left == [], f"sign these fields into farewells.py of {app.name}: {', '.join(left)}"


def test_papers_name_only_fields_that_are_there_with_an_end_that_is_known():
    for label, papers in REGISTERS.items():
        assert papers.unknown() == set(), label
        assert not set(papers.personal) & papers.plain, label
        for name, (purpose, end) in papers.personal.items():
            assert purpose, f"{label}.{name} has no purpose"
            assert end in {ERASE, BLANK, KEEP, HAND_OVER}, f"{label}.{name}"


def test_whatever_holds_personal_data_can_be_copied_and_erased():
    for label, papers in REGISTERS.items():
        if papers.personal:
            assert papers.rows is not None, f"{label} says not which rows are about a person"
        if any(end in {ERASE, BLANK, HAND_OVER} for _purpose, end in papers.personal.values()):
            ends = {end for _purpose, end in papers.personal.values()}
            assert papers.erase is not None or ends == {ERASE} or HAND_OVER not in ends, f"{label} cannot be erased"
