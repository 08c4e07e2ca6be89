"""The look in a real browser: accessibility of every component, the editor, drafts, shortcuts, the theme."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def specimen(site: Any, page: Any) -> Any:
    page.goto(f"{site.url}/wzornik/")
    page.wait_for_selector(".rich-text")
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_every_component_is_accessible_and_fits(site: Any, page: Any, theme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(f"{site.url}/wzornik/")
    page.wait_for_selector(".rich-text")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_editor_writes_what_the_form_sends_and_lets_go_of_the_keyboard(specimen: Any) -> None:
    text = specimen.locator("#id_whole-text").locator("xpath=preceding-sibling::div[1]//div[@role='textbox']")
    text.click()
    specimen.keyboard.press("Control+b")
    specimen.keyboard.type("Zażółć")
    assert specimen.locator("#id_whole-text").input_value() == "<p><strong>Zażółć</strong></p>"
    specimen.keyboard.press("Alt+F10")
    assert specimen.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    specimen.keyboard.press("ArrowRight")
    assert specimen.evaluate("document.activeElement.id") == "id_whole-text_italic"
    specimen.keyboard.press("Escape")
    specimen.keyboard.press("Tab")
    assert specimen.evaluate("document.activeElement.id") == "id_whole-file"


def test_what_was_written_is_there_after_the_tab_was_closed(specimen: Any) -> None:
    specimen.locator("[role='textbox']").first.click()
    specimen.keyboard.type("Nie do stracenia")
    specimen.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('splot-draft:'))")
    specimen.reload()
    specimen.wait_for_selector(".rich-text")
    assert specimen.locator("[role='textbox']").first.inner_text().strip() == "Nie do stracenia"


def test_keys_lead_to_search_and_to_the_list_of_shortcuts(specimen: Any) -> None:
    specimen.set_viewport_size({"width": 1366, "height": 800})
    specimen.evaluate("document.activeElement.blur()")
    specimen.keyboard.press("?")
    assert specimen.locator("dialog#shortcuts").is_visible()
    specimen.keyboard.press("Escape")
    specimen.evaluate("document.activeElement.blur()")
    specimen.keyboard.press("/")
    assert specimen.evaluate("document.activeElement.id") == "site-search"


def test_theme_changes_at_once_and_stays(specimen: Any) -> None:
    specimen.set_viewport_size({"width": 1366, "height": 800})
    specimen.locator(".menu--look summary").click()
    specimen.locator("#visitor-look + div button[value='dark']").click()
    assert specimen.evaluate("document.documentElement.dataset.theme") == "dark"
    specimen.reload()
    assert specimen.evaluate("document.documentElement.dataset.theme") == "dark"
