"""A thousand Polish resources, always the same: each topic in ten kinds, with the variety people's own titles have.

What a resource is about and of which kind is known from its making, so that answers are judged by meaning. A third of
the resources mention a strange topic in passing: words that match and are of no use to whoever asks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

SEED = 1000
HERE = Path(__file__).parent

LESSON_KINDS = {
    "scenariusz": ["Scenariusz lekcji o {loc}", "{Nom} – scenariusz zajęć", "Lekcja o {loc}: scenariusz krok po kroku"],
    "karta": ["Karta pracy: {nom}", "{Nom}. Karty pracy do wydruku", "Karty pracy do {gen}"],
    "prezentacja": ["{Nom} – prezentacja", "Slajdy: {nom}", "Prezentacja o {loc}"],
    "test": ["Sprawdzian: {nom}", "{Nom} – test z kluczem odpowiedzi", "Kartkówka z {gen}"],
    "gra": ["Gra dydaktyczna: {nom}", "{Nom} w zabawie", "Gra planszowa o {loc}"],
    "projekt": ["Projekt uczniowski o {loc}", "{Nom} metodą projektu", "Projekt: {nom}"],
    "poradnik": ["Jak uczyć {gen}", "{Nom}: poradnik dla nauczyciela", "Co działa przy nauce {gen}"],
    "nagranie": ["Film: {nom}", "{Nom} – nagranie lekcji", "Nagranie zajęć o {loc}"],
    "plan": ["Plan powtórek: {nom}", "{Nom} – rozkład materiału", "Plan pracy: {nom}"],
    "zadania": ["Zbiór zadań: {nom}", "{Nom} – ćwiczenia", "Ćwiczenia do {gen}"],
}
SCHOOL_KINDS = {
    "poradnik": ["{Nom} krok po kroku", "{Nom}: poradnik", "Poradnik o {loc}"],
    "wzor": ["Wzór: {nom}", "{Nom} – wzór do wypełnienia", "Wzory dokumentów: {nom}"],
    "prezentacja": ["{Nom} – prezentacja na radę pedagogiczną", "Slajdy: {nom}", "Prezentacja o {loc}"],
    "ankieta": ["Ankieta: {nom}", "{Nom} – ankieta i jej opracowanie", "Kwestionariusz dotyczący {gen}"],
    "nagranie": ["Nagranie webinaru: {nom}", "{Nom} – film szkoleniowy", "Nagranie rozmowy o {loc}"],
    "przypadek": ["Studium przypadku: {nom}", "{Nom} – przykład z naszej szkoły", "Dobra praktyka: {nom}"],
    "lista": ["Lista kontrolna: {nom}", "{Nom} – o czym pamiętać", "Najczęstsze pytania o {loc}"],
    "artykul": ["{Nom} – artykuł", "Co warto wiedzieć o {loc}", "Przegląd publikacji: {nom}"],
    "warsztat": ["Warsztat dla nauczycieli: {nom}", "{Nom} – scenariusz szkolenia", "Szkolenie z {gen}"],
    "plan": ["Plan działań: {nom}", "{Nom} – harmonogram", "Plan pracy zespołu: {nom}"],
}
SAYS = {
    "scenariusz": ["Gotowy przebieg zajęć na czterdzieści pięć minut.", "Cele, metody, przebieg i podsumowanie."],
    "karta": ["Dwie strony do wydruku, w dwóch poziomach trudności.", "Do pracy samodzielnej i w parach."],
    "prezentacja": ["Slajdy z notatkami dla prowadzącego.", "Dwanaście slajdów, które można zmieniać."],
    "test": ["Dwie wersje i klucz odpowiedzi.", "Punktacja według kryteriów."],
    "gra": ["Plansza, karty i zasady dla czterech osób.", "Rozgrywka trwa jedną godzinę lekcyjną."],
    "projekt": ["Harmonogram na miesiąc, role w zespole i karta oceny.", "Efekt końcowy to wystawa."],
    "poradnik": ["Wskazówki z praktyki i częste kłopoty.", "Krótko i bez teorii."],
    "nagranie": ["Nagranie trwa dwadzieścia minut i ma napisy.", "Film z komentarzem i transkrypcją."],
    "plan": ["Terminy i odpowiedzialni w jednej tabeli.", "Rozpisane na tygodnie."],
    "zadania": ["Czterdzieści zadań z rozwiązaniami.", "Od najłatwiejszych do konkursowych."],
    "wzor": ["Plik do edycji z podpowiedziami.", "Dokument gotowy do użycia po wpisaniu nazwy szkoły."],
    "ankieta": ["Pytania zamknięte i otwarte, także wersja dla rodziców.", "Z instrukcją liczenia wyników."],
    "przypadek": ["Opis sytuacji, działań i tego, co się zmieniło.", "Anonimowy opis z pytaniami do rozmowy."],
    "lista": ["Jedna strona do powieszenia w pokoju nauczycielskim.", "Punkt po punkcie."],
    "artykul": ["Tekst na dziesięć minut czytania.", "Z listą źródeł."],
    "warsztat": ["Program na trzy godziny z materiałami dla uczestników.", "Ćwiczenia w grupach i podsumowanie."],
}
ALSO = [
    "Dobrze łączy się z zajęciami o {loc}.", "Wcześniej warto zrobić krótką powtórkę: {nom}.",
    "W następnym miesiącu zajmiemy się tematem: {nom}.", "Autorka prowadzi też zajęcia o {loc}.",
]  # fmt: skip
USED = [
    "Sprawdzone w szkole wiejskiej w klasie liczącej osiemnaście osób.", "Wypróbowane w trzech szkołach powiatu.",
    "Powstało na spotkaniu sieci współpracy i samokształcenia.", "Uczestnicy dopisali własne uwagi na końcu.",
    "Materiał można skrócić, gdy brakuje czasu.", "Zawiera wersję dla grup mniejszych i większych.", "",
]  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """What some resources are about."""

    name: str
    subject: str
    classes: str
    nom: str
    gen: str
    loc: str
    other_title: str
    sentences: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """One resource of the collection; `name` is `topic/kind`."""

    name: str
    topic: str
    kind: str
    subject: str
    title: str
    text: str


def topics() -> list[Topic]:
    """All topics of both files, in their order."""
    found = []
    for file, kinds in (("topics_lessons.txt", LESSON_KINDS), ("topics_school.txt", SCHOOL_KINDS)):
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            if line.startswith(" "):
                found[-1][1].append(line.strip())
            elif line:
                found.append(([*(part.strip() for part in line.split("|")), kinds], []))
    return [Topic(*parts[:7], sentences=tuple(sentences), kinds=tuple(parts[7])) for parts, sentences in found]


def _said(pattern: str, topic: Topic) -> str:
    return pattern.format(nom=topic.nom, Nom=topic.nom[0].upper() + topic.nom[1:], gen=topic.gen, loc=topic.loc)


def collection() -> list[Made]:
    """The thousand, each with a title and a text of three to seven sentences."""
    chance, all_topics = random.Random(SEED), topics()
    made = []
    for topic in all_topics:
        titles = LESSON_KINDS if topic.kinds == tuple(LESSON_KINDS) else SCHOOL_KINDS
        for kind in topic.kinds:
            title = _said(chance.choice(titles[kind]), topic)
            if chance.random() < 0.15:
                title = f"{topic.other_title} – {title.split(':')[0].split(' ')[0].lower().strip(',.')}"
            sentences = chance.sample(topic.sentences, k=chance.choice((2, 2, 3)))
            parts = [chance.choice(SAYS[kind]), *sentences, _classes(topic.classes), chance.choice(USED)]
            if chance.random() < 0.35:
                parts.append(_said(chance.choice(ALSO), chance.choice(all_topics)))
            chance.shuffle(parts)
            text = " ".join(part for part in parts if part)
            made.append(Made(f"{topic.name}/{kind}", topic.name, kind, topic.subject, title, text))
    return made


def _classes(classes: str) -> str:
    low, _dash, high = classes.partition("-")
    if low == "0":
        return "Dla przedszkola i szkoły podstawowej." if high != "3" else "Dla przedszkola i klas 1–3."
    return f"Dla klas {low}–{high}." if high else f"Dla klasy {low}."
