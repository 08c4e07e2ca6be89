"""The log without a connection: what is written in a school's cellar arrives once, and only as its writer's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.servers import artefacts

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

QUICK = "/wspomaganie/zapis/"
THEME = "Kompetencje cyfrowe nauczycieli i uczniów – Technikum w Wierzbnej Górnej"
SCHOOL = f"Technikum w Wierzbnej Górnej, Wierzbna Górna – {THEME}"
WORDS, SECOND = "Rozmowa w piwnicy szkoły, bez zasięgu", "Drugi wpis tego dnia"


class Phone:
    """A browser with a memory of its own on disk: it can be closed and opened again."""

    def __init__(self, kind: Any, launch: dict[str, Any], folder: Path, site: Any) -> None:
        self.kind, self.launch, self.folder, self.site = kind, launch, folder, site
        self.context: BrowserContext | None = None

    def open(self, *, offline: bool = False) -> Page:
        """Switch it on."""
        self.context = self.kind.launch_persistent_context(
            str(self.folder),
            locale="pl-PL",
            base_url=self.site.url,
            viewport={"width": 360, "height": 740},
            **self.launch,
        )
        self.context.set_offline(offline)
        return self.context.pages[0]

    def close(self) -> None:
        """Switch it off."""
        if self.context is not None:
            self.context.close()
            self.context = None


@pytest.fixture
def phone(playwright: Any, browser_type_launch_args: dict[str, Any], tmp_path: Path, site: Any) -> Iterator[Phone]:
    """A phone."""
    made = Phone(playwright.chromium, browser_type_launch_args, tmp_path / "phone", site)
    yield made
    made.close()


def sign_in(page: Page, account: str) -> None:
    """With the form's own button for the demo's people."""
    page.goto("/konto/login/")
    page.locator(f"form:has(input[value='{account}@example.org']) button").click()
    page.wait_for_url(lambda address: "/konto/login" not in address)


def write(page: Page, words: str) -> None:
    """One entry, as quickly as it goes."""
    page.get_by_label("Szkoła i temat").select_option(label=SCHOOL)
    page.get_by_label("Opis i ustalenia").fill(words)
    page.get_by_role("button", name="Zapisz w dzienniku").click()


def entries(site: Any) -> list[str]:
    """Descriptions of the log in the database."""
    told = site.manage("shell", "-v0", "-c", "import json; from support.models import LogEntry; "
                       "print(json.dumps(list(LogEntry.objects.values_list('text', flat=True))))")  # fmt: skip
    found: list[str] = json.loads(told.strip().splitlines()[-1])
    return found


def test_an_entry_written_without_a_connection_arrives_once(phone: Phone, site: Any) -> None:
    page = phone.open()
    sign_in(page, "sore")
    page.goto(QUICK)
    expect(page.locator("html[data-log-kept]")).to_be_attached(timeout=30_000)

    assert phone.context is not None
    phone.context.set_offline(True)
    write(page, WORDS)
    expect(page.locator("[data-log-says]")).to_contain_text("Nie ma połączenia")
    expect(page.locator("[data-log-list]")).to_contain_text(WORDS)
    page.screenshot(path=artefacts() / "offline-log-waits.png")
    phone.close()
    assert WORDS not in entries(site)

    # opened again, still without a connection: the page is there, and what was written
    page = phone.open(offline=True)
    page.goto(QUICK)
    expect(page.locator("[data-log-list]")).to_contain_text(WORDS)
    write(page, SECOND)
    expect(page.locator("[data-log-list] > li")).to_have_count(2)
    phone.close()

    # with a connection: sent by itself, whatever page of ours is looked at, from two windows at once
    page = phone.open()
    if "/login" in page.goto("/wspomaganie/").url:
        sign_in(page, "sore")
    assert phone.context is not None
    other = phone.context.new_page()
    page.goto(QUICK, wait_until="commit")
    other.goto(QUICK, wait_until="commit")
    for window in (page, other):
        window.reload()
        expect(window.locator("[data-log-waiting]")).to_be_hidden(timeout=30_000)
    there = entries(site)
    assert [there.count(words) for words in (WORDS, SECOND)] == [1, 1]


def test_what_waits_is_its_writers_alone(phone: Phone, site: Any) -> None:
    """Another person on the same device neither sees nor sends it; nobody signs out while something waits; what the
    server refuses stays with its reason."""
    page = phone.open()
    sign_in(page, "sore")
    page.goto(QUICK)
    expect(page.locator("html[data-log-kept]")).to_be_attached(timeout=30_000)
    page.get_by_label("Dzień").fill("2090-01-01")  # a day to come: the server refuses it
    write(page, "Wpis z dniem, którego jeszcze nie było")
    row = page.locator("[data-log-list] > li")
    expect(row).to_contain_text("ten dzień")
    page.screenshot(path=artefacts() / "offline-log-refused.png")

    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.wait_for_url(f"**{QUICK}")
    expect(row).to_contain_text("Wpis z dniem")

    assert phone.context is not None
    phone.context.clear_cookies()
    sign_in(page, "nauczycielka")
    page.goto("/")
    assert page.evaluate("caches.has('splot-log')") is False
    phone.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.goto(QUICK)
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    sign_in(page, "sore")
    page.goto(QUICK)
    expect(row).to_contain_text("Wpis z dniem")
    row.get_by_role("button", name="Popraw wpis").click()
    expect(page.get_by_label("Opis i ustalenia")).to_have_value("Wpis z dniem, którego jeszcze nie było")
    expect(row).to_have_count(0)
    assert not any("Wpis z dniem" in words for words in entries(site))
