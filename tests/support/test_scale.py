"""A county with 60 institutions, a register of 60,000, five years of history: every page 25 questions at most, flat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import RoleAssignment
from directory.models import Institution, SchoolYear
from kit import clock
from support.models import LogEntry, Process, Recommendation
from support.states import STAGES, State
from tests.support import walking

pytestmark = pytest.mark.django_db

MOST = 25
YEARS = 5
REGISTER = 60_000


def _schools(first: int, many: int, like: Any, county: Any) -> list[Institution]:
    return Institution.objects.bulk_create(
        [
            Institution(rspo=first + n, name=f"Szkoła nr {n}", town="Lipowo", type=like.type, county=county)
            for n in range(many)
        ],
        batch_size=5_000,
    )


def _years() -> list[SchoolYear]:
    this = clock.today().year
    return [
        SchoolYear.objects.get_or_create(
            starts_on=date(this - n, 9, 1),
            defaults={"second_semester_on": date(this - n + 1, 2, 1), "ends_on": date(this - n + 1, 8, 31)},
        )[0]
        for n in range(2, YEARS + 1)
    ]


def _history(schools: list[Institution], sara: Any, now: SchoolYear) -> None:
    """Each school's closed processes of earlier years and one of this year, at various stages, with their logs."""
    agreed = clock.now() - timedelta(days=30)
    rows = []
    for at, school in enumerate(schools):
        shared = {"institution": school, "title": "Ocenianie", "county_agreed_at": agreed, "director_agreed_at": agreed}
        for year in _years():
            rows.append(
                Process(school_year=year, state="closed", starts_on=year.starts_on, ends_on=year.ends_on, **shared)
            )
        stage = STAGES[at % len(STAGES)]
        rows.append(Process(school_year=now, state=stage, starts_on=now.starts_on, ends_on=now.ends_on, **shared))
    made = Process.objects.bulk_create(rows)
    LogEntry.objects.bulk_create(
        LogEntry(process=one, stage="diagnosis", done_on=one.starts_on, hours=2, text="Wizyta", written_by=sara)
        for one in made
        for _entry in range(5)
    )
    Recommendation.objects.bulk_create(Recommendation(process=one, text="Dalej") for one in made)
    since = clock.today() - timedelta(days=1)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=sara, role="sore", institution=school, from_on=since) for school in schools
    )


def _addresses(process: Process) -> dict[str, list[str]]:
    inside = [
        reverse(f"support:{name}", kwargs={"pk": process.pk})
        for name in ("process", "log_entry", "contacts", "diagnosis", "plan", "evaluation")
    ]
    listed = [reverse("support:list"), reverse("support:list") + "?strona=3"]
    starts = [reverse("support:process_open"), reverse("desk:start")]
    return {
        "sara": [*listed, reverse("support:log_quick"), *inside, reverse("desk:start")],
        "hal": [*listed, *inside, *starts],
        "dov": [*listed, inside[0], *starts, *_county_pages(process)],
    }


def _county_pages(process: Process) -> list[str]:
    """The county's own: its board of this year and narrowed, plan, declaration, effects, a cost, needs."""
    slug, year = process.institution.county.slug, process.school_year.starts_on.year
    board = reverse("support:county", args=[slug])
    yearly = [
        reverse(f"support:{name}", args=[slug, year]) for name in ("county_declare", "county_effects", "county_table")
    ]
    plans = [reverse(f"support:{name}", args=[slug]) for name in ("county_plan", "county_plan_write")]
    cost = reverse("support:county_cost", args=[slug, process.pk])
    return [board, board + "?pokaz=uwaga&strona=2", *yearly, *plans, cost, reverse("needs:county")]


def _asked(client: Any, request: Any, process: Process) -> dict[str, int]:
    """How many questions each page of each person asks, the second time it is opened."""
    found = {}
    for who, addresses in _addresses(process).items():
        client.force_login(request.getfixturevalue(who))
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = client.get(address)
            assert answer.status_code == 200, (who, address)
            found[f"{who} {address}"] = len(asked)
    return found


def test_every_page_of_support_is_flat(
    client: Any, request: Any, started: Any, sara: Any, hal: Any, dov: Any, school: Any, county: Any, other_county: Any,
    school_year: Any,
) -> None:  # fmt: skip
    """The same number of questions with six institutions and with sixty among sixty thousand; never above 25."""
    process = walking.to(State.CLOSED, started, sara, hal)
    _history(_schools(980_000, 6, school, county), sara, school_year)
    few = _asked(client, request, process)

    _history(_schools(981_000, 54, school, county), sara, school_year)
    _schools(1_000_000, REGISTER, school, other_county)
    many = _asked(client, request, process)

    assert {page: count for page, count in many.items() if count > MOST} == {}
    assert {page: (few[page], count) for page, count in many.items() if count > few[page]} == {}
    client.force_login(dov)
    assert len(client.get(reverse("support:process_open")).content) < 150_000
