"""Slides in two windows and a third one opened late: who follows, who looks back, and what a screen reader is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.files.makers import pdf
from tests.journeys.persons import Person
from tests.meetings.test_room_browser import enter

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Two teachers, and the coordinator who comes late."""
    found = {}
    for name, account in (("nina", "nauczycielka"), ("marek", "nauczyciel"), ("krystyna", "koordynatorka")):
        found[name] = Person(browser, site, name, story="slajdy")
        found[name].enter_as(account)
    yield found
    for person in found.values():
        person.leave()


def on_page(page: Page, number: int, *, shared: int | None = None) -> None:
    """The page is seen, has its name, and its picture has come."""
    aside = f" (wspólna strona: {shared})" if shared else ""
    expect(page.locator("#slides-number")).to_have_text(f"Strona {number} z 3{aside}")
    expect(page.get_by_role("img", name=f"Strona {number} z 3")).to_be_visible()
    assert page.locator("#slides-picture").evaluate("one => one.decode().then(() => one.naturalWidth)") > 600


def show(page: Page) -> None:
    """Send a PDF of three pages from the device; it is shown at once."""
    page.locator("#shelf-box summary").click()
    page.locator("#shelf-file").set_input_files(
        {"name": "Oś liczbowa.pdf", "mimeType": "application/pdf", "buffer": pdf("Oś na podłodze", 3)}
    )
    page.locator("#shelf-send").click()


def test_all_follow_one_looks_back_and_who_comes_late_has_the_present_page(people: dict[str, Person]) -> None:
    nina, marek, krystyna = (people[name].page for name in ("nina", "marek", "krystyna"))
    enter(nina)
    enter(marek)
    show(nina)
    for page in (nina, marek):
        expect(page.locator("#slides-number")).to_have_text("Strona 1 z 3", timeout=60_000)
        on_page(page, 1)

    # the presenter turns, the other follows and hears of it; nobody else can look ahead or turn for others
    nina.get_by_role("button", name="Następna strona").click()
    on_page(nina, 2)
    on_page(marek, 2)
    expect(marek.locator("#news")).to_contain_text("Strona 2 z 3")
    expect(marek.get_by_role("button", name="Następna strona")).to_be_disabled()
    expect(marek.get_by_role("button", name="Pokaż tę stronę wszystkim")).to_be_hidden()
    expect(marek.get_by_role("button", name="Zakończ slajdy")).to_be_hidden()

    # looks back alone; the shared page moves on without pulling; returns with one press
    marek.get_by_role("button", name="Poprzednia strona").click()
    on_page(marek, 1, shared=2)
    on_page(nina, 2)
    nina.get_by_role("button", name="Następna strona").click()
    on_page(marek, 1, shared=3)
    people["marek"].look("wstecz")
    marek.get_by_role("button", name="Wróć do wspólnej strony").click()
    on_page(marek, 3)

    # comes late, for the first time: the present page at once, its words and its name for a screen reader
    nina.get_by_role("button", name="Poprzednia strona").click()
    on_page(marek, 2)
    enter(krystyna)
    on_page(krystyna, 2)
    expect(krystyna.locator("#slides-what")).to_have_text("Oś liczbowa.pdf · pokazuje: Nina Nowicka")
    box = krystyna.get_by_role("group", name="Slajdy: strony zmieniają klawisze strzałek")
    expect(box).to_have_accessible_description("Strona 2 z 3")
    krystyna.get_by_text("Tekst tej strony").click()
    expect(krystyna.locator("#slides-words")).to_have_text("dalej")
    people["krystyna"].look("po-czasie")
    nina.get_by_role("button", name="Poprzednia strona").click()
    on_page(krystyna, 1)
    expect(krystyna.locator("#slides-words")).to_contain_text("Oś na podłodze")
    people["nina"].look("pokazuje")

    nina.get_by_role("button", name="Zakończ slajdy").click()
    for page in (nina, marek, krystyna):
        expect(page.locator("#slides")).to_be_hidden()
    expect(marek.locator("#news")).to_contain_text("Koniec slajdów.")
