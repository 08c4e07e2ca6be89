"""The main job, walked through in browsers on real input: from the start page to the public outcome."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.demo import papers
from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

NETWORK = "Matematyka bez lęku"
TITLE = "Karta pracy: ukryte trójkąty"
INSIDE = "Wskazówki przygotował dyrektor wspólnie z zespołem kalejdoskopowym."
THREAD = "Jak zacząć lekcję bez sprawdzania listy obecności?"
ANSWER = f"Zbieram Wasze sposoby na spotkanie ({time.time():.0f})."
REPLY = f"U mnie zadziałała klepsydra i jedno pytanie na kartce ({time.time():.0f})."


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Teacher, second teacher, coordinator and visitor, each in a window."""
    found = {name: Person(browser, site, name) for name in ("nina", "marek", "krystyna", "gosc")}
    yield found
    for person in found.values():
        person.context.close()


def test_the_main_job(people: dict[str, Person], tmp_path: Path) -> None:
    nina, marek, krystyna, visitor = (people[name] for name in ("nina", "marek", "krystyna", "gosc"))
    visitor.page.goto("/konto/login/")
    visitor.look("logowanie")
    krystyna.enter_as("koordynatorka")
    before = figures(krystyna.page)
    answer(krystyna.page, ANSWER)

    nina.enter_as("nauczycielka")
    start_page(nina)
    answer_in_a_thread(nina)
    upload_a_paper(nina, tmp_path)
    find_it_again(nina)
    marek.enter_as("nauczyciel")
    meet_in_the_room(nina, marek)

    hide_with_a_reason(krystyna)
    told_of_it(nina)
    after = figures(krystyna.page)
    krystyna.look("sprawozdanie")
    assert after["zasoby"] == before["zasoby"] + 1

    nina.page.goto("/pulpit/")
    sign_out(nina)
    browse_an_outcome(nina)
    for person in people.values():
        assert person.troubles == [], person.name


def start_page(nina: Person) -> None:
    """The next meeting and the conversation somebody has just answered in stand on the start page."""
    page = nina.page
    expect(page.get_by_text("Następne spotkanie").first).to_be_visible()
    expect(page.get_by_role("heading", name="Nieprzeczytane rozmowy")).to_be_visible()
    expect(page.get_by_role("region", name="Nieprzeczytane rozmowy")).to_contain_text(THREAD)
    nina.look("pulpit")


def open_space(page: Page, tab: str | None = None) -> None:
    """Into the network's space, and to a tab of it."""
    page.goto("/sieci/")
    page.get_by_role("link", name=NETWORK).first.click()
    if tab:
        tabs = page.get_by_role("navigation", name="Części sieci")
        if not tabs.get_by_role("link", name=tab).count():
            tabs.get_by_text("Więcej").click()
        tabs.get_by_role("link", name=tab).click()


def answer_in_a_thread(nina: Person) -> None:
    """Read a discussion and answer in it."""
    page = nina.page
    open_space(page)
    nina.look("siec")
    open_space(page, "Forum")
    nina.look("forum")
    page.get_by_role("link", name=THREAD).first.click()
    nina.look("watek")
    answer(page, REPLY)


def answer(page: Page, words: str) -> None:
    """Write in the discussion and see it stand there."""
    open_space(page, "Forum")
    page.get_by_role("link", name=THREAD).first.click()
    page.locator("#odpowiedz [contenteditable=true]").click()
    page.keyboard.type(words)
    page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(page.locator("article.post").filter(has_text=words)).to_have_count(1)


def upload_a_paper(nina: Person, folder: Path) -> None:
    """A real PDF with tags goes into the library."""
    page = nina.page
    paper = folder / "ukryte-trojkaty.pdf"
    paper.write_bytes(papers.pdf(TITLE, [INSIDE, "Policz wszystkie trójkąty na rysunku."]))
    open_space(page, "Zasoby")
    nina.look("zasoby")
    page.get_by_role("link", name=re.compile("Dodaj")).first.click()
    page.get_by_label("Tytuł").fill(TITLE)
    page.locator("input[type=file]").set_input_files(paper)
    page.get_by_label("CC BY", exact=True).check()
    page.get_by_text("Opisz dokładniej").click()
    page.get_by_role("textbox", name="Znaczniki").fill("geometria, trójkąty")
    nina.look("dodawanie")
    page.get_by_role("button", name="Dodaj do zasobów").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_text("geometria").first).to_be_visible()
    nina.look("zasob")


