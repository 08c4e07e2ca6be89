"""A survey in browsers: from a template and the bank, answered half-way, corrected, by links, closed, a goal of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

SURVEYS = "/sieci/matematyka-bez-leku/ankiety/"
WORD = "Żółw na rowerze"


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Who asks, who answers, and a guest without an account, each in a window."""
    found = {name: Person(browser, site, name, story="survey") for name in ("ada", "nina", "guest")}
    yield found
    for person in found.values():
        person.context.close()


def test_from_a_template_to_a_goal_of_the_plan(people: dict[str, Person]) -> None:
    ada, nina, guest = people["ada"], people["nina"], people["guest"]
    ada.enter_as("koordynatorka")
    nina.enter_as("nauczycielka")
    address = write(ada)
    open_up(ada)
    links = make_links(ada, 5)
    answer_half_way(nina, address)
    for number, link in enumerate(links):
        answer_by_link(guest, link, looked_at=number == 0)
    close(ada, address)
    read(ada)
    make_a_goal(ada)
    nina.page.goto(address)
    expect(nina.page.get_by_text("Wyniki nie zostały jeszcze pokazane uczestnikom.")).to_be_visible()
    for person in people.values():
        assert person.troubles == []


def write(ada: Person) -> str:
    page = ada.page
    page.goto(SURVEYS)
    ada.look("lista")
    page.get_by_role("link", name="Nowa ankieta").click()
    ada.look("nowa")
    page.get_by_label("Po spotkaniu sieci").check()
    page.get_by_role("button", name="Utwórz szkic").click()
    page.get_by_role("link", name="Gotowe pytania z banku").click()
    ada.look("bank")
    page.get_by_label("Na ile to było przydatne?").check()
    page.get_by_label("Które dni są dogodne?").check()
    page.get_by_role("button", name="Dodaj wybrane pytania").click()
    expect(page.get_by_text("Dodano 2 pytania.")).to_be_visible()
    page.get_by_role("link", name="Układanie w kolejności").click()
    ada.look("pytanie")
    page.get_by_label("Pytanie", exact=True).fill("Co najpierw?")
    page.get_by_label("Odpowiedzi, każda w osobnym wierszu").fill("lekcje\nrozmowy\nwarsztaty")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="Tytuł i wprowadzenie").click()
    page.get_by_label("To pierwsza z dwóch ankiet").check()
    page.get_by_role("button", name="Zapisz").click()
    ada.look("szkic")
    return page.url


def open_up(ada: Person) -> None:
    page = ada.page
    page.get_by_role("link", name="Otwórz ankietę").click()
    ada.look("otwarcie")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", name="Twoje odpowiedzi")).to_be_visible()
    ada.look("otwarta")


def make_links(ada: Person, count: int) -> list[str]:
    page = ada.page
    page.locator("summary", has_text="bez konta").click()
    page.get_by_role("link", name="Utwórz linki").click()
    page.locator("input[name=count]").fill(str(count))
    page.get_by_role("button", name="Utwórz linki").click()
    ada.look("linki")
    return [urlsplit(link).path for link in page.locator(".survey-links code").all_inner_texts()]


def fill(page: Page, useful: str = "4") -> None:
    page.locator(f"input[name=o-useful][value='{useful}']").check()
    page.locator("input[name=o-pace][value='1']").check()
    page.locator("input[name=o-safe][value='5']").check()
    for row in range(4):
        page.locator(f"input[name=o-ways-{row}][value='{row + 1}']").check()
    page.locator("input[name=o-days]").first.check()
    for place in range(3):
        page.locator(f"select[name$='-{place}']").select_option(str(place + 1))


def answer_half_way(nina: Person, address: str) -> None:
    page = nina.page
    page.goto(address)
    page.get_by_role("link", name="Odpowiedz na ankietę").click()
    nina.look("arkusz")
    page.locator("input[name=o-useful][value='2']").check()
    page.locator("textarea[name=o-take]").fill("Pomysł na lekcję o błędach")
    page.locator("#o-word").fill(WORD)
    page.locator("button[value=half]").click()
    nina.look("w-polowie")
    code = page.locator(".survey-code").inner_text()
    page.goto(address + "odpowiedz/")
    find(page, code)
    expect(page.locator("textarea[name=o-take]")).to_have_value("Pomysł na lekcję o błędach")
    page.locator("button[value=done]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    nina.look("czego-brak")
    fill(page, "2")
    page.locator("button[value=done]").click()
    nina.look("oddana")
    page.goto(address + "odpowiedz/")
    find(page, code)
    page.locator("input[name=o-useful][value='5']").check()
    page.locator("button[value=done]").click()
    expect(page.get_by_role("heading", name="Dziękujemy")).to_be_visible()


def find(page: Page, code: str) -> None:
    if not page.locator("#typed").is_visible():
        page.locator("summary", has_text="kod").click()
    page.locator("#typed").fill(code)
    page.locator("button[value=find]").click()


def answer_by_link(guest: Person, link: str, *, looked_at: bool) -> None:
    guest.page.goto(link)
    if looked_at:
        guest.look("z-linku")
    fill(guest.page)
    guest.page.locator("button[value=done]").click()
    expect(guest.page.get_by_role("heading", name="Dziękujemy")).to_be_visible()


def close(ada: Person, address: str) -> None:
    page = ada.page
    page.goto(address)
    ada.look("w-toku")
    page.locator("summary", has_text="Zamknij ankietę").click()
    page.locator("button[value=close]").click()


def read(ada: Person) -> None:
    page = ada.page
    expect(page.get_by_text("6 arkuszy", exact=False)).to_be_visible()
    ada.look("wynik")
    expect(page.locator("#wynik-useful ~ .meta").first).to_contain_text("4,2")
    for form in ("CSV", "XLSX"):
        with page.expect_download() as found:
            page.get_by_role("link", name=form, exact=True).click()
        assert re.fullmatch(rf"ankieta-\d+\.{form.lower()}", found.value.suggested_filename)


def make_a_goal(ada: Person) -> None:
    page = ada.page
    part = page.locator("section[aria-labelledby=wynik-ways]")
    part.locator("summary").click()
    expect(part.get_by_label("Cel", exact=False).first).to_have_value(re.compile("."))
    part.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"#cel-\d+$"))
    ada.look("cel", axe=False)
