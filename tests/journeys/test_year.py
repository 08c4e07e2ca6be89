"""A network's whole school year, played in browsers with a moved clock: from a need that a school reports to the next
year, along the chain need → plan point → meeting → minutes → decision → task → result → resource → report."""

from __future__ import annotations

import email
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from desk.demo import papers
from tests.journeys.persons import Person
from tests.servers import Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("year")]

WARSAW = ZoneInfo("Europe/Warsaw")
NEED = "Uczniowie boją się sprawdzianów z matematyki"
NETWORK = "Bez lęku przed sprawdzianem"
SPACE = "/sieci/bez-leku-przed-sprawdzianem/"
WORKSHOP = "Warsztat: pierwsze pięć minut sprawdzianu"
DECISION = "Każda osoba próbuje spokojnego początku na jednym sprawdzianie"
RESOURCE = "Spokojny początek sprawdzianu"
ACCOUNTS = {
    "dorota": "dyrektor",
    "piotr": "powiat",
    "krystyna": "koordynatorka",
    "nina": "nauczycielka",
    "marek": "nauczyciel",
}
PEOPLE_ONLY = "from desk.demo import people\nfrom desk.demo.world import World\npeople.plant(World())"


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Site]:
    """A platform in the last week of August 2026, with people and schools and not one network."""
    site = Site(tmp_path)
    site.move_to(datetime(2026, 8, 24, 9, 0, tzinfo=WARSAW))
    site.manage("migrate", "-v0")
    site.manage("shell", "-v0", "-c", PEOPLE_ONLY)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def cast(browser: Browser, year: Site) -> Iterator[Cast]:
    """Everybody of the story, each in a window."""
    people = Cast(browser, year)
    yield people
    for person in people.values():
        person.context.close()