def find_it_again(nina: Person) -> None:
    """By a word inside the file, in another form, and with a slip of the finger."""
    page = nina.page
    for words in ("kalejdoskopowy", "dyrektora kalejdoskopowego", "dyrektorowi trójkąt", "dyrketor trójkątów"):
        until = time.monotonic() + 60
        while True:
            page.goto("/szukaj/")
            page.locator("#search-words").fill(words)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            if page.get_by_role("link", name=re.compile("ukryte trójkąty", re.I)).count():
                break
            assert time.monotonic() < until, f"not found by {words!r}"
    nina.look("szukaj")


def meet_in_the_room(nina: Person, marek: Person) -> None:
    """Two people see each other, talk, and one raises a hand."""
    for person in (nina, marek):
        person.page.goto("/pulpit/")
        person.page.get_by_role("link", name="Wejdź do pokoju").first.click()
        expect(person.page.get_by_text("Połączono")).to_be_visible()
    expect(nina.page.locator("#people")).to_contain_text("Marek Malec")
    expect(marek.page.locator("#people")).to_contain_text("Nina Nowicka")
    nina.page.get_by_label("Twoja wiadomość").fill("Dzień dobry, słychać mnie tu na czacie?")
    nina.page.keyboard.press("Enter")
    expect(marek.page.locator("#lines")).to_contain_text("słychać mnie tu na czacie")
    marek.page.get_by_role("button", name="Podnieś rękę").click()
    expect(nina.page.locator("#hands")).to_contain_text("Marek Malec")
    nina.look("pokoj")


def hide_with_a_reason(krystyna: Person) -> None:
    """The coordinator hides the post and says why."""
    page = krystyna.page
    open_space(page, "Forum")
    page.get_by_role("link", name="Jak zacząć lekcję bez sprawdzania listy obecności?").click()
    post = page.locator("article.post").filter(has_text=REPLY)
    while not post.count():
        page.get_by_role("link", name="Dalsze wpisy").click()
        page.wait_for_load_state()
    post.get_by_role("link", name="Ukryj").click()
    page.get_by_label(re.compile("nie należy do tej rozmowy|nie na temat", re.I)).check()
    page.get_by_label(re.compile("Uzasadnienie|Słowa|powod", re.I)).fill("Proszę przenieść do wątku o klepsydrach.")
    krystyna.look("ukrywanie")
    page.get_by_role("button", name="Ukryj i powiadom").click()
    expect(page.get_by_text(re.compile("ukryt", re.I)).first).to_be_visible()


def told_of_it(nina: Person) -> None:
    """The author finds the decision with its reason."""
    page = nina.page
    page.goto("/powiadomienia/")
    expect(page.get_by_text("Proszę przenieść do wątku o klepsydrach.").first).to_be_visible()
    nina.look("powiadomienia")


def figures(page: Page) -> dict[str, int]:
    """The numbers of the draft report, counted now."""
    open_space(page, "Sprawozdanie")
    row = page.locator(".report-figures > *").filter(has_text="Dodane zasoby")
    return {"zasoby": int(row.locator(".report-number").inner_text())}


def sign_out(nina: Person) -> None:
    """Out through the account menu."""
    page = nina.page
    page.locator("summary", has_text="NN").first.click()
    page.get_by_role("button", name="Wyloguj się").first.click()
    expect(page.get_by_role("link", name="Zaloguj się").first).to_be_visible()


def browse_an_outcome(nina: Person) -> None:
    """A visitor reads a promoted outcome."""
    page = nina.page
    page.goto("/")
    nina.look("strona-glowna")
    page.goto("/efekty/")
    nina.look("efekty")
    page.get_by_role("link", name=re.compile("Pudełko z błędami")).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Pudełko z błędami"))).to_be_visible()
    nina.look("efekt")
