"""Three people in one room: hands, a poll, one text written by all, and one of them without the network for a while."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.files.makers import pdf
from tests.journeys.lines import Line
from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

NOTE = "#note-editor [contenteditable]"


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """The coordinator and two teachers, each in a window of their own."""
    found = {}
    for name, account in (("krystyna", "koordynatorka"), ("nina", "nauczycielka"), ("marek", "nauczyciel")):
        found[name] = Person(browser, site, name, story="pokoj")
        found[name].enter_as(account)
    yield found
    for person in found.values():
        person.leave()


def enter(page: Page) -> None:
    """From the start page into the room that is open now."""
    page.goto("/pulpit/")
    page.get_by_role("link", name="Wejdź do pokoju").first.click()
    expect(page.get_by_text("Połączono")).to_be_visible()


def say(page: Page, words: str) -> None:
    page.locator("#words").fill(words)
    page.locator("#words").press("Enter")
    expect(page.locator("#lines")).to_contain_text(words)


def write(page: Page, words: str) -> None:
    """A new line at the end of the common text."""
    page.locator(NOTE).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def captioned(krystyna: Page, nina: Page, marek: Page) -> None:
    """Nina types what is said; the others read it, and who comes again finds what was kept."""
    krystyna.locator(".room-lead summary").click()
    krystyna.locator("#captioner").select_option(label="Nina Nowicka")
    krystyna.locator("#captions-keep").check()
    krystyna.locator("#captioner-set").click()
    for page in (krystyna, marek):
        expect(page.locator("#captions-who")).to_contain_text("Nina Nowicka")
        expect(page.locator("#captions-kept")).to_be_visible()
        expect(page.locator("#caption-form")).to_be_hidden()
    nina.locator("#caption").fill("Zaczynamy od osi na podłodze.")
    nina.locator("#caption").press("Enter")
    expect(nina.locator("#caption")).to_have_value("")
    for page in (krystyna, nina, marek):
        expect(page.locator("#captions-lines")).to_contain_text("Zaczynamy od osi na podłodze.")
    marek.locator(".captions-look summary").click()
    marek.locator("#captions-size").select_option("large")
    marek.locator("#captions-away").check()
    expect(marek.locator("#captions-lines")).to_be_hidden()
    marek.locator("#captions-away").uncheck()
    nina.reload()
    expect(nina.get_by_text("Połączono")).to_be_visible()
    expect(nina.locator("#captions-lines")).to_contain_text("Zaczynamy od osi na podłodze.")
    expect(nina.locator("#caption-form")).to_be_visible()


def slides(krystyna: Page, nina: Page, marek: Page) -> None:
    """Nina shows a PDF; the others follow, look back alone and return; who comes again has the page."""
    nina.locator("#shelf-box summary").click()
    nina.locator("#shelf-file").set_input_files(
        {"name": "Ułamki.pdf", "mimeType": "application/pdf", "buffer": pdf("Oś na podłodze", 3)}
    )
    nina.locator("#shelf-send").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#slides-number")).to_have_text("Strona 1 z 3", timeout=60_000)
        expect(page.locator("#slides-picture")).to_have_attribute("alt", "Strona 1 z 3")
        expect(page.locator("#slides-what")).to_contain_text("Ułamki.pdf · pokazuje: Nina Nowicka")
        assert page.locator("#slides-picture").evaluate("one => one.decode().then(() => one.naturalWidth)") > 600
    expect(marek.locator("#slides-on")).to_be_disabled()
    expect(marek.locator("#slides-end")).to_be_hidden()
    marek.locator("#slides-words-box summary").click()
    expect(marek.locator("#slides-words")).to_contain_text("Oś na podłodze")

    nina.locator("#slides-page").focus()
    nina.keyboard.press("ArrowRight")
    expect(marek.locator("#slides-number")).to_have_text("Strona 2 z 3")
    expect(marek.locator("#slides-words")).to_have_text("dalej")
    expect(marek.locator("#slides-follow")).to_be_hidden()
    marek.locator("#slides-page").focus()
    marek.keyboard.press("ArrowLeft")
    expect(marek.locator("#slides-number")).to_have_text("Strona 1 z 3 (wspólna strona: 2)")
    nina.keyboard.press("ArrowRight")
    expect(marek.locator("#slides-number")).to_have_text("Strona 1 z 3 (wspólna strona: 3)")
    expect(marek.locator("#slides-picture")).to_have_attribute("alt", "Strona 1 z 3")
    expect(krystyna.locator("#slides-number")).to_have_text("Strona 3 z 3")
    marek.locator("#slides-follow").click()
    expect(marek.locator("#slides-number")).to_have_text("Strona 3 z 3")
    expect(marek.locator("#slides-page")).to_be_focused()

    # who leads looks back alone too, and can bring everybody there
    krystyna.locator("#slides-back").click()
    expect(krystyna.locator("#slides-number")).to_have_text("Strona 2 z 3 (wspólna strona: 3)")
    krystyna.locator("#slides-to-all").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#slides-number")).to_have_text("Strona 2 z 3")
    marek.reload()
    expect(marek.locator("#slides-number")).to_have_text("Strona 2 z 3")
    assert marek.locator("#slides-picture").evaluate("one => one.decode().then(() => one.naturalWidth)") > 600


def drawn_together(krystyna: Page, nina: Page, marek: Page) -> None:
    """Nina draws and writes, Marek sees both and his browser keeps them; Krystyna clears the board."""
    for page in (krystyna, nina, marek):
        page.locator("#board-box summary").click()
    sheet = nina.locator("#board-paper")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    nina.mouse.move(box["x"] + 40, box["y"] + 40)
    nina.mouse.down()
    nina.mouse.move(box["x"] + 140, box["y"] + 90, steps=6)
    nina.mouse.up()
    nina.locator("#board-text").fill("Oś liczbowa")
    nina.locator("#board-where").select_option("1-1")
    nina.keyboard.press("Enter")
    for page in (krystyna, nina, marek):
        expect(page.locator("#board-paper > polyline")).to_have_count(1)
        expect(page.locator("#board-paper > text")).to_have_text("Oś liczbowa")
    marek.reload()
    marek.locator("#board-box summary").click()
    expect(marek.locator("#board-paper > text")).to_have_text("Oś liczbowa")
    expect(marek.locator("#board-clear")).to_be_hidden()
    nina.locator("#board-undo").click()
    expect(marek.locator("#board-paper > text")).to_have_count(0)


def handed_out(krystyna: Page, nina: Page, marek: Page) -> None:
    """Krystyna hands out a link, Nina a file; Marek has both; what is taken back is gone everywhere."""
    krystyna.locator("#hand-box summary").click()
    krystyna.locator("#hand-title").fill("Gra w ułamki")
    krystyna.locator("#hand-address").fill("https://example.org/gra")
    krystyna.locator("#hand-link-send").click()
    expect(marek.get_by_role("link", name="Gra w ułamki")).to_have_attribute("href", "https://example.org/gra")
    expect(krystyna.locator("#hand-address")).to_have_value("")
    nina.locator("#hand-box summary").click()
    nina.locator("#hand-chosen").set_input_files(
        {"name": "Karty.pdf", "mimeType": "application/pdf", "buffer": pdf("Karty pracy", 1)}
    )
    nina.locator("#hand-file-send").click()
    given = marek.get_by_role("link", name="Karty.pdf")
    expect(given).to_be_visible()
    with marek.expect_download() as fetched:
        given.click()
    assert fetched.value.suggested_filename == "Karty.pdf"
    expect(marek.locator("#handed-list button")).to_have_count(2)
    expect(marek.locator("#handed-list button:visible")).to_have_count(0)
    krystyna.locator("#handed-list button").first.click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#handed-list li")).to_have_count(1)


def test_a_room_is_worked_in_together(people: dict[str, Person]) -> None:
    krystyna, nina, marek = (people[name].page for name in ("krystyna", "nina", "marek"))
    line = Line(marek, "/ws/pokoj/")
    for page in (krystyna, nina, marek):
        enter(page)

    # hands are a line in order
    nina.locator("#hand").click()
    expect(krystyna.locator("#hands")).to_contain_text("Nina Nowicka")
    marek.locator("#hand").click()
    expect(krystyna.locator("#hands li")).to_have_count(2)
    expect(krystyna.locator("#hands li").first).to_contain_text("Nina Nowicka")

    # a question to everybody; what came out is seen by all, and by nobody before
    krystyna.locator("#poll-box summary").click()
    krystyna.locator("#poll-question").fill("Co sprawdzamy najpierw?")
    krystyna.locator("#poll-options").fill("Oś na podłodze\nPizza")
    krystyna.locator("#poll-form button").click()
    for page in (nina, marek):
        page.locator("#polls").get_by_label("Pizza").check()
        page.locator("#polls form button").click()
    expect(krystyna.locator("#polls .poll-about")).to_contain_text("2")
    expect(nina.locator("#polls table")).to_have_count(0)
    krystyna.locator("#polls [data-close]").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#polls table tr").filter(has_text="Pizza")).to_contain_text("2")
    people["nina"].look("ankieta")

    captioned(krystyna, nina, marek)
    people["marek"].look("napisy")
    krystyna.locator("#captioner-end").click()
    for page in (nina, marek):
        expect(page.locator("#captions")).to_be_hidden()

    drawn_together(krystyna, nina, marek)
    people["nina"].look("tablica")
    krystyna.locator("#board-clear").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#board-paper > *")).to_have_count(0)
    handed_out(krystyna, nina, marek)
    slides(krystyna, nina, marek)
    krystyna.locator("#hand-box summary").click()
    people["krystyna"].look("rozdane")
    people["marek"].look("slajdy")
    people["nina"].look("slajdy-pokazuje")
    nina.locator("#shelf-throw").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#slides")).to_be_hidden()

    # one text, three hands; a line is marked, and everybody sees it
    write(krystyna, "Zaczynamy od osi.")
    for page in (nina, marek):
        expect(page.locator(NOTE)).to_contain_text("Zaczynamy od osi.")
    write(nina, "Nina przynosi sznurek.")
    krystyna.locator("#mark-decision").click()
    expect(krystyna.locator("#mark-decision")).to_have_attribute("aria-pressed", "true")
    for page in (krystyna, marek):
        expect(page.locator(NOTE)).to_contain_text("Nina przynosi sznurek.")
    expect(nina.locator("#note-editor [data-mark=decision]")).to_have_count(1)

    # twenty seconds without the network: nothing is missed, what was written alone arrives, nothing comes twice
    line.cut()
    expect(marek.get_by_text("Połączono")).to_be_hidden(timeout=20_000)
    say(nina, "Marek, czy nas słyszysz?")
    write(nina, "Marek sprawdza salę.")
    marek.wait_for_timeout(20_000)
    line.mend()
    expect(marek.get_by_text("Połączono")).to_be_visible(timeout=30_000)
    expect(marek.locator("#lines").get_by_text("Marek, czy nas słyszysz?")).to_have_count(1)
    expect(marek.locator(NOTE)).to_contain_text("Marek sprawdza salę.")
    expect(marek.locator("#polls table")).to_have_count(1)
    write(marek, "Sala jest wolna.")
    for page in (krystyna, nina):
        expect(page.locator(NOTE)).to_contain_text("Sala jest wolna.")
    assert len({page.locator(NOTE).inner_text() for page in (krystyna, nina, marek)}) == 1
    people["krystyna"].look("notatka")
