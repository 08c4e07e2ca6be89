"""Words of the trade that mean the same, laid down when the platform is set up; editors add to them and change them."""

from functools import cache
from pathlib import Path

from search.polish import fold

SAME = (
    ("TIK", "technologie informacyjno-komunikacyjne", "ICT"),
    ("SPE", "specjalne potrzeby edukacyjne"),
    ("IPET", "indywidualny program edukacyjno-terapeutyczny"),
    ("WOPFU", "wielospecjalistyczna ocena poziomu funkcjonowania ucznia"),
    ("RPW", "roczny plan wspomagania"),
    ("OK", "ocenianie kształtujące"),
    ("PPP", "poradnia psychologiczno-pedagogiczna"),
    ("ORE", "Ośrodek Rozwoju Edukacji"),
    ("SORE", "szkolny organizator rozwoju edukacji"),
    ("RODO", "ochrona danych osobowych"),
    ("AI", "sztuczna inteligencja"),
    ("WF", "wychowanie fizyczne"),
    ("EDB", "edukacja dla bezpieczeństwa"),
    ("WOS", "wiedza o społeczeństwie"),
    ("wywiadówka", "zebranie z rodzicami"),
    ("kartkówka", "sprawdzian", "test"),
    ("smartfon", "telefon komórkowy"),
    ("nękanie", "bullying", "przemoc rówieśnicza"),
    ("informacja zwrotna", "feedback"),
    ("webinar", "webinarium"),
    ("film", "nagranie", "wideo"),
)


@cache
def plain() -> frozenset[str]:
    """Words of everyday speech, folded, from plain.txt."""
    lines = (Path(__file__).parent / "plain.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def near() -> list[list[str]]:
    """Sets of words near in meaning, from near.txt."""
    lines = (Path(__file__).parent / "near.txt").read_text(encoding="utf-8").splitlines()
    return [[way.strip() for way in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


FORMS = frozenset(
    """
    scenariusz lekcja zajęcia karta praca prezentacja slajd sprawdzian test quiz kartkówka gra zabawa projekt poradnik
    film nagranie webinar plan zbiór zadanie ćwiczenie wzór ankieta kwestionariusz lista artykuł warsztat szkolenie
    materiał pomysł przykład temat klasa uczeń nauczyciel szkoła rok harmonogram studium przypadek dokument plik
    kurs nauka uczyć nauczanie metoda sposób dziecko nastolatek młodzież omawianie kontrolny
    napisać zrobić przygotować prowadzić szukać ciekawy gotowy dobry nowy jaki
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words that say of which kind a material is or for whom, and seldom what it is about."""