class Cast(dict[str, Person]):
    """The people of the story, and the day on which they live."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.moment = datetime.now(WARSAW)
        super().__init__((name, Person(browser, site, name, story="year")) for name in ACCOUNTS)
        self.site = site

    def on(self, moment: str, *names: str) -> list[Person]:
        """These people at this moment (Warsaw), each at the start page: a new day, a new visit."""
        for person in self.values():  # nobody leaves a page open for weeks
            person.page.goto("about:blank")
        self.moment = datetime.fromisoformat(moment).replace(tzinfo=WARSAW)
        self.site.move_to(self.moment)
        for name in names:
            self[name].enter_as(ACCOUNTS[name])
        return [self[name] for name in names]

    def letters(self, words: str) -> int:
        """How many letters that were sent hold these words in their subject or text.

        Lets up to six hours pass until there is one: letters about one thing wait for each other.
        """
        box = Path(self.site.env["SPLOT_DATA_DIR"]) / "mail"
        for _quarter in range(24):
            found = [path for path in box.glob("*.log") if words in readable(path)]
            if found:
                return len(found)
            self.moment += timedelta(minutes=15)
            self.site.move_to(self.moment)
            time.sleep(5)
        raise AssertionError(f"no letter says {words!r}")


def readable(path: Path) -> str:
    """Subject and plain text of a letter kept in a file."""
    letter = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = letter.get_body(("plain",))
    return f"{letter['subject']}\n{body.get_content() if body else ''}"


def press(person: Person, name: str) -> None:
    person.page.get_by_role("button", name=re.compile(name)).first.click()


def follow(person: Person, name: str) -> None:
    person.page.get_by_role("link", name=re.compile(name)).first.click()


def make(person: Person, scope: Locator, name: str) -> None:
    """Press one of the things that can be made of what stands in `scope`; many of them stand folded."""
    wanted = scope.get_by_role("link", name=name, include_hidden=True).first
    if not wanted.is_visible():
        scope.locator("details:not([open]) > summary").filter(has_text="Zrób z tego").first.click()
    wanted.click()


def told(person: Person, words: str) -> None:
    """The page says so after the step."""
    expect(person.page.get_by_role("main").get_by_role("status").first).to_contain_text(words)


def test_a_school_year(cast: Cast, tmp_path: Path) -> None:
    a_need_becomes_a_network(cast)
    people_come(cast)
    a_plan_is_made_of_the_need(cast)
    meeting = a_meeting_is_made_of_the_plan(cast)
    people_meet_and_write_it_down(cast, meeting)
    a_decision_becomes_a_task_and_a_resource(cast, tmp_path)
    another_person_takes_over(cast)
    the_year_is_summed_up(cast)
    the_chain_leads_back(cast["marek"])
    the_next_year_opens(cast)
    for person in cast.values():
        assert person.troubles == [], person.name


def a_need_becomes_a_network(cast: Cast) -> None:
    """24 August: a school says what it needs; the county answers with a network."""
    (dorota,) = cast.on("2026-08-24T09:00", "dorota")
    page = dorota.page
    page.goto("/potrzeby/")
    follow(dorota, "Zgłoś potrzebę")
    page.get_by_label("Temat").fill(NEED)
    page.get_by_label("Czego potrzeba i dlaczego").fill("Na próbnych sprawdzianach jedna trzecia klasy oddaje kartki.")
    page.get_by_label("nauczyciele", exact=True).check()
    dorota.look("potrzeba")
    press(dorota, "Zgłoś potrzebę")
    told(dorota, "Potrzeba jest zgłoszona")

    (piotr,) = cast.on("2026-08-24T10:00", "piotr")
    follow(piotr, "1 potrzeba w powiecie czeka na odpowiedź")
    follow(piotr, NEED)
    piotr.look("odpowiedz-na-potrzebe")
    follow(piotr, "Otwórz sieć z tej potrzeby")
    page = piotr.page
    expect(page.get_by_label("Rok szkolny")).to_have_value(re.compile(r"\d+"))
    assert "2026/2027" in page.get_by_label("Rok szkolny").locator("option:checked").inner_text()
    page.get_by_label("Nazwa sieci").fill(NETWORK)
    page.get_by_label("Osoba koordynująca").fill("koordynatorka@example.org")
    page.get_by_label("od naboru").check()
    page.get_by_label("Pytanie do osób").fill("Z czym przychodzisz?")
    piotr.look("otwarcie-sieci")
    press(piotr, "Otwórz sieć")
    told(piotr, NETWORK)


def people_come(cast: Cast) -> None:
    """25 August: one asks and is let in, another comes by a link."""
    nina, marek, krystyna = cast.on("2026-08-25T16:00", "nina", "marek", "krystyna")
    nina.page.goto(SPACE)
    nina.page.get_by_label("Z czym przychodzisz?").fill("Chcę przestać zaczynać od kartkówki.")
    press(nina, "Poproś o przyjęcie")
    told(nina, "Prośba została wysłana")

    krystyna.page.goto(SPACE + "uczestnicy/")
    krystyna.look("prosby")
    press(krystyna, "Przyjmij")
    told(krystyna, "Nina Nowicka")
    krystyna.page.goto(SPACE + "zaproszenia/linki/")
    press(krystyna, "Utwórz link")
    krystyna.look("link")
    marek.page.goto(krystyna.page.locator("[data-copy-source]").first.input_value())
    marek.look("zaproszenie")
    press(marek, "Dołącz do sieci")
    told(marek, "Witamy w sieci")
    krystyna.page.goto(SPACE + "rok/")
    press(krystyna, "Rozpocznij pracę")
    krystyna.look("rok-sieci")


def a_plan_is_made_of_the_need(cast: Cast) -> None:
    """September: a goal and a point made of the need, consulted, answered, adopted."""
    (krystyna,) = cast.on("2026-09-02T17:00", "krystyna")
    page = krystyna.page
    for button, title in (("Zrób z tego cel planu", "Uczniowie zaczynają sprawdzian spokojnie"), ("Dodaj", WORKSHOP)):
        page.goto(SPACE + "potrzeby/")
        follow(krystyna, NEED)
        make(krystyna, page.get_by_role("main"), button)
        page.get_by_label(re.compile("^(Tytuł|Cel)")).first.fill(title)
        if title == WORKSHOP:
            page.get_by_label("W którym miesiącu").select_option(label="październik 2026")
        press(krystyna, "Zapisz")
    krystyna.look("plan-szkic")
    follow(krystyna, "Poddaj konsultacjom")
    page.get_by_label("Uwagi do dnia").fill("2026-09-10")
    press(krystyna, "Rozpocznij konsultacje")

    (nina,) = cast.on("2026-09-05T18:00", "nina")
    nina.page.goto(SPACE + "plan/")
    nina.page.get_by_label("Uwaga", exact=True).fill("Warsztat lepiej w połowie października.")
    nina.look("plan-konsultacje")
    press(nina, "Wyślij uwagę")

    cast.on("2026-09-15T16:00", "krystyna")
    page.goto(SPACE + "plan/")
    follow(krystyna, "Zapisz przyjęcie")
    page.get_by_label("Jak uzgodniono plan").fill("Na spotkaniu organizacyjnym, jednomyślnie.")
    press(krystyna, "Przyjmij plan")
    told(krystyna, "Plan jest przyjęty")
    krystyna.look("plan-przyjety")


def a_meeting_is_made_of_the_plan(cast: Cast) -> str:
    """15 September: one click on the point; a week before, a letter says what to bring. Returns its address."""
    krystyna = cast["krystyna"]
    page = krystyna.page
    make(krystyna, page.locator("li.plan-point").filter(has_text=WORKSHOP), "Zaplanuj o tym spotkanie")
    follow(krystyna, "Robocze online")
    expect(page.get_by_role("main")).to_contain_text(f"Na podstawie: {WORKSHOP}")
    page.get_by_label("Temat").fill(WORKSHOP)
    page.get_by_label("Dzień").fill("2026-10-14")
    page.get_by_label("Od", exact=True).fill("16:30")
    page.get_by_label("Do", exact=True).fill("18:00")
    page.get_by_label("online", exact=True).check()
    page.get_by_label("Co zabrać").fill("Jeden własny sprawdzian.")
    krystyna.look("planowanie-spotkania")
    press(krystyna, "Zaplanuj spotkanie")
    told(krystyna, "Spotkanie jest zaplanowane")
    meeting = page.url

    nina, marek = cast.on("2026-10-08T14:00", "nina", "marek")
    assert cast.letters("Jeden własny sprawdzian.") >= 1
    for person in (nina, marek):
        person.page.goto(meeting)
        press(person, "^Będę")
        told(person, "Odpowiedź jest zapisana")
    follow(nina, "Przed spotkaniem")
    nina.look("przed-spotkaniem")
    return meeting


def people_meet_and_write_it_down(cast: Cast, meeting: str) -> None:
    """14 October, a minute after the beginning: the room, attendance from the room, minutes with a decision."""
    people = cast.on("2026-10-14T16:31", "krystyna", "nina", "marek")
    krystyna = people[0]
    for person in people:
        person.page.goto(meeting)
        follow(person, "Wejdź do pokoju")
        expect(person.page.get_by_text("Połączono")).to_be_visible()
    expect(krystyna.page.locator("#people")).to_contain_text("Marek Malec")
    press(krystyna, "Zacznij pierwszy punkt")
    krystyna.look("pokoj")

    cast.on("2026-10-14T18:05", "krystyna", "nina", "marek")
    page = krystyna.page
    page.goto(meeting)
    press(krystyna, "Spotkanie się odbyło")
    expect(page.get_by_role("main")).to_contain_text("Obecne 3 osoby")
    krystyna.look("obecnosc")
    press(krystyna, "Zapisz obecność")
    page.goto(meeting)
    follow(krystyna, "Napisz notatkę")
    page.get_by_label("W skrócie").fill("Obejrzeliśmy siedem sprawdzianów i wybraliśmy jeden sposób do próby.")
    page.get_by_label("Decyzja 1: Co postanowiono").fill(DECISION)
    page.get_by_label("Decyzja 1: Kto").select_option(label="wszyscy")
    page.get_by_label("Decyzja 1: Do kiedy").fill("2026-11-13")
    krystyna.look("pisanie-notatki")
    press(krystyna, "Przekaż uczestnikom")
    told(krystyna, "Uczestnicy mają notatkę")
    krystyna.look("notatka")


def a_decision_becomes_a_task_and_a_resource(cast: Cast, folder: Path) -> None:
    """October and November: a task of the decision, its result, a resource of the result."""
    krystyna = cast["krystyna"]
    make(krystyna, krystyna.page.locator("#decyzja-1"), "Zrób z tego zadanie")
    krystyna.look("zadanie-z-decyzji")
    press(krystyna, "Wyznacz zadanie")
    told(krystyna, "Zadanie wyznaczone")

    (nina,) = cast.on("2026-11-10T17:00", "nina")
    paper = folder / "spokojny-poczatek.pdf"
    paper.write_bytes(papers.pdf(RESOURCE, ["Pierwsze pięć minut: cisza, oddech, jedno łatwe zadanie."]))
    follow(nina, DECISION)
    result = nina.page.get_by_role("textbox", name=re.compile("Co z tego wynikło"))
    result.and_(nina.page.locator("[contenteditable]")).fill("Puste kartki: dwie zamiast siedmiu.")
    nina.page.locator("input[type=file]").set_input_files(paper)
    nina.look("oddawanie")
    press(nina, "^Oddaj")
    told(nina, "Oddano")

    cast.on("2026-11-12T09:00", "krystyna")
    follow(krystyna, DECISION)
    krystyna.page.get_by_role("textbox", name="Słowo do tej osoby").first.fill("Dziękuję, to działa.")
    krystyna.look("ocena-rezultatu")
    press(krystyna, "Przyjmij : Nina Nowicka|Przyjmij")
    told(krystyna, "Przyjęto")

    cast.on("2026-11-12T18:00", "nina")
    nina.page.goto("/powiadomienia/")
    follow(nina, "Przyjęto")
    expect(nina.page.get_by_role("main")).to_contain_text("Czy przyda się też innym?")
    nina.look("czy-przyda-sie-innym")
    follow(nina, "Dodaj do zasobów")
    nina.page.get_by_label("Tytuł").fill(RESOURCE)
    nina.page.get_by_label("CC BY", exact=True).check()
    press(nina, "Dodaj do zasobów")
    expect(nina.page.get_by_role("heading", level=1, name=RESOURCE)).to_be_visible()
    nina.look("zasob")


def another_person_takes_over(cast: Cast) -> None:
    """January: a member nominates, the coordinator asks, the successor agrees: two clicks and a record."""
    nina, krystyna, marek = cast.on("2027-01-12T17:00", "nina", "krystyna", "marek")
    handover = SPACE + "przekazanie/"
    nina.page.goto(handover)
    nina.page.get_by_label("Kandydatura").select_option(label="Marek Malec")
    press(nina, "Zgłoś")
    krystyna.page.goto(handover)
    krystyna.page.get_by_label("Kto przejmuje").select_option(label="Marek Malec")
    krystyna.page.get_by_label("Kilka słów do następcy").fill("Zostaję w sieci, chętnie pomogę.")
    krystyna.look("przekazanie")
    press(krystyna, "Poproś tę osobę")
    marek.page.goto("/pulpit/")
    follow(marek, "Przejęcie sieci")
    marek.look("prosba-o-przejecie")
    press(marek, "Przejmuję")
    told(marek, "Od teraz koordynujesz tę sieć")
    expect(marek.page.get_by_role("region", name="Zapis zmian")).to_contain_text("Krystyna Kowalik → Marek Malec")
    marek.look("po-przejeciu")
    krystyna.page.goto(SPACE + "rok/")
    expect(krystyna.page.get_by_role("heading", level=1)).to_contain_text("Tego nie można zrobić")


def the_year_is_summed_up(cast: Cast) -> None:
    """June: the new coordinator presents the report that counted itself; the county accepts it."""
    (marek,) = cast.on("2027-06-08T17:00", "marek")
    page = marek.page
    page.goto(SPACE + "postepy/")
    marek.look("postepy")
    page.goto(SPACE + "rok/")
    press(marek, "Rozpocznij podsumowanie")
    page.goto(SPACE + "sprawozdanie/")
    report = page.get_by_role("main")
    for sentence in ("Wykonano 1 z 1 punktu", "odbyło się 1 spotkanie", "dodano 1 materiał", "Przyjęto 1 rezultat"):
        expect(report).to_contain_text(sentence)
    page.get_by_role("textbox", name=re.compile("Wnioski")).fill("Spokojny początek we wszystkich szkołach.")
    press(marek, "Zapisz opis")
    marek.look("sprawozdanie")
    follow(marek, "Przedstaw uczestnikom")
    press(marek, "Przedstaw uczestnikom")
    press(marek, "Przekaż koordynatorowi powiatowemu")

    (piotr,) = cast.on("2027-06-14T09:00", "piotr")
    piotr.page.goto("/sieci/powiat/")
    expect(piotr.page.get_by_role("row").filter(has_text=NETWORK)).to_contain_text("1 z 1")
    piotr.look("sieci-powiatu")
    follow(piotr, "czeka na Ciebie|czeka na Twoją decyzję")
    press(piotr, "Przyjmij sprawozdanie")
    told(piotr, "Sprawozdanie zostało przyjęte")


def the_chain_leads_back(marek: Person) -> None:
    """From the resource to the need: every step is one click, and says what it is."""
    page = marek.page
    page.goto(SPACE + "zasoby/")
    follow(marek, RESOURCE)
    for name, heading in (
        ("rezultat", DECISION),
        ("decyzja", "Notatka"),
        (WORKSHOP, WORKSHOP),
        ("punkt planu", "Plan roku"),
        ("zgłoszona potrzeba", NEED),
    ):
        follow(marek, name)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    expect(page.get_by_role("main")).to_contain_text("Co z tego wynikło")
    expect(page.get_by_role("main")).to_contain_text(WORKSHOP)
    marek.look("potrzeba-na-koncu")


def the_next_year_opens(cast: Cast) -> None:
    """August: the next year, with the people and the recommendation; the past one can be read."""
    (marek,) = cast.on("2027-08-25T10:00", "marek")
    page = marek.page
    page.goto(SPACE + "rok/")
    follow(marek, "Odnów sieć")
    expect(page.get_by_label("Rekomendacje na nowy rok")).to_have_value("Spokojny początek we wszystkich szkołach.")
    marek.look("odnowienie")
    press(marek, "Otwórz nowy rok")
    told(marek, "Następny rok sieci jest otwarty")
    page.goto(SPACE)
    expect(page.get_by_role("main")).to_contain_text("rok szkolny 2027/2028")
    expect(page.get_by_role("main")).to_contain_text("Spokojny początek we wszystkich szkołach.")
    expect(page.get_by_role("main").get_by_role("link", name=RESOURCE)).to_be_visible()
    marek.look("nowy-rok")
    page.goto(SPACE + "lata/2026/")
    expect(page.get_by_role("main")).to_contain_text("Ten rok można tylko czytać")
    marek.look("miniony-rok")
    (nina,) = cast.on("2027-09-02T16:00", "nina")
    nina.page.goto(SPACE + "uczestnicy/")
    expect(nina.page.get_by_role("main")).to_contain_text("3 osoby")
