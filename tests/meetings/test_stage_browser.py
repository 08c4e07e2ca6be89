"""Three people in three windows: sound and picture really flow between browsers, and the host keeps order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

WATCH = """
const Real = window.RTCPeerConnection;
window.links = [];
window.RTCPeerConnection = class extends Real {
  constructor(...given) { super(...given); window.links.push(this); }
};
window.received = async (kind) => {
  let sum = 0;
  for (const link of window.links)
    for (const report of (await link.getStats()).values())
      if (report.type === 'inbound-rtp' && report.kind === kind)
        sum += kind === 'video' ? report.framesDecoded ?? 0 : report.bytesReceived;
  return sum;
};
"""
"""Counts what arrived in all connections of a window, by the browser's own statistics."""


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """The coordinator and two teachers, each in a window with a false microphone and camera."""
    found = {}
    for name, account in (("krystyna", "koordynatorka"), ("nina", "nauczycielka"), ("marek", "nauczyciel")):
        found[name] = Person(browser, site, name, story="stage", permissions=["microphone", "camera"])
        found[name].context.add_init_script(WATCH)
        found[name].enter_as(account)
    yield found
    for person in found.values():
        person.context.close()


def enter(page: Page) -> None:
    """From the start page into the room that is open now."""
    page.goto("/pulpit/")
    page.get_by_role("link", name="Wejdź do pokoju").first.click()
    expect(page.get_by_text("Połączono")).to_be_visible()


def grows(page: Page, kind: str) -> None:
    """Wait until more and more of `kind` arrives."""
    page.evaluate(
        """async (kind) => {
          const first = await window.received(kind);
          for (let more = 0, tries = 0; more < 3 && tries < 200; tries += 1) {
            await new Promise((done) => setTimeout(done, 100));
            more += Number((await window.received(kind)) > first + more);
          }
          if ((await window.received(kind)) <= first) throw new Error(`no ${kind} arrives`);
        }""",
        kind,
    )


def tile(page: Page, name: str) -> Any:
    """The place of a person on the stage."""
    return page.locator(".room-tile").filter(has_text=name)


def test_a_few_are_heard_and_seen(people: dict[str, Person]) -> None:
    krystyna, nina, marek = (people[name].page for name in ("krystyna", "nina", "marek"))
    for page in (krystyna, nina, marek):
        enter(page)
    nina.get_by_role("button", name="Zabierz głos").click()
    for page in (krystyna, marek):
        expect(tile(page, "Nina Nowicka")).to_be_visible()
        grows(page, "audio")
    nina.get_by_role("button", name="Włącz kamerę").click()
    for page in (krystyna, marek):
        expect(tile(page, "Nina Nowicka").locator("video.tile-camera")).to_be_visible()
        grows(page, "video")
    people["marek"].look("scena")

    krystyna.get_by_role("button", name="Tylko dźwięk").click()
    expect(tile(krystyna, "Nina Nowicka").locator("video.tile-camera")).to_be_hidden()
    grows(krystyna, "audio")
    krystyna.get_by_role("button", name="Tylko dźwięk").click()
    expect(tile(krystyna, "Nina Nowicka").locator("video.tile-camera")).to_be_visible()

    marek.get_by_role("button", name="Zabierz głos").click()
    expect(tile(nina, "Marek Malec")).to_be_visible()
    grows(nina, "audio")
    marek.get_by_role("button", name="Pokaż mój ekran").click()
    expect(tile(nina, "Marek Malec").locator("video.tile-screen")).to_be_visible()
    grows(nina, "video")
    people["krystyna"].look("ekran")

    tile(krystyna, "Nina Nowicka").get_by_role("button", name="Wycisz").click()
    expect(nina.get_by_role("button", name="Włącz mikrofon")).to_be_visible()
    expect(tile(marek, "Nina Nowicka")).to_contain_text("mikrofon wyłączony")
    assert tile(marek, "Nina Nowicka").locator("audio").evaluate("sound => sound.muted")
    nina.get_by_role("button", name="Włącz mikrofon").click()
    expect(tile(marek, "Nina Nowicka")).not_to_contain_text("mikrofon wyłączony")

    nina.reload()
    expect(nina.get_by_text("Połączono")).to_be_visible()
    expect(nina.get_by_role("button", name="Włącz mikrofon")).to_be_visible()
    expect(tile(marek, "Nina Nowicka")).to_contain_text("mikrofon wyłączony")

    tile(krystyna, "Marek Malec").get_by_role("button", name="zejście").click()
    expect(tile(nina, "Marek Malec")).to_have_count(0)
    expect(marek.get_by_role("button", name="Zabierz głos")).to_be_visible()
    nina.get_by_role("button", name="Zejdź ze sceny").click()
    for page in (krystyna, nina, marek):
        expect(page.locator("#stage")).to_be_hidden()
    for person in people.values():
        assert person.troubles == [], person.name
