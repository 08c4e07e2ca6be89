"""People in browsers: each has a window of his or her own, and every page is looked at."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.servers import Site, artefacts

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"laptop": (1366, 850), "phone": (360, 740)}


class Person:
    """Somebody with a browser window. Scripts that fail and violations of the content policy fail the walk."""

    def __init__(self, browser: Browser, site: Site, name: str, *, story: str = "walk", **options: Any) -> None:
        self.site, self.name, self.story = site, name, story
        self.context = browser.new_context(
            base_url=site.url, locale="pl-PL", timezone_id="Europe/Warsaw", viewport=_size("laptop"), **options
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        self.shots = 0

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text[:200]}")

    def enter_as(self, account: str) -> None:
        """Sign in by one click on the demo list; who is still signed in, goes straight in."""
        self.page.goto("/konto/login/")
        entry = self.page.locator(f"form:has(input[value='{account}@example.org']) button")
        if entry.count():
            entry.click()
        expect(self.page).to_have_url(re.compile("/pulpit/"))

    def look(self, name: str, *, axe: bool = True) -> None:
        """Take pictures at both widths in light and dark; no sideways scrolling, no violation of axe's rules."""
        self.shots += 1
        for size in SIZES:
            self.page.set_viewport_size(_size(size))
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                place = artefacts() / f"{self.story}-{self.name}-{self.shots:02d}-{name}-{size}-{scheme}.png"
                self.page.screenshot(path=place, full_page=True)
                if axe:
                    found = violations(self.page)
                    assert not found, f"{name}, {size}, {scheme}: {found}"
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} scrolls sideways at {size}"
        self.page.set_viewport_size(_size("laptop"))
        self.page.emulate_media(color_scheme="light")

    def leave(self) -> None:
        """Close the window; what went wrong in it comes to light."""
        self.context.close()
        assert not self.troubles, self.troubles


def violations(page: Page) -> list[str]:
    """What axe says against the page (rule, element), and names given twice, of which axe no longer speaks."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    twice = page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)"
    )
    told = [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]
    return told + [f"two things are called #{name}; a label would name the wrong one" for name in twice]


def _size(name: str) -> dict[str, int]:
    width, height = SIZES[name]
    return {"width": width, "height": height}
