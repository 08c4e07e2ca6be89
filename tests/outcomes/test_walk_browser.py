"""An outcome in browsers: proposed by a member, completed, approved by coordinator and editor, read by others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

OUTCOMES = "/sieci/matematyka-bez-leku/efekty/"
TITLE = "Kwadrans bez ocen"
WORDS = {
    "Streszczenie prostym językiem": "Piętnaście minut w tygodniu, w których wolno się mylić.",
    "Na jaki problem odpowiada": "Klasa milczy, gdy nie jest pewna odpowiedzi.",
    "Dla kogo": "klasy 4–8",
    "Czego to wymaga": "Kwadransa i tablicy.",
    "Skąd wiemy, że to działa": "Trzy klasy, sześć tygodni; zgłaszają się nowe osoby.",
}


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Who proposes, who decides, who reads, each in a window."""
    found = {name: Person(browser, site, name, story="outcome") for name in ("nina", "ada", "iga", "sore", "guest")}
    yield found
    for person in found.values():
        person.context.close()


def test_from_a_members_proposal_to_the_public_page(people: dict[str, Person]) -> None:
    nina, ada, iga, sore, guest = people.values()
    for person, account in ((nina, "nauczycielka"), (ada, "koordynatorka"), (iga, "redaktorka"), (sore, "sore")):
        person.enter_as(account)
    address = propose(nina)
    complete(nina)
    guest.page.goto("/efekty/")
    expect(guest.page.get_by_text(TITLE)).to_have_count(0)
    approve(ada, address, "koordynacja")
    approve(iga, address, "redakcja")
    public = read(guest)
    ask(sore, public)
    answer(nina)
    guest.page.goto(public)
    expect(guest.page.get_by_text("Czy wystarczy sama tablica?")).to_be_visible()
    withdraw(nina, address)
    assert guest.page.goto(public).status == 410
    for person in people.values():
        assert person.troubles == [], person.name


def propose(nina: Person) -> str:
    """Two fields begin it; the file says what is missing."""
    page = nina.page
    page.goto(OUTCOMES)
    page.get_by_role("link", name="Zaproponuj efekt").click()
    page.get_by_label("Tytuł").fill(TITLE)
    page.get_by_role("button", name="Zaproponuj", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"Brakuje \d+ rzeczy"))).to_be_visible()
    expect(page.get_by_role("button", name="Wyślij do zatwierdzenia")).to_have_count(0)
    return page.url


def complete(nina: Person) -> None:
    """Words, a station on the way, the consent, the look for personal data; then it can be sent."""
    page = nina.page
    address = page.url
    page.get_by_role("link", name="Wypełnij kartę").click()
    for label, words in WORDS.items():
        page.get_by_label(label).fill(words)
    page.locator("[contenteditable=true]").click()
    page.keyboard.type("Zaczynamy od zadania z cudzą pomyłką.")
    page.get_by_label("Licencja").select_option("cc-by")
    page.get_by_label("Wszystko jest w tekście, plików nie ma").check()
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("heading", name="Brakuje 2 rzeczy")).to_be_visible()
    page.get_by_text("Dodaj przystanek").first.click()
    page.get_by_label("W jednym zdaniu").fill("Klasy milczą na matematyce.")
    page.get_by_role("button", name="Dodaj przystanek").click()
    page.get_by_role("link", name="Twoja zgoda").click()
    page.get_by_label("Zgadzam się na publikację").check()
    page.get_by_label("Przy efekcie może stać").check()
    page.get_by_role("button", name="Wyrażam zgodę").click()
    page.goto(address)
    page.get_by_role("button", name="Przejrzane; nikogo nie da się rozpoznać").click()
    expect(page.get_by_role("heading", name="Karta jest kompletna")).to_be_visible()
    nina.look("karta-kompletna")
    page.get_by_role("button", name="Wyślij do zatwierdzenia").click()
    expect(page.get_by_text("czeka na zatwierdzenie").first).to_be_visible()


def approve(judge: Person, address: str, name: str) -> None:
    """From the start page to the decision."""
    page = judge.page
    page.goto("/pulpit/")
    page.get_by_role("region", name="Efekty, które czekają na Ciebie").get_by_role(
        "link", name=re.compile(TITLE)
    ).click()
    if name == "redakcja":
        judge.look("decyzja")
    page.get_by_role("button", name="Zatwierdź").click()
    expect(page.get_by_role("heading", name="Pokazać ten efekt wszystkim?")).to_have_count(0)


def read(guest: Person) -> str:
    """The gallery, the page, its print and its picture for shared links."""
    page = guest.page
    page.goto("/efekty/")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_text("Klasy milczą na matematyce.")).to_be_visible()
    guest.look("strona-efektu")
    drawn = page.locator("meta[property='og:image']").get_attribute("content")
    assert page.request.get(str(drawn)).headers["content-type"] == "image/png"
    paper = page.request.get(str(page.get_by_role("link", name="Do druku (PDF)").get_attribute("href")))
    assert paper.body().startswith(b"%PDF")
    return page.url


def ask(sore: Person, public: str) -> None:
    """Somebody from elsewhere asks the authors."""
    page = sore.page
    page.goto(public)
    page.get_by_role("link", name="Zapytaj autorów").click()
    page.get_by_label("Twoje pytanie").fill("Czy wystarczy sama tablica?")
    page.get_by_role("button", name="Wyślij pytanie").click()
    expect(page.get_by_text("Autorzy jeszcze nie odpowiedzieli.")).to_be_visible()


def answer(nina: Person) -> None:
    """The author answers and shows it to everybody."""
    page = nina.page
    page.goto("/pulpit/")
    page.get_by_role("region", name="Efekty, które czekają na Ciebie").get_by_role(
        "link", name=re.compile("Czy wystarczy")
    ).click()
    page.get_by_role("textbox", name="Odpowiedź").fill("Wystarczy.")
    page.get_by_label("Pokaż pytanie i odpowiedź").check()
    nina.look("odpowiedz")
    page.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(page.get_by_text("Odpowiedź wysłana.")).to_be_visible()


def withdraw(nina: Person, address: str) -> None:
    """The consent taken back ends the public page at once."""
    page: Page = nina.page
    page.goto(address)
    page.get_by_role("link", name="Twoja zgoda").click()
    page.locator("summary").filter(has_text="Wycofaj zgodę").click()
    page.get_by_role("button", name="Wycofaj zgodę").click()
    expect(page.get_by_text("Zgoda wycofana.")).to_be_visible()
    page.goto(address)
    nina.look("karta-wycofana")
