"""The demo library: real files through the same door as people's."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from desk.demo import papers, words
from desk.demo.world import World, days_ago
from directory.models import Stage
from networks.services import free_slug
from resources import services


def plant(world: World) -> None:
    """Deposit each material with a file made now."""
    for number, told in enumerate(words.read("resources")["resources"]):
        network = world.networks[told["network"]]
        media_type, make = papers.FORMATS[told["format"]]
        author = world.speaker(told["network"], str(number))
        if told["network"] == "Matematyka bez lęku":
            author = world.people["koordynatorka" if number % 2 else "nauczyciel"]
        name = f"{free_slug(told['title'])}.{told['format']}"
        upload = SimpleUploadedFile(name, make(told["title"], told["text"]), content_type=media_type)
        with days_ago(40 - 3 * number):
            draft = services.take_in(by=author, network=network, upload=upload)
            services.deposit(
                by=author,
                network=network,
                drafts=[draft],
                values={
                    "title": told["title"],
                    "description": f"<p>{told['description']}</p>",
                    "kind": told["kind"],
                    "licence": told["licence"],
                    "visibility": told["visibility"],
                    "shows_others": "none",
                    "author": author.get_full_name(),
                    "language": "pl",
                    "tags": told["tags"],
                    "stages": Stage.objects.filter(slug__in=told["stages"]),
                    "subjects": network.subjects.all(),
                },
            )
