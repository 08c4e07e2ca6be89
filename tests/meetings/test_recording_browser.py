"""Recording as people meet it: asked before the room, said the whole time in it, found afterwards, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.persons import Person
from tests.meetings import fake_egress
from tests.servers import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

PLAN = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from kit import clock
from meetings import services
from networks.models import Network

ada = get_user_model().objects.get(email="koordynatorka@example.org")
edition = next(one for one in Network.objects.get(title="Matematyka bez lęku").editions.all() if one.is_open)
starts = clock.now() - timedelta(minutes=5)
made = services.plan(
    by=ada, edition=edition, title="Nagrane ułamki", kind="working", mode="online", starts_at=starts,
    ends_at=starts + timedelta(minutes=60), agenda=[],
    recording={"purpose": "Dla osób chorych tego dnia", "days": 30},
)
print(made.pk)
"""
TAKE = """
from meetings import services
from meetings.models import Recording
for one in Recording.objects.all():
    services.take_recording(recording_id=one.pk)
"""


@pytest.fixture(scope="module")
def recording_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, fake_egress.FakeEgress]]:
    """A platform beside a server that records."""
    site, folder = Site(Path(tmp_path_factory.mktemp("recording"))), tmp_path_factory.mktemp("egress")
    with fake_egress.serving() as fake:
        site.env |= {
            "LIVEKIT_URL": fake.url.replace("http", "ws", 1),
            "LIVEKIT_KEY": fake_egress.KEY,
            "LIVEKIT_SECRET": fake_egress.SECRET,
            "LIVEKIT_EGRESS": "true",
            "LIVEKIT_EGRESS_DIR": str(folder),
        }
        yield site.start(), fake
        site.stop()


def told(site: Site, event: str, info: object) -> None:
    body = fake_egress.news(event, info)
    headers = {"Authorization": fake_egress.proof(body), "Content-Type": "application/webhook+json"}
    with urlopen(Request(f"{site.url}/spotkania/dzwiek-i-obraz/wiesci/", body, headers), timeout=20) as answer:
        assert answer.status == 204


def strip(page: Page) -> object:
    return page.locator("#recording")


def test_from_the_question_to_the_proof(browser: Browser, recording_site: tuple[Site, fake_egress.FakeEgress]) -> None:
    site, fake = recording_site
    number = site.manage("shell", "-v0", "-c", PLAN).split()[-1]
    room, about = f"/spotkania/{number}/pokoj/", f"/spotkania/{number}/"
    krystyna = Person(browser, site, "krystyna", story="recording")
    nina = Person(browser, site, "nina", story="recording")
    krystyna.enter_as("koordynatorka")
    nina.enter_as("nauczycielka")
    krystyna.page.goto(f"{about}zmiana/")
    expect(krystyna.page.get_by_label("Po co jest nagranie")).to_have_value("Dla osób chorych tego dnia")
    krystyna.look("plan", axe=False)
    nina.page.goto(room)
    expect(nina.page.get_by_role("heading", name="To spotkanie jest nagrywane")).to_be_visible()
    nina.look("question")
    nina.page.get_by_role("button", name="Nie zgadzam się; słucham i piszę").click()
    expect(nina.page.get_by_text("Połączono")).to_be_visible()
    expect(nina.page.get_by_role("button", name="Zabierz głos")).to_be_hidden()
    krystyna.page.goto(room)
    krystyna.page.get_by_role("button", name="Zgadzam się na nagrywanie").click()
    expect(krystyna.page.get_by_text("Połączono")).to_be_visible()
    expect(krystyna.page.get_by_role("button", name="Zabierz głos")).to_be_visible()

    fake.is_there = False
    krystyna.page.get_by_role("button", name="Zacznij nagrywanie").click()
    expect(krystyna.page.get_by_role("alert").filter(has_text="Serwer nagrywający nie odpowiada")).to_be_visible()
    expect(strip(nina.page)).to_contain_text("nie jest teraz nagrywane")
    fake.is_there = True
    krystyna.page.get_by_role("button", name="Zacznij nagrywanie").click()
    expect(strip(nina.page)).to_contain_text("Nagrywanie się zaczyna")
    told(site, "egress_started", fake.begins("EG_0"))
    for person in (krystyna, nina):
        expect(strip(person.page)).to_contain_text("Spotkanie jest nagrywane")
        expect(person.page.locator("#news")).to_contain_text("Spotkanie jest nagrywane")
        person.look("running")
        person.page.mouse.wheel(0, 3000)
        expect(strip(person.page)).to_be_in_viewport()
    expect(nina.page.get_by_role("button", name="Zakończ nagrywanie")).to_be_hidden()
    nina.page.reload()
    expect(strip(nina.page)).to_contain_text("Spotkanie jest nagrywane")

    krystyna.page.get_by_role("button", name="Zakończ nagrywanie").click()
    expect(strip(nina.page)).to_contain_text("Nagrywanie się kończy")
    told(site, "egress_ended", fake.ends("EG_0"))
    for person in (krystyna, nina):
        expect(strip(person.page)).to_contain_text("nie jest teraz nagrywane")
    site.manage("shell", "-v0", "-c", TAKE)

    nina.page.goto(about)
    expect(nina.page.get_by_role("link", name="nagranie z")).to_be_visible()
    expect(nina.page.get_by_role("button", name="Usuń nagranie")).to_have_count(0)
    krystyna.page.goto(about)
    krystyna.page.get_by_text("Usuń teraz").click()
    krystyna.look("kept")
    krystyna.page.get_by_role("button", name="Usuń nagranie").click()
    krystyna.page.get_by_text("Dowody usunięcia").click()
    expect(krystyna.page.get_by_text("Po usunięciu sprawdzono: pliku nie ma.")).to_be_visible()
    krystyna.look("proof")
    for person in (krystyna, nina):
        assert person.troubles == [], person.name
        person.context.close()
