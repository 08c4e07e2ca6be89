"""The library in browsers: deposit, find, 'I used it', adapt, take a shelf away as one ZIP; every page looked at."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.files.makers import docx
from tests.journeys.persons import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LIBRARY = "/sieci/matematyka-bez-leku/zasoby/"


@pytest.fixture
def people(browser: Browser, site: Any) -> Iterator[dict[str, Person]]:
    """Who deposits and who uses it, each in a window."""
    found = {name: Person(browser, site, name, story="library") for name in ("nina", "marek")}
    yield found
    for person in found.values():
        person.context.close()


def test_from_a_file_to_a_shelf_in_the_bag(people: dict[str, Person], tmp_path: Path) -> None:
    nina, marek = people["nina"], people["marek"]
    mark = f"{time.time():.0f}"
    title = f"Karta pracy o wielokątach {mark}"
    nina.enter_as("nauczycielka")
    address = deposit(nina, tmp_path, title)
    marek.enter_as("nauczyciel")
    find(marek, title, mark)
    use(marek)
    shelve(marek, mark)
    take_away(marek, tmp_path)
    adapt(marek, address, mark)
    for person in people.values():
        assert person.troubles == []


def deposit(nina: Person, tmp_path: Path, title: str) -> str:
    page = nina.page
    page.goto(LIBRARY + "dodaj/")
    nina.look("formularz")
    given = tmp_path / f"{title.lower().replace(' ', '_')}.docx"
    given.write_bytes(docx(f"Karta pracy, {title}: uczniowie liczą boki i nie tylko w zeszycie, na końcu jest zabawa."))
    page.get_by_label("Pliki").set_input_files(given)
    expect(page.locator("[data-draft]")).to_be_visible(timeout=60_000)
    expect(page.get_by_label("Tytuł", exact=False).first).to_have_value(title)
    page.get_by_label("CC BY-SA", exact=True).check()
    nina.look("plik-wgrany", axe=False)
    page.get_by_role("button", name="Dodaj do zasobów").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    nina.look("zasob")
    return page.url


def find(marek: Person, title: str, mark: str) -> None:
    page = marek.page
    page.goto(LIBRARY)
    page.locator("#shelf-q").fill(mark)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=title).click()


def use(marek: Person) -> None:
    page = marek.page
    page.get_by_role("link", name="Wypróbowane!").click()
    marek.look("wyprobowane")
    page.get_by_label("Klasa lub grupa").fill("5b, 24 osoby")
    page.get_by_label("zadziałało", exact=True).check()
    page.get_by_label("Co zmieniono").fill("Krótszy wstęp, więcej rysowania.")
    page.get_by_role("button", name="Zapisz notatkę").click()
    expect(page.get_by_text("Krótszy wstęp, więcej rysowania.")).to_be_visible()
    marek.look("po-lekcji")


def shelve(marek: Person, mark: str) -> None:
    page = marek.page
    page.get_by_role("link", name="Odłóż na półkę").click()
    page.get_by_label("Nazwa").fill(f"Na piątek {mark}")
    page.get_by_role("button", name="Odłóż").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Na piątek {mark}")
    marek.look("polka")


def take_away(marek: Person, tmp_path: Path) -> None:
    with marek.page.expect_download() as waiting:
        marek.page.get_by_role("link", name="Wszystko w jednym pliku ZIP").click()
    place = tmp_path / "polka.zip"
    waiting.value.save_as(place)
    with zipfile.ZipFile(place) as box:
        assert {"index.html", "licencje.txt"} < set(box.namelist())
        assert any(name.endswith(".docx") for name in box.namelist())
        assert "CC BY-SA" in box.read("index.html").decode()


def adapt(marek: Person, address: str, mark: str) -> None:
    page = marek.page
    page.goto(address)
    page.get_by_role("link", name="Przerób", exact=True).click()
    page.get_by_role("link", name="Matematyka bez lęku").last.click()
    page.get_by_label("Tytuł", exact=False).first.fill(f"Wielokąty po mojemu {mark}")
    page.get_by_label("albo link").fill("https://example.org/wielokaty")
    page.get_by_label("CC BY", exact=True).check()
    page.get_by_role("button", name="Dodaj do zasobów").click()
    expect(page.locator(".form-summary")).to_contain_text("CC BY-SA")
    page.get_by_label("CC BY-SA", exact=True).check()
    page.get_by_role("button", name="Dodaj do zasobów").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Wielokąty po mojemu"))
    expect(page.locator(".lineage")).to_contain_text("Karta pracy o wielokątach")
    marek.look("przerobione")
