"""Promoted outcomes with drawn pictures and real files, published the way the editors' button does it."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from desk.demo import papers, pictures, words
from desk.demo.world import World
from kit import clock
from networks.services import free_slug
from pages.models import OutcomeAuthor, OutcomeMaterial, OutcomePage, OutcomesIndex, Picture
from pages.planting import PUBLIC
from pages.services import align_editor, plant_tree, publish


def plant(world: World) -> None:
    """Four outcomes in the gallery, one after another."""
    plant_tree()
    gallery = OutcomesIndex.objects.get()
    editor = world.people["redaktorka"]
    align_editor(editor)
    public = Collection.objects.get(name=PUBLIC)
    for told in words.read("outcomes")["outcomes"]:
        network = world.networks[told["network"]]
        page = OutcomePage(
            title=told["title"],
            lead=told["summary"],
            problem=told["problem"],
            for_whom=told["audience"],
            kind="practice",
            picture=picture(told, public),
            picture_alt=told["picture"],
            network=network,
            network_name=network.title,
            county=network.county,
            school_year=network.editions.get(is_current=True).school_year.label,
            body=body(told),
        )
        page.subjects.set(network.subjects.all())
        author = network.editions.get(is_current=True).memberships.get(role="coordinator").user
        page.authors.add(
            OutcomeAuthor(
                name=author.get_full_name(), role=author.profile.position, agreed=True, agreed_on=clock.today()
            )
        )
        page.materials.add(OutcomeMaterial(document=paper(told, public), title="Opis krok po kroku (PDF)"))
        publish(by=editor, page=page, under=gallery)


def body(told: dict) -> list:
    """How it works, in steps, and what somebody said of it."""
    names = ["Przygotuj", "Wypróbuj", "Zostaw na stałe"]
    steps = [{"title": name, "text": f"<p>{text}</p>"} for name, text in zip(names, told["how"], strict=True)]
    return [
        ("steps", steps),
        ("quote", {"text": told["quote"], "source": told["quote_by"]}),
    ]


def picture(told: dict, collection: Collection) -> Picture:
    """The drawn picture in the CMS's library."""
    drawn = ImageFile(BytesIO(pictures.drawn(told["scene"])), name=f"{told['scene']}.png")
    image = Picture(title=told["title"], description=told["picture"], collection=collection, file=drawn)
    image.save()
    return image


def paper(told: dict, collection: Collection) -> object:
    """The steps as a PDF."""
    content = papers.pdf(told["title"], [told["problem"], *told["how"]])
    document = get_document_model()(title=told["title"], collection=collection)
    document.file.save(f"{free_slug(told['title'])}.pdf", ContentFile(content), save=False)
    document.save()
    return document
