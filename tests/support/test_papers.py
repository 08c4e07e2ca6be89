"""Papers of a process: what they say is what the process holds, they open as PDF and DOCX, and only inside."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import docx
import pypdfium2
import pytest

from kit import clock
from kit.verdicts import NotThere
from moderation.models import TrailEntry
from support import papers, services
from support.models import Activity, Process
from support.states import State
from tests.support import walking


def words(made: Any) -> str:
    """All that a document says."""
    return str(made.blocks)


@pytest.fixture
def closed(started: Any, sara: Any, hal: Any) -> Process:
    return walking.to(State.CLOSED, started, sara, hal)


def paper(process: Process, name: str) -> Any:
    return papers.paper_named(process, name, "pdf").made(process)


def test_the_report_says_what_was_planned_done_reached_and_recommended(closed):
    said = words(paper(closed, "sprawozdanie"))
    for word in ("Kryteria przed każdą pracą", "Obserwacje 9 z 10", "Warsztat kryteriów", "Powstały kryteria",
                 "Kryteria pomagają", "Wprowadzić oceny opisowe", "9/2027",
                 "Uczniowie nie wiedzą, co poprawić"):  # fmt: skip
        assert word in said
    assert "Zrealizowano 1 z 1 działań, godzin: 4 z 4" in said


def test_what_was_cancelled_or_amended_stands_in_the_report_with_its_reason(started, sara, hal):
    process = walking.to(State.IMPLEMENTATION, started, sara, hal)
    services.amend(by=sara, process=process, why="Choroba prowadzącej")
    goal = process.plan.goals.get()
    walking.activity_of(sara, process, goal, title="Lekcja otwarta", form="open_lesson", hours="1.5")
    walking.present(sara, process)
    services.adopt(by=hal, process=process)
    one = Activity.objects.get(title="Lekcja otwarta")
    services.cancel(by=sara, process=process, activity=one, why="Remont szkoły")
    process.refresh_from_db()
    walking.STEPS[State.IMPLEMENTATION](process, sara, hal)
    process = services.advance(by=sara, process=process)
    said = words(paper(process, "sprawozdanie"))
    assert "Remont szkoły" in said
    assert "Choroba prowadzącej" in said
    assert "Zrealizowano 1 z 2 działań, godzin: 4 z 5,5" in said
    assert "Lekcja otwarta" in words(paper(process, "plan"))


def test_the_log_sums_hours_by_month(started, sara):
    day = clock.today().replace(day=1)
    for back, hours in ((0, "1.5"), (0, "2"), (40, "3")):
        services.log(by=sara, process=started, done_on=day - timedelta(days=back), hours=hours, act="contact",
                     text=f"Rozmowa {back}")  # fmt: skip
    made = paper(started, "dziennik")
    said = words(made)
    assert "Godzin razem: 6,5" in said
    sums = next(block for block in made.blocks if block["kind"] == "table")
    assert [row[1:] for row in sums["rows"]] == [["1", "3"], ["2", "3,5"]]


def test_every_paper_opens_in_both_formats(closed):
    for one in papers.PAPERS:
        made = one.made(closed)
        first = pypdfium2.PdfDocument(made.bytes_as("pdf"))[0].get_textpage().get_text_range()
        assert closed.title in " ".join(first.split())
        assert docx.Document(io.BytesIO(made.bytes_as("docx"))).paragraphs


def test_the_archive_holds_every_paper_and_an_index_that_leads_to_each(client, closed, hal):
    client.force_login(hal)
    answer = client.get(f"/wspomaganie/{closed.pk}/archiwum.zip")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as box:
        names = sorted(box.namelist())
        index = box.read("spis.html").decode()
        assert box.testzip() is None
    assert names == ["1-diagnoza.pdf", "2-plan.pdf", "3-dziennik.pdf", "4-sprawozdanie.pdf", "spis.html"]
    assert all(f'href="{name}"' in index for name in names if name.endswith(".pdf"))
    assert closed.title in index
    assert TrailEntry.objects.filter(action="support.paper.read", by_id=hal.pk).count() == 1


@pytest.mark.parametrize("asked", ["sprawozdanie.pdf", "plan.docx", "dziennik.exe", "cokolwiek.pdf"])
def test_a_paper_of_a_later_stage_or_of_no_name_is_not_there(started, client, sara, asked):
    with pytest.raises(NotThere):
        papers.paper_named(started, *asked.split("."))
    client.force_login(sara)
    assert client.get(f"/wspomaganie/{started.pk}/papiery/{asked}").status_code == 404


def test_the_page_offers_the_papers_to_those_inside_only(client, closed, sara, dov):
    for reader, offered in ((sara, True), (dov, False)):
        client.force_login(reader)
        page = client.get(f"/wspomaganie/{closed.pk}/").content.decode()
        assert ("archiwum.zip" in page) == offered
