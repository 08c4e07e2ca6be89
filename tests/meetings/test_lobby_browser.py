"""People without an account at the door of a room: a link of a letter, waiting, let in, not let in, a locked room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

READ = "https://example.org/osie-liczbowe"
SAID_NO = "Osoba prowadząca Cię nie wpuściła."
PLAN = f"""
import json
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from kit import clock
from meetings import services
from meetings.passes import selectors, services as passes
from networks.models import Network

ada = get_user_model().objects.get(email="koordynatorka@example.org")
edition = next(one for one in Network.objects.get(title="Matematyka bez lęku").editions.all() if one.is_open)

def meeting(title, minutes):
    starts = clock.now() + timedelta(minutes=minutes)
    return services.plan(
        by=ada, edition=edition, title=title, kind="working", mode="online", starts_at=starts,
        ends_at=starts + timedelta(minutes=60), links=["{READ}"],
        agenda=[{{"title": "Osie na podłodze", "minutes": 20, "leader": ""}}],
    )

def link(where, name):
    held = passes.issue(by=ada, meeting=where, name=name, email=name.split()[0].lower() + "@example.org")
    if name.startswith("Maria"):
        passes.lay_beside(by=ada, held=held, upload=SimpleUploadedFile("plan.txt", b"Plan warsztatu", "text/plain"))
    return "/przepustka/" + selectors.signed(held) + "/"

soon, later = meeting("Drzwi do pokoju", 14), meeting("Drzwi jeszcze zamknięte", 40)
print(json.dumps({{
    "room": f"/spotkania/{{soon.pk}}/pokoj/",
    "later": link(later, "Wanda Późna"),
    **{{name.split()[0].lower(): link(soon, name) for name in ("Maria Zasadna", "Jan Obcy", "Ewa Spóźniona")}},
}}))
"""


@pytest.fixture(scope="module")
def links(site: Any) -> dict[str, str]:
    """Addresses of a room that opened a minute ago and of the passes to it, and to one that opens in 25 minutes."""
    return json.loads(site.manage("shell", "-v", "0", "-c", PLAN).strip().splitlines()[-1])


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Who leads, and three people without an account, each in a window of their own."""
    found = {name: Person(browser, site, name, story="drzwi") for name in ("krystyna", "maria", "jan", "ewa")}
    found["krystyna"].enter_as("koordynatorka")
    yield found
    for person in found.values():
        person.leave()


def knock(page: Page, link: str) -> None:
    """From the link of the letter to the door of the room."""
    page.goto(link)
    expect(page).to_have_url("/przepustka/")
    page.get_by_role("link", name="Wejdź do pokoju").click()
    expect(page.locator("#waiting")).to_be_visible()
    expect(page.locator("#inside")).to_be_hidden()


def at_the_door(krystyna: Page, name: str) -> Any:
    """The line of the person in the list of those who wait."""
    line = krystyna.locator("#lobby li").filter(has_text=name)
    expect(line).to_be_visible()
    return line


def test_guests_at_the_door(people: dict[str, Person], links: dict[str, str]) -> None:
    krystyna, maria, jan, ewa = (people[name].page for name in ("krystyna", "maria", "jan", "ewa"))

    # before the quarter of an hour the pass opens the agenda, and no room
    ewa.goto(links["later"])
    expect(ewa.get_by_text("Osie na podłodze")).to_be_visible()
    expect(ewa.get_by_role("link", name="Wejdź do pokoju")).to_have_count(0)
    ewa.goto("/przepustka/pokoj/")
    expect(ewa).to_have_url("/przepustka/")

    # within it the door opens; who waits reads what lies ready, and hears nothing of the inside
    krystyna.goto(links["room"])
    expect(krystyna.get_by_text("Połączono")).to_be_visible()
    maria.goto(links["maria"])
    people["maria"].look("przepustka")
    knock(maria, links["maria"])
    expect(maria.locator("#waits-words")).to_contain_text("widzą, że czekasz")
    expect(maria.locator("#waiting")).to_contain_text("Osie na podłodze")
    expect(maria.locator("#waiting").get_by_role("link", name="plan.txt")).to_be_visible()
    expect(maria.locator(f"#waiting a[href='{READ}']")).to_be_visible()
    people["maria"].look("poczekalnia")
    knock(jan, links["jan"])
    expect(jan.locator("#waiting").get_by_role("link", name="plan.txt")).to_have_count(0)

    # who leads sees both, lets one in and one not
    at_the_door(krystyna, "Jan Obcy")
    line = at_the_door(krystyna, "Maria Zasadna")
    people["krystyna"].look("kto-czeka")
    krystyna.set_viewport_size({"width": 360, "height": 740})
    tab = krystyna.get_by_role("tab", name="Osoby")
    expect(line).to_be_hidden()
    expect(tab).to_contain_text("Przed drzwiami: 2")
    tab.click()
    line.get_by_role("button", name="Wpuść").click()
    expect(maria.locator("#inside")).to_be_visible()
    expect(maria.get_by_text("Połączono")).to_be_visible()
    expect(krystyna.locator("#people li").filter(has_text="Maria Zasadna")).to_contain_text("wsparcie eksperckie")
    at_the_door(krystyna, "Jan Obcy").get_by_role("button", name="Nie wpuszczaj").click()
    for _again in range(2):
        expect(jan.get_by_text(SAID_NO)).to_be_visible()
        expect(jan.get_by_role("link", name="Wejdź do pokoju")).to_have_count(0)
        jan.goto("/przepustka/pokoj/")
        expect(jan).to_have_url("/przepustka/")
    jan.goto(links["jan"])
    expect(jan.get_by_text(SAID_NO)).to_be_visible()
    people["jan"].look("nie-wpuszczono")
    expect(krystyna.locator("#lobby-box")).to_be_hidden()

    # a locked room says so; who was let in comes back without knocking, even so
    krystyna.locator(".room-lead summary").click()
    krystyna.locator("#lock").click()
    expect(krystyna.locator("#locked-mark")).to_be_visible()
    knock(ewa, links["ewa"])
    expect(ewa.locator("#waits-words")).to_contain_text("Pokój jest zamknięty na klucz")
    at_the_door(krystyna, "Ewa Spóźniona")
    maria.reload()
    expect(maria.locator("#inside")).to_be_visible()
    expect(maria.get_by_text("Połączono")).to_be_visible()
