"""A whole discussion worked with the keyboard only, at both widths free of axe's complaints."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

FORUM = "/sieci/matematyka-bez-leku/forum/"


@pytest.fixture
def persons(browser: Any, site: Any) -> Iterator[Callable[[str], Person]]:
    """A maker of people in windows of their own: `persons("koordynatorka")`."""
    there: list[Person] = []

    def make(account: str) -> Person:
        one = Person(browser, site, account, story="klawiatura")
        one.enter_as(account)
        there.append(one)
        return one

    yield make
    for one in there:
        one.leave()


def on(page: Page, selector: str, **more: Any) -> Any:
    """What is focused, as the keyboard would have it; the test says only where it wants to be."""
    found = page.locator(selector, **more).first
    found.focus()
    expect(found).to_be_focused()
    return found


def press(page: Page, selector: str, key: str = "Enter", **more: Any) -> None:
    """Press a key on something that can be focused."""
    on(page, selector, **more)
    page.keyboard.press(key)


def begun(author: Person, title: str) -> str:
    """A question of the person's own, opened with the keyboard; its address."""
    page = author.page
    page.goto(f"{FORUM}?dzial=rozmowy")
    press(page, "a", has_text="Nowa rozmowa")
    on(page, "#id_title")
    page.keyboard.type(title)
    press(page, "#id_is_question", "Space")
    on(page, ".rich-text")
    page.keyboard.type("Od czego zaczynacie ułamki?")
    press(page, "button", has_text="Rozpocznij rozmowę")
    expect(page).to_have_url(re.compile(r"/forum/\d+/"))
    return re.sub(r"#.*", "", page.url)


def test_a_discussion_is_worked_with_the_keyboard_only(persons: Callable[[str], Person], tmp_path: Any) -> None:
    asks, answers = persons("nauczycielka"), persons("koordynatorka")
    title = f"Klawiaturą o ułamkach {uuid.uuid4().hex[:6]}"
    address = begun(asks, title)

    # the list, a section of it, the conversation, the first new post
    page = answers.page
    page.goto(FORUM)
    if page.locator("nav a", has_text="Rozmowy").count():
        press(page, "nav a", has_text="Rozmowy")
    press(page, ".threads a", has_text=title)
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("#odpowiedz .rich-text")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator("#wpis-1")).to_be_focused()

    # a reply with a quotation, a formula, somebody called, and a file
    page.keyboard.press("c")
    expect(page.locator(".rich-text blockquote")).to_contain_text("Od czego zaczynacie")
    page.keyboard.type("Od pizzy: $\\frac{1}{2}$. @Nina")
    expect(page.get_by_role("option", name="Nina Nowicka")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".rich-text")).to_contain_text("@Nina Nowicka")
    # put aside for later: the page stays as it is, and so does what is written
    press(page, "#odpowiedz button", has_text="Zapisz szkic")
    expect(page.locator("#odpowiedz [data-draft-state]")).to_contain_text("Szkic zapisany")
    expect(page.locator("header.site-header")).to_have_count(1)
    expect(page.locator(".rich-text")).to_contain_text("@Nina Nowicka")
    (tmp_path / "karta.txt").write_text("Karta pracy", encoding="utf-8")
    on(page, ".attach input[type=file]").set_input_files(tmp_path / "karta.txt")
    expect(page.locator("[data-attached]")).to_contain_text("karta.txt")
    press(page, "#odpowiedz button", has_text="Wyślij odpowiedź")
    mine = page.locator("#wpis-2")
    expect(mine).to_be_focused()
    expect(mine.locator("math")).to_be_visible()
    expect(mine.locator(".post-file")).to_contain_text("karta.txt")
    answers.look("odpowiedz")

    # changed, and what it was before
    press(page, "#wpis-2 a", has_text="Zmień")
    on(page, ".rich-text")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Potem czekolada.")
    press(page, "form button", has_text=re.compile("^Zapisz$"))
    expect(page.locator("#wpis-2")).to_contain_text("czekolada")
    press(page, "#wpis-2 a", has_text="zmieniono")
    expect(page.locator("h1")).to_be_visible()
    answers.look("historia")

    # whoever asked: thanks, keeps it, accepts it
    page = asks.page
    page.goto(address)
    press(page, "#wpis-2 button", has_text="Dziękuję")
    expect(page.locator("#wpis-2 button", has_text="Dziękuję 1")).to_be_visible()
    press(page, "#wpis-2 a", has_text="Więcej")
    on(page, "#zakladka-2")
    page.keyboard.type("na radę")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "#wpis-2 a", has_text="Więcej")
    with page.expect_navigation():
        press(page, "#wpis-2 .acts button", has_text="odpowiedź na pytanie")
    expect(page.locator("#wpis-2.post--answer")).to_be_visible()

    # read by time, told of nothing, the list of keys
    press(page, ".ways button[value=czas]")
    expect(page.locator(".thread--time")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("dialog#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#shortcuts")).not_to_be_visible()
    asks.look("watek")
    press(page, ".ways button[value=drzewo]")
    expect(page.locator(".thread--tree")).to_be_visible()


def test_a_poll_is_opened_and_voted_in_with_the_keyboard(persons: Callable[[str], Person]) -> None:
    asks, answers = persons("koordynatorka"), persons("nauczycielka")
    address = begun(asks, f"Ankieta z klawiatury {uuid.uuid4().hex[:6]}")
    page = asks.page
    press(page, "#wpis-1 a", has_text="Więcej")
    press(page, "#wpis-1 .acts a", has_text="Dodaj ankietę")
    on(page, "#id_question")
    page.keyboard.type("Kiedy się spotkamy?")
    on(page, "#id_answers")
    page.keyboard.type("wtorek\nśroda")
    asks.look("ankieta-formularz")
    press(page, "button", has_text="Otwórz ankietę")
    expect(page.locator(".poll")).to_contain_text("Kiedy się spotkamy?")

    page = answers.page
    page.goto(address)
    press(page, ".poll input[type=radio]", "Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".poll-results")).to_contain_text("1 (100%)")
    answers.look("ankieta")


def test_a_table_is_made_and_filled_with_the_keyboard(persons: Callable[[str], Person]) -> None:
    author = persons("koordynatorka")
    address = begun(author, f"Tabela z klawiatury {uuid.uuid4().hex[:6]}")
    page = author.page
    page.goto(address)
    on(page, "#odpowiedz .rich-text")
    page.keyboard.press("Alt+F10")
    for _step in range(12):
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Tabela":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    for words in ("klasa", "godzin", "uwagi"):
        page.keyboard.type(words)
        page.keyboard.press("ArrowRight")
    press(page, "#odpowiedz button", has_text="Wyślij odpowiedź")
    table = page.locator("#wpis-2 .table-box")
    expect(table.locator("th").nth(1)).to_have_text("godzin")
    expect(table.locator("th").first).to_have_attribute("scope", "col")
    author.look("tabela")
