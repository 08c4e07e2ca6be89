"""What comes of the demo library: notes of use, a review, an adapted version, shelves, a path, tags, a dead link."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from taggit.models import Tag

from accounts.models import User
from desk.demo import papers
from desk.demo.world import World, days_ago
from kit import clock
from resources import services
from resources.models import Resource
from resources.reaching import Answer
from resources.services.links import note

NETWORK = "Matematyka bez lęku"
QUESTIONS = "Zestaw 20 pytań na wejście i wyjście z lekcji matematyki"
NOTES = (
    (9, "5b, 24 osoby", "worked", 15, "Pytania 1–5 na początek, reszta w piątek. Pytanie 2 zajęło pół lekcji."),
    (6, "6a, 19 osób", "partly", 20, "Pytanie 3 jest za trudne bez kartki w kratkę. Następnym razem dam ją od razu."),
    (3, "klasa 4, świetlica", "worked", None, "Dzieci układały własne pytania na wyjście."),
)  # fmt: skip


def plant(world: World) -> None:
    """Bring the library of one network to life."""
    questions = Resource.objects.filter(network__title=NETWORK, title=QUESTIONS).select_related("network").first()
    if questions is None:
        return
    others = [person for person in world.members[NETWORK] if person.pk != questions.created_by_id]
    for number, (days, group, outcome, minutes, changed) in enumerate(NOTES):
        with days_ago(days):
            told = {"group": group, "used_on": clock.today(), "outcome": outcome, "changed": changed}
            services.note_use(by=others[number], resource=questions, values=told | {"minutes": minutes})
    with days_ago(2):
        text = "Krótkie, po polsku i od razu do użycia. Przydałby się klucz z przykładowymi odpowiedziami."
        services.review(by=others[3], resource=questions, opinion="remarks", text=text)
    _new_version(world, questions)
    _adapted(others[0], questions)
    _shelves(world, questions, others[1])
    _path(world, questions, others[2])
    _tags(others)
    _dead_link(others[1], questions)
    _table(world, questions)


def _new_version(world: World, questions: Resource) -> None:
    media_type, make = papers.FORMATS["pdf"]
    author = questions.created_by
    words = [
        "Wersja z kluczem odpowiedzi.",
        "Klucz: w pytaniu 1 każda liczba może nie pasować, liczy się uzasadnienie.",
    ]
    with days_ago(1):
        upload = SimpleUploadedFile("klucz-odpowiedzi.pdf", make("Klucz odpowiedzi", words), content_type=media_type)
        draft = services.take_in(by=author, network=questions.network, upload=upload)
        services.change(by=author, resource=questions, values={}, drafts=[draft], note="Dodany klucz odpowiedzi")


def _adapted(person: Any, questions: Resource) -> None:
    media_type, make = papers.FORMATS["docx"]
    words = ["Dziesięć pytań z zestawu przerobionych na klasy I–III: mniej słów, więcej rysunków."]
    with days_ago(1, hour=18):
        made = make("Pytania dla młodszych", words)
        upload = SimpleUploadedFile("pytania-klasy-1-3.docx", made, content_type=media_type)
        services.deposit(
            by=person,
            network=questions.network,
            drafts=[services.take_in(by=person, network=questions.network, upload=upload)],
            values={
                "title": "10 pytań na wejście dla klas I–III",
                "description": "<p>Przerobione z zestawu dla starszych: krócej i z rysunkami.</p>",
                "kind": "worksheet",
                "licence": "cc_by_sa",
                "visibility": "network",
                "language": "pl",
                "tags": ["początek lekcji"],
                "shows_others": "some",
                "permits": {"works": ("rodzice klasy 2a", "sekretariat szkoły, segregator „Zgody”")},
            },
            adapted_from=questions,
        )


def _shelves(world: World, questions: Resource, person: Any) -> None:
    coordinator = world.people["koordynatorka"]
    shelf = services.make_shelf(
        by=coordinator,
        network=questions.network,
        title="Na pierwszy tydzień września",
        words="Od czego zacząć rok: najpierw pytania, potem obserwacja koleżeńska.",
        visibility="signed_in",
    )
    for resource in Resource.objects.filter(network=questions.network).order_by("pk")[:4]:
        services.place(by=coordinator, shelf=shelf, resource=resource)
    own = services.make_shelf(by=person, title="Do wypróbowania")
    services.place(by=person, shelf=own, resource=questions)


def _path(world: World, questions: Resource, person: Any) -> None:
    """A self-study path of the network, on which one member has done the first step."""
    coordinator = world.people["koordynatorka"]
    path = services.make_shelf(
        by=coordinator,
        network=questions.network,
        title="Pytania kluczowe w trzech krokach",
        words="Godzina czytania, jedna lekcja próby, jedna rozmowa na forum.",
        visibility="network",
        is_path=True,
    )
    told = (("read", "Wystarczy pierwsza strona."), ("try", "Na jednej lekcji, z jednym pytaniem."), ("discuss", ""))
    found = Resource.objects.filter(network=questions.network).order_by("pk")
    for resource, (step, words) in zip(found[:3], told, strict=False):
        placing = services.place(by=coordinator, shelf=path, resource=resource)
        services.say_step(by=coordinator, placing=placing, step=step, note=words)
    services.walk(by=person, placing=path.placings.order_by("position")[0], done=True)


def _tags(others: list[Any]) -> None:
    """A tag with another way of writing it, and two people who follow it."""
    editor = User.objects.filter(is_superuser=True).first()
    tag = Tag.objects.filter(name="początek lekcji").first()
    if editor is None or tag is None:
        return
    services.merge(by=editor, tag=services.tags_for(["rozgrzewka"])[0], into=tag)
    for person in others[:2]:
        services.follow(by=person, tag=tag)


def _dead_link(person: Any, questions: Resource) -> None:
    """A resource whose link has not answered for three days; its author was told."""
    with days_ago(12):
        resource = services.deposit(
            by=person,
            network=questions.network,
            drafts=[],
            values={
                "title": "Generator kart z ułamkami",
                "description": "<p>Strona, która układa karty do druku.</p>",
                "kind": "link",
                "licence": "link_only",
                "visibility": "network",
                "language": "pl",
                "link": "https://ulamki.example.org/generator",
            },
        )
    for days in (4, 3, 2):
        with days_ago(days):
            note(resource.pk, resource.link, Answer.DEAD)


def _table(world: World, questions: Resource) -> None:
    """Two links taken in from a table of last year."""
    table = (
        "tytuł;licencja;link;rodzaj;znaczniki\n"
        "Zadania tekstowe z kuchni;CC BY;https://example.org/kuchnia;karta pracy;zadania tekstowe\n"
        "Ułamki na osi – film;tylko link;https://example.org/os;film;ułamki\n"
    )
    coordinator = world.people["koordynatorka"]
    upload = SimpleUploadedFile("zasoby-2025.csv", table.encode("utf-8-sig"))
    for tried in services.attempt(by=coordinator, network=questions.network, upload=upload):
        if tried.is_good and tried.key is not None:
            services.take_row(
                by=coordinator,
                network=questions.network,
                values=tried.line.values,
                drafts=tried.drafts,
                key=tried.key,
            )
