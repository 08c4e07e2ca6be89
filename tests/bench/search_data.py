"""Fills the library beside the forum's posts and builds the whole index, telling how long it took and what it held.

Run in a process of its own after tests.bench.data: `python -m tests.bench.search_data FOLDER RESOURCES`; adds what the
works of search need to FOLDER/facts.json. Resources are those of the judged collection, again and again with other
sentences; some words are sown so that it is known how often they stand.
"""

from __future__ import annotations

import json
import random
import resource as process
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from directory.models import Stage, Subject  # noqa: E402
from forum.models import Post  # noqa: E402
from networks.models import Network  # noqa: E402
from resources.models import Resource, folded  # noqa: E402
from search import selectors, services  # noqa: E402
from search.models import Document  # noqa: E402
from tests.search.judged.corpus import collection, topics  # noqa: E402

SEED, BATCH, RARE = 2027, 2000, 24
VISIBILITIES = ("network", "network", "network", "signed_in", "public")
KINDS, LICENCES = ("lesson_plan", "presentation", "tool"), ("cc_by", "cc_by_sa", "cc0")


def values_of(field: str) -> list[str]:
    """The words a field of a resource may hold."""
    return [value for value, _label in Resource._meta.get_field(field).flatchoices]


def library(count: int) -> None:
    """The resources, in all networks."""
    chance, judged = random.Random(SEED), collection()
    sentences = [sentence for topic in topics() for sentence in topic.sentences]
    networks = list(Network.objects.filter(title__startswith="Sieć mierzona"))
    subjects, stages = list(Subject.objects.all()), list(Stage.objects.all())
    kinds, licences, now = values_of("kind"), values_of("licence"), timezone.now()
    every = max(1, count // (RARE // 2))
    for start in range(0, count, BATCH):
        rows = []
        for number in range(start, min(count, start + BATCH)):
            one = judged[number % len(judged)]
            more = chance.sample(sentences, k=3)
            if number % every == every // 2:
                more.append("Sadzimy chryzantemę w szkolnym ogrodzie.")
            if number % 100 == 3:
                more.append("Pszczoły odwiedzają ogród wiosną.")
            title = f"{one.title} ({number // len(judged) + 1})"
            rows.append(
                Resource(
                    network=networks[number % len(networks)], title=title, folded=folded(title),
                    description=f"<p>{one.text} {' '.join(more)}</p>", kind=kinds[number % len(kinds)],
                    licence=licences[number % len(licences)], visibility=VISIBILITIES[number % len(VISIBILITIES)],
                    created_at=now - timedelta(minutes=count - number),
                )
            )  # fmt: skip
        made = Resource.objects.bulk_create(rows)
        for many, chosen in ((Resource.subjects.through, subjects), (Resource.stages.through, stages)):
            if chosen:
                field = many._meta.get_fields()[2].attname
                many.objects.bulk_create(
                    many(resource_id=one.pk, **{field: chosen[one.pk % len(chosen)].pk}) for one in made
                )


def sow() -> None:
    """Words of known frequency in posts."""
    every = max(1, Post.objects.count() // (RARE // 2))
    with connection.cursor() as cursor:
        for words, step in (("Przesadzamy chryzantemy.", every), ("Uczniowie obserwują pszczoły.", 100)):
            cursor.execute(f"UPDATE forum_post SET html = html || %s WHERE id %% {step:d} = 1", [f"<p>{words}</p>"])


def built() -> dict[str, Any]:
    """Build the whole index; seconds and megabytes."""
    began = time.perf_counter()
    filed = services.rebuild(batch=500)
    seconds = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {
        "documents": filed, "seconds": round(seconds, 1), "a_second": round(filed / max(seconds, 0.001)),
        "peak_mb": round(process.getrusage(process.RUSAGE_SELF).ru_maxrss / 1000),
    }  # fmt: skip


def seen_after(times: int = 20) -> dict[str, float]:
    """Milliseconds from a changed title to the answer that has it, index and question together, without the worker's
    turn: the middle and the slowest of some."""
    taken = []
    for number, resource in enumerate(Resource.objects.filter(visibility="public").order_by("-pk")[:times]):
        word = f"nowinka{'abcdefghijklmnopqrstuvwxyz'[number]}"
        Resource.objects.filter(pk=resource.pk).update(title=f"{resource.title} {word}")
        began = time.perf_counter()
        services.index(label="resources.resource", number=resource.pk)
        found = selectors.find(AnonymousUser(), word).total
        taken.append((time.perf_counter() - began) * 1000 if found else float("inf"))
    taken.sort()
    return {"seen_p50_ms": round(taken[len(taken) // 2], 1), "seen_max_ms": round(taken[-1], 1)}


def main(folder: Path, count: int) -> None:
    """Fill, build, and write down what the works need to know."""
    library(count)
    sow()
    place = folder / "facts.json"
    facts = json.loads(place.read_text(encoding="utf-8"))
    network = Network.objects.filter(title__startswith="Sieć mierzona").order_by("pk")[0]
    middle = Resource.objects.filter(network=network).order_by("pk")[count // 40]
    public = Resource.objects.filter(visibility="public").order_by("pk")[count // 10]
    facts["search"] = {
        "rebuild": built() | seen_after(), "network": network.slug, "resource": middle.get_absolute_url(),
        "public_resource": public.get_absolute_url(), "documents": Document.objects.count(),
    }  # fmt: skip
    place.write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
