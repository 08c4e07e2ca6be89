"""Makers of outcomes."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from networks.outcomes import selectors, services
from tests.forum.conftest import signed_in  # noqa: F401
from tests.pages.conftest import _own_media, tree  # noqa: F401

WORDS = {
    "title": "Karty rozmowy o błędzie",
    "kind": "toolkit",
    "summary": "Dwanaście kart, dzięki którym klasa rozmawia o pomyłkach bez lęku.",
    "problem": "Uczniowie boją się odezwać, gdy nie są pewni odpowiedzi.",
    "for_whom": "nauczyciele klas 4–8",
    "how": "<p>Zaczynamy od karty z cudzą pomyłką.</p>",
    "conditions": "Jedna godzina lekcyjna i wydrukowane karty.",
    "evidence": "Trzy klasy, sześć tygodni; częściej zgłaszają się osoby dotąd milczące.",
    "licence": "cc-by",
}


def paper() -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile("karty.txt", "Karta pierwsza: gżegżółka".encode())


def drawing() -> SimpleUploadedFile:
    """A real picture."""
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (640, 400), (30, 110, 110)).save(data, "PNG")
    return SimpleUploadedFile("karty.png", data.getvalue(), "image/png")


def fresh(thing: Any) -> Any:
    """The thing as it stands in the database now."""
    return type(thing).objects.get(pk=thing.pk)


def completed(outcome: Any, by: Any) -> Any:
    """The same file with everything it needs, the consent of `by` by name among it."""
    services.save(by=by, outcome=outcome, values=WORDS, seen=fresh(outcome).version)
    services.attach(by=by, outcome=outcome, upload=paper(), title="Karty do wydruku")
    services.attach(by=by, outcome=outcome, upload=drawing(), alt="Karty rozłożone na ławce", is_picture=True)
    services.add_station(by=by, outcome=outcome, kind="need", words="Klasy milczą na matematyce.")
    services.add_station(by=by, outcome=outcome, kind="meeting", words="Warsztat o błędzie.")
    services.check_personal_data(by=by, outcome=outcome, seen=fresh(outcome).version)
    services.agree(by=by, outcome=outcome, licence="cc-by", named=True)
    assert selectors.lacks(fresh(outcome)) == []
    return fresh(outcome)


def step_of(outcome: Any) -> int:
    """The number of the version that waits."""
    return fresh(outcome).review().revision_id


@pytest.fixture
def proposal(ben: Any, network: Any, tree: Any) -> Any:  # noqa: F811
    """Ben's proposal in Ada's network."""
    return services.propose(by=ben, network=network, values={"title": WORDS["title"]})


@pytest.fixture
def complete(proposal: Any, ben: Any) -> Any:
    """The same, complete."""
    return completed(proposal, ben)


@pytest.fixture
def sent(complete: Any, ben: Any) -> Any:
    """The same, with the coordinator."""
    services.send(by=ben, outcome=complete)
    return fresh(complete)


@pytest.fixture
def with_editors(sent: Any, ada: Any) -> Any:
    """The same, with the editors."""
    services.approve(by=ada, outcome=sent, seen=step_of(sent))
    return fresh(sent)


@pytest.fixture
def public(with_editors: Any, iga: Any) -> Any:
    """The same, public."""
    services.approve(by=iga, outcome=with_editors, seen=step_of(with_editors))
    return fresh(with_editors)


@pytest.fixture
def page(public: Any) -> Any:
    """Its public page."""
    return public.pages.get()


def neighbours_school(county: Any) -> Any:
    """Another school than the authors'."""
    from directory.models import Institution, InstitutionType

    kind = InstitutionType.objects.get_or_create(name="Szkoła podstawowa", defaults={"rspo_code": 3})[0]
    return Institution.objects.get_or_create(
        rspo=990077, defaults={"name": "Szkoła Podstawowa w Dębowie", "town": "Dębowo", "type": kind, "county": county}
    )[0]


@pytest.fixture
def other_school(county: Any) -> Any:
    return neighbours_school(county)


@pytest.fixture
def neighbour(nina: Any, other_school: Any) -> Any:
    """Nina, who belongs to no network and works at another school."""
    nina.profile.institution = other_school
    nina.profile.save()
    return nina
