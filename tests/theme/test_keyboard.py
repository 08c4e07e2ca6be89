"""The screens of a network's year worked by keyboard alone: everything is reached, seen where it is, and let go of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

MOST_STOPS = 400
NETWORK = "/sieci/matematyka-bez-leku/"
COORDINATOR = (
    "/pulpit/", NETWORK, NETWORK + "plan/", NETWORK + "potrzeby/", NETWORK + "glosowania/nowe/",
    NETWORK + "zadania/", NETWORK + "zadania/nowe/", NETWORK + "zadania/?widok=tablica", NETWORK + "kalendarz/",
    NETWORK + "blog/nowy/?forma=historia", NETWORK + "uczestnicy/", NETWORK + "zaproszenia/",
    NETWORK + "ogloszenia/nowe/", NETWORK + "rok/", NETWORK + "spotkania/nowe/", NETWORK + "sprawozdanie/",
    "/zadania/", "/kalendarz/", "/kalendarz/w-innym-programie/", "/wiadomosci/", "/potrzeby/zglos/",
    "/powiadomienia/ustawienia/",
)  # fmt: skip
COUNTY = ("/sieci/powiat/", "/sieci/powiat/potrzeby/", "/eksperci/zgloszenia/", "/eksperci/rejestr/")

STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getBoundingClientRect();
  const drawn = [here, here.closest('.card--link'), here.closest('.rich'), here.closest('label')].filter(Boolean)
    .some((one) => { const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none'; });
  const head = document.querySelector('.site-header');
  const above = head && !head.contains(here) && !here.matches('.skip-link');
  const hidden = above && getComputedStyle(head).position === 'sticky' && box.height > 0
    && box.bottom <= head.getBoundingClientRect().bottom;
  const mark = here.dataset.stop || (here.dataset.stop = String(Math.random()));
  return { mark, drawn, hidden, html: here.outerHTML.slice(0, 140) };
}"""


@pytest.fixture
def enter(browser: Browser, site: Any) -> Iterator[Any]:
    """A maker of signed-in windows by account."""
    opened: list[Person] = []

    def make(account: str) -> Page:
        opened.append(Person(browser, site, account, reduced_motion="reduce"))
        opened[-1].enter_as(account)
        return opened[-1].page

    yield make
    for person in opened:
        person.leave()


def faults(page: Page) -> list[str]:
    """Tab through the whole page: every stop has a visible mark, none lies under the header, none holds one back."""
    found, seen = [], set()
    for _step in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        if stop["mark"] in seen:
            return [*found, f"trapped at {stop['html']}"] if len(seen) < 5 else found
        seen.add(stop["mark"])
        if not stop["drawn"]:
            found.append(f"not to be seen: {stop['html']}")
        if stop["hidden"]:
            found.append(f"under the header: {stop['html']}")
    return [*found, "no end"]


@pytest.mark.parametrize(("account", "paths"), [("koordynatorka", COORDINATOR), ("powiat", COUNTY)])
def test_every_control_is_reached_and_seen(enter: Any, account: str, paths: tuple[str, ...]) -> None:
    page = enter(account)
    wrong = {}
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        if found := faults(page):
            wrong[path] = found
    assert wrong == {}


def test_the_first_stop_skips_to_the_content(enter: Any) -> None:
    page = enter("nauczycielka")
    page.goto(NETWORK)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [360, 1366])
def test_menus_open_close_and_give_the_place_back(enter: Any, width: int) -> None:
    page = enter("nauczycielka")
    page.set_viewport_size({"width": width, "height": 760})
    page.goto("/pulpit/")
    menu = page.locator("details.menu--small > summary" if width == 360 else "details.menu > summary").first
    menu.focus()
    page.keyboard.press("Enter")
    tasks = page.locator("details.menu[open]").get_by_role("link", name="Moje zadania")
    expect(tasks).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(tasks).to_be_hidden()
    page.keyboard.press("Space")
    tasks.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/zadania/$"))


def test_a_form_that_comes_back_begins_at_what_is_wrong(enter: Any) -> None:
    page = enter("nauczycielka")
    page.goto("/potrzeby/zglos/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("main form button[type=submit]").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main form [aria-invalid='true']").first).to_be_focused()
