"""Moderation in browsers: from a text that waits to an appeal decided by another; a queue with the keyboard only."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

NETWORK = "Matematyka bez lęku"


@pytest.fixture
def persons(browser: Any, site: Any) -> Any:
    """A maker of people in windows of their own: `persons("koordynatorka")`."""
    there: list[Person] = []

    def make(account: str) -> Person:
        one = Person(browser, site, account, story="moderacja")
        one.enter_as(account)
        there.append(one)
        return one

    yield make
    for one in there:
        one.leave()


FORUM = "/sieci/matematyka-bez-leku/forum/"


def test_a_report_a_request_for_changes_an_appeal_decided_by_another_and_the_figures(persons: Any) -> None:
    author, reporter = persons("nauczycielka"), persons("nauczyciel")
    head, county = persons("koordynatorka"), persons("powiat")

    author.page.goto(f"{FORUM}nowa/")
    author.page.locator("[name=title]").fill("Po spotkaniu w środę")
    author.page.locator("main form [role=textbox]").click()
    author.page.keyboard.type("Prowadzenie było słabe, szkoda mojego czasu.")
    author.page.get_by_role("button", name="Rozpocznij rozmowę").click()
    expect(author.page.locator(".post-body").first).to_contain_text("Prowadzenie było słabe")
    talk = author.page.url

    reporter.page.goto(talk)
    reporter.page.locator(".post-foot a", has_text="Zgłoś").first.click()
    reporter.page.locator("input[name=ground][value=offence]").check()
    reporter.page.locator("textarea[name=words]").fill("To przykre dla osoby, która prowadziła.")
    reporter.look("zgloszenie")
    reporter.page.locator("main form .button--primary").click()

    head.page.goto("/moderacja/")
    head.page.locator("[data-row]", has_text="Po spotkaniu w środę").locator("[data-case]").click()
    head.page.locator("input[name=ground][value=offence]").check()
    head.page.locator("textarea[name=words]").fill("Napisz, proszę, co można zrobić inaczej.")
    head.look("sprawa-ze-zgloszenia")
    head.page.locator("button[value=ask]").click()

    author.page.goto("/powiadomienia/")
    author.page.locator("a", has_text="Po spotkaniu w środę").first.click()
    expect(author.page.locator(".remark")).to_contain_text("co można zrobić inaczej")
    author.look("prosba-o-zmiany")
    author.page.goto(f"{talk}wpis/1/zmien/")
    author.page.locator("main form [role=textbox]").click()
    author.page.keyboard.press("Control+A")
    author.page.keyboard.type("Wolę więcej pracy w parach. Prowadzenie mnie znudziło.")
    author.page.locator("main form .form-actions .button--primary").first.click()

    head.page.goto("/moderacja/")
    head.page.locator("[data-row]", has_text="Po spotkaniu w środę").locator("[data-case]").click()
    expect(head.page.locator("main")).to_contain_text("pracy w parach")
    head.page.locator("input[name=ground][value=offence]").check()
    head.page.locator("textarea[name=words]").fill("To nadal ocena osoby.")
    head.page.locator("button[value=hide]").click()

    reporter.page.goto(talk)
    expect(reporter.page.locator(".post-gone").first).to_be_visible()

    author.page.goto("/moderacja/decyzje/")
    author.page.locator(".row-title a").first.click()
    author.page.locator("a", has_text="Odwołanie").last.click()
    author.page.locator("textarea[name=words]").fill("Piszę o sposobie pracy, nie o osobie.")
    author.page.locator("main form .button--primary").click()

    head.page.goto("/moderacja/")
    expect(head.page.locator("[data-row]", has_text="Po spotkaniu w środę")).to_have_count(0)
    county.page.goto("/moderacja/")
    county.page.locator("[data-row]", has_text="Po spotkaniu w środę").locator("[data-case]").click()
    county.page.locator("textarea[name=words]").fill("To opinia o spotkaniu; może zostać.")
    county.page.locator("button[value=overturn]").click()

    reporter.page.goto(talk)
    expect(reporter.page.locator(".post-body").first).to_contain_text("pracy w parach")
    head.page.goto("/moderacja/przejrzystosc/")
    with head.page.expect_download() as got:
        head.page.locator("a", has_text="CSV").click()
    figures = got.value.path().read_text(encoding="utf-8-sig")
    for line in ("decisions,ask", "decisions,hide", "decisions,overturn"):
        assert re.search(rf"{line},[1-9]", figures), line


def test_a_text_is_asked_for_changes_rejected_appealed_and_counted(persons: Any) -> None:
    head, author, county = persons("koordynatorka"), persons("nauczycielka"), persons("powiat")

    author.page.goto(f"{FORUM}?dzial=trudne-sprawy")
    author.page.locator(".threads a", has_text="Gdy uczeń odmawia").click()
    author.page.locator("#odpowiedz [role=textbox]").click()
    author.page.keyboard.type("Moja Ola z piątej zaczyna pracować dopiero po rozmowie.")
    author.page.get_by_role("button", name="Wyślij odpowiedź").click()
    expect(author.page.locator("h1")).to_contain_text("czeka na sprawdzenie")
    expect(author.page.locator(".notice--wait").first).to_contain_text("Zwykle do 24 godzin")
    author.look("czeka")
    waits = author.page.url

    head.page.goto("/moderacja/")
    head.look("kolejka")
    head.page.locator("[data-row]", has_text="Moja Ola z piątej").locator("[data-case]").click()
    head.page.locator("input[name=ground][value=personal_data]").check()
    head.page.locator("textarea[name=words]").fill("Usuń imię uczennicy.")
    head.look("sprawa")
    head.page.locator("button[value=ask]").click()

    author.page.goto(waits)
    author.page.locator("a", has_text="Porozmawiaj").click()
    expect(author.page.locator(".remark")).to_contain_text("Usuń imię uczennicy.")
    author.page.locator("textarea[name=words]").fill("To imię zmyślone.")
    author.page.locator("main form .button--primary").click()
    author.look("rozmowa")

    head.page.goto("/moderacja/")
    head.page.locator("[data-row]", has_text="Moja Ola z piątej").locator("[data-case]").click()
    head.page.locator("input[name=ground][value=personal_data]").check()
    head.page.locator("textarea[name=words]").fill("Bez imienia, proszę.")
    head.page.locator("button[value=reject]").click()

    author.page.goto("/moderacja/decyzje/")
    author.look("decyzje")
    author.page.locator(".row-title a").first.click()
    author.look("uzasadnienie")
    author.page.locator("a", has_text="Odwołanie").last.click()
    author.page.locator("textarea[name=words]").fill("Imię było zmyślone, proszę sprawdzić jeszcze raz.")
    author.look("odwolanie")
    author.page.locator("main form .button--primary").click()

    head.page.goto("/moderacja/")
    expect(head.page.locator("[data-row]", has_text="Moja Ola z piątej")).to_have_count(0)
    expect(head.page.locator("[data-row]", has_text="odwołanie")).to_have_count(0)
    answerer = county
    county.page.goto("/moderacja/")
    if not county.page.locator("[data-row]", has_text="Moja Ola z piątej").count():
        pytest.fail("the appeal came neither to a deputy of the sign-in page nor to the county")
    answerer.page.locator("[data-row]", has_text="Moja Ola z piątej").locator("[data-case]").click()
    answerer.look("odwolanie-u-powiatu")
    answerer.page.locator("textarea[name=words]").fill("Racja, nikogo to nie wskazuje.")
    answerer.page.locator("button[value=overturn]").click()

    author.page.goto(waits)
    expect(author.page.locator(".post-body", has_text="Moja Ola z piątej").first).to_be_visible()

    head.page.goto("/moderacja/przejrzystosc/")
    expect(head.page.locator("dl.facts.card")).to_contain_text("Odwołania")
    head.look("liczby")
    with head.page.expect_download() as got:
        head.page.locator("a", has_text="CSV").click()
    assert re.search(r"decisions,overturn,[1-9]", got.value.path().read_text(encoding="utf-8-sig"))


def test_a_whole_queue_with_the_keyboard_only(persons: Any) -> None:
    head, author = persons("koordynatorka"), persons("nauczyciel")
    for words in ("Pierwszy tekst z klawiatury.", "Drugi tekst z klawiatury.", "Trzeci tekst z klawiatury."):
        author.page.goto(f"{FORUM}?dzial=trudne-sprawy")
        author.page.locator(".threads a", has_text="Gdy uczeń odmawia").click()
        author.page.locator("#odpowiedz [role=textbox]").click()
        author.page.keyboard.type(words)
        author.page.get_by_role("button", name="Wyślij odpowiedź").click()
        expect(author.page.locator("h1")).to_contain_text("czeka na sprawdzenie")

    page, press = head.page, head.page.keyboard.press
    page.goto("/moderacja/")
    count = page.locator("[data-row]").count()
    assert count >= 3
    press("j")
    while "z klawiatury" not in page.evaluate("document.activeElement.closest('[data-row]').textContent"):
        press("j")
    press("p")
    expect(page.locator("[data-row]")).to_have_count(count - 1)
    press("j")
    while "z klawiatury" not in page.evaluate("document.activeElement.closest('[data-row]').textContent"):
        press("j")
    press("Enter")
    expect(page.locator("h1")).to_contain_text("Przeczytaj przed publikacją")
    press("n")
    press("2")
    page.keyboard.type("Piszemy łagodniej.")
    press("Control+Enter")
    expect(page).to_have_url(re.compile("/moderacja/"))
    for _case in range(count):
        if page.url.endswith("/moderacja/") and not page.locator("[data-row]").count():
            break
        if page.url.endswith("/moderacja/"):
            press("j")
            press("Enter")
        expect(page.locator("[data-decide]")).to_be_visible()
        address = page.url
        press("p" if page.locator("[data-key=p]").count() else "z")
        page.wait_for_url(lambda url, address=address: url != address)
    page.goto("/moderacja/")
    expect(page.locator("[data-row]")).to_have_count(0)
    head.look("pusta-kolejka")


def test_the_coordinators_pages_are_accessible(persons: Any) -> None:
    head = persons("koordynatorka")
    head.page.goto("/moderacja/zasady/")
    if head.page.locator(".row-title a").count() and "zasady/network" not in head.page.url:
        head.page.locator(".row-title a", has_text=NETWORK).first.click()
    head.look("zasady")
    head.page.goto(f"{FORUM}dzial/trudne-sprawy/")
    head.look("dzial")
    head.page.goto(f"{FORUM}?dzial=trudne-sprawy")
    head.page.locator(".threads a", has_text="Gdy uczeń odmawia").click()
    head.page.locator("a", has_text="Porządek").click()
    head.look("porzadek")


def test_anybody_reports_illegal_content(browser: Any, site: Any) -> None:
    visitor = Person(browser, site, "gosc", story="moderacja")
    visitor.page.goto("/zglos-nielegalna-tresc/")
    visitor.look("zgloszenie-z-zewnatrz")
    visitor.page.locator("[name=address]").fill("https://example.org/cos")
    visitor.page.locator("[name=ground]").first.check()
    visitor.page.locator("[name=words]").fill("To skan cudzej książki.")
    visitor.page.locator("[name=name]").fill("Zofia Obca")
    visitor.page.locator("[name=email]").fill("zofia@example.org")
    visitor.page.locator("[name=good_faith]").check()
    visitor.page.locator("main form .button--primary").click()
    expect(visitor.page.locator("h1")).to_contain_text("przyjęte")
    visitor.look("przyjete")
    visitor.leave()
