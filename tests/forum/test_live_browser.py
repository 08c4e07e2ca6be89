"""Two people in one conversation: what one does the other sees, and the line may break without harm."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.lines import Line
from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

FORUM = "/sieci/matematyka-bez-leku/forum/"


@pytest.fixture
def persons(browser: Any, site: Any) -> Iterator[Callable[[str], Person]]:
    """A maker of people in windows of their own."""
    there: list[Person] = []

    def make(account: str) -> Person:
        there.append(Person(browser, site, account, story="na-zywo"))
        there[-1].enter_as(account)
        return there[-1]

    yield make
    for one in there:
        one.leave()


def begun(author: Person) -> str:
    """A conversation of the person's own; its address."""
    page = author.page
    page.goto(f"{FORUM}nowa/?dzial=rozmowy")
    page.locator("#id_title").fill(f"Na żywo {uuid.uuid4().hex[:6]}")
    page.locator(".rich-text").click()
    page.keyboard.type("Kto ma chwilę na pomysł o ułamkach?")
    page.get_by_role("button", name="Rozpocznij rozmowę").click()
    expect(page).to_have_url(re.compile(r"/forum/\d+/"))
    return re.sub(r"#.*", "", page.url)


def reply(page: Page, words: str) -> None:
    page.locator("#odpowiedz .rich-text").click()
    page.keyboard.type(words)
    page.get_by_role("button", name="Wyślij odpowiedź").click()


def standing(page: Page) -> float:
    """How far from the top of the window the box of the reply stands."""
    return page.locator("#odpowiedz .rich-text").bounding_box()["y"]


def test_what_one_does_the_other_sees_while_writing_and_after_a_break(persons: Callable[[str], Person]) -> None:
    reads, writes = persons("nauczycielka"), persons("koordynatorka")
    address = begun(writes)
    page, other = reads.page, writes.page
    line = Line(page, "/ws/watek/")
    page.goto(address)
    page.locator("#odpowiedz .rich-text").click()
    page.keyboard.type("Mój pomysł to")
    before = standing(page)

    # somebody is writing; the reply comes, and the words and the place of the box stay
    other.locator("#odpowiedz .rich-text").click()
    other.keyboard.type("Oś na podłodze.")
    expect(page.locator("[data-writing]")).to_contain_text("Krystyna Kowalik")
    other.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.locator("#wpis-2")).to_contain_text("Oś na podłodze.")
    page.keyboard.type(" pizza.")
    expect(page.locator("#odpowiedz .rich-text")).to_have_text("Mój pomysł to pizza.")
    assert abs(standing(page) - before) <= 2

    # other words come while one reads, and stay away while one is at work in that very post
    other.goto(f"{address}wpis/2/zmien/")
    other.locator(".rich-text").click()
    other.keyboard.press("Control+End")
    other.keyboard.type(" I sznurek.")
    other.get_by_role("button", name="Zapisz", exact=True).click()
    expect(page.locator("#wpis-2")).to_contain_text("I sznurek.")

    # the line breaks: the page says so, goes on by reloading, and catches up by itself
    line.cut()
    expect(page.locator("[data-away]")).to_be_visible(timeout=20_000)
    other.goto(address)
    reply(other, "Dopisuję, gdy nikt nie słyszy.")
    expect(other.locator("#wpis-3")).to_be_visible()
    expect(page.locator("#wpis-3")).to_have_count(0)
    other.goto(f"{address}wpis/2/zmien/")
    other.locator(".rich-text").click()
    other.keyboard.press("Control+End")
    other.keyboard.type(" Albo kreda.")
    other.get_by_role("button", name="Zapisz", exact=True).click()
    expect(other.locator("#wpis-2")).to_contain_text("Albo kreda.")
    expect(page.locator("#wpis-2")).not_to_contain_text("Albo kreda.")
    reads.look("bez-polaczenia")
    line.mend()
    expect(page.locator("#wpis-3")).to_contain_text("gdy nikt nie słyszy", timeout=60_000)
    expect(page.locator("#wpis-3")).to_have_count(1)
    expect(page.locator("#wpis-2")).to_contain_text("Albo kreda.")
    expect(page.locator("[data-away]")).to_be_hidden()
    expect(page.locator("#odpowiedz .rich-text")).to_have_text("Mój pomysł to pizza.")

    # what is taken back goes from the other's page
    other.goto(f"{address}wpis/3/cofnij/")
    other.get_by_role("button", name=re.compile("Wycofaj")).click()
    expect(page.locator("#wpis-3")).not_to_contain_text("gdy nikt nie słyszy")


def test_a_change_never_takes_away_what_the_keyboard_has_just_opened(persons: Callable[[str], Person]) -> None:
    reads, writes = persons("nauczycielka"), persons("koordynatorka")
    address = begun(writes)
    page = reads.page
    page.goto(address)
    # the news of one's own sign comes back from the server just when the next thing is pressed; here it is held up
    held = []
    page.route("**/wpis/1/fragment/**", lambda route: held.append(route))
    page.locator("#wpis-1 button", has_text="Dziękuję").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wpis-1 button", has_text="Dziękuję 1")).to_be_focused()
    other = writes.page
    other.goto(f"{address}wpis/1/zmien/")
    other.locator(".rich-text").click()
    other.keyboard.press("Control+End")
    other.keyboard.type(" Choćby jedną.")
    with page.expect_request("**/wpis/1/fragment/**"):
        page.evaluate("document.activeElement.blur()")
        other.get_by_role("button", name="Zapisz", exact=True).click()
    expect(other.locator("#wpis-1")).to_contain_text("Choćby jedną.")
    more = page.locator("#wpis-1 a", has_text="Więcej")
    more.focus()
    page.keyboard.press("Enter")
    note = page.locator("#zakladka-1")
    note.focus()
    page.keyboard.type("na radę")
    for route in held:
        route.continue_()
    expect(note).to_have_value("na radę")
    expect(note).to_be_focused()
    page.unroute("**/wpis/1/fragment/**")
    page.locator("#odpowiedz .rich-text").click()
    expect(page.locator("#wpis-1")).to_contain_text("Choćby jedną.")
    expect(note).to_have_value("na radę")
