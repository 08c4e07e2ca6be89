"""The public copy of an approved promotion file; signed into networks.outcomes.faces.FACES.

Everything is copied, words and bytes, so that nothing on the public face reads what is private (CM-01). What was copied
leaves with the page: no file and no picture of a withdrawn outcome is served, listed or found (CM-02).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection

from files import rules as files
from files.models import StoredFile
from kit.verdicts import insist
from networks.outcomes import selectors as outcomes
from networks.outcomes.faces import FACES, Face
from networks.outcomes.models import Outcome
from pages import selectors
from pages.models import OutcomeAuthor, OutcomeMaterial, OutcomePage, OutcomesIndex, OutcomeStation, Picture
from pages.models.base import address_of
from pages.planting import PUBLIC
from pages.services import align_editor, plant_tree, publish
from search.services import changed

SAME = ("title", "problem", "for_whom", "kind", "conditions", "evidence", "licence", "school_year")


def put(outcome: Outcome, by: Any) -> None:
    """Make the copy, or make it anew under its old address, and publish it as the editors' button does."""
    index = OutcomesIndex.objects.first() or plant_tree()["efekty"]
    page = OutcomePage.objects.filter(promotion=outcome).order_by("pk").first() or OutcomePage(promotion=outcome)
    for name in SAME:
        setattr(page, name, getattr(outcome, name))
    page.lead = outcome.summary
    page.body = [("paragraph", outcome.how)]
    page.network, page.network_name, page.county = outcome.network, outcome.network.title, outcome.network.county
    page.subjects.set(outcome.subjects.all())
    page.stages.set(outcome.stages.all())
    page.way = [
        OutcomeStation(kind=one.kind, words=one.words, happened_on=one.happened_on) for one in outcome.way.all()
    ]
    page.authors = [
        OutcomeAuthor(
            name=line.user.get_full_name(),
            role=_role(line.user),
            agreed=True,
            agreed_on=timezone.localtime(line.consent.given_at).date(),
            of_author=line.row.pk,
        )
        for line in outcomes.authors_of(outcome)
        if line.consent is not None and line.consent.named
    ]
    _copies(page, outcome)
    align_editor(by)
    publish(by=by, page=page, under=index)


def _role(user: Any) -> str:
    profile = getattr(user, "profile", None)
    parts = (profile.position, str(profile.institution or "")) if profile is not None else ()
    return ", ".join(part for part in parts if part)[:200]


def _copies(page: OutcomePage, outcome: Outcome) -> None:
    """Copies of the first picture and of all files; those of an earlier time are gone."""
    if page.pk is not None:
        _forget_copies(page)
    public = Collection.objects.get(name=PUBLIC)
    pictures, papers = outcomes.pictures_and_files(outcome)
    page.picture, page.picture_alt = None, ""
    if pictures:
        shown = pictures[0]
        drawn = ImageFile(ContentFile(_bytes(shown.file)), name=_name(shown.file))
        page.picture = Picture.objects.create(title=outcome.title, description=shown.alt, collection=public, file=drawn)
        page.picture_alt = shown.alt
    page.materials = [
        OutcomeMaterial(title=one.title, document=_document(one.title, one.file, public)) for one in papers
    ]


def _document(title: str, stored: StoredFile, collection: Collection) -> Document:
    document = Document(title=title, collection=collection)
    document.file.save(_name(stored), ContentFile(_bytes(stored)), save=False)
    document.save()
    return document


def _bytes(stored: StoredFile) -> bytes:
    """The file's bytes. Raises Refused while it waits for the scanner of viruses."""
    insist(files.may_fetch(stored))
    with stored.content.open("rb") as opened:
        return bytes(opened.read())


def _name(stored: StoredFile) -> str:
    return re.sub(r"[^\w.-]+", "-", stored.name).strip("-.") or "plik"


def _forget_copies(page: OutcomePage) -> None:
    old = [row.document for row in OutcomeMaterial.objects.filter(page=page).select_related("document")]
    OutcomeMaterial.objects.filter(page=page).delete()
    for document in old:
        document.delete()
    picture = page.picture
    OutcomePage.objects.filter(pk=page.pk).update(picture=None)
    if picture is not None:
        picture.delete()


def take(outcome: Outcome) -> None:
    """Off the public in this transaction: page, feed, sitemap, files, picture; search follows."""
    for page in OutcomePage.objects.filter(promotion=outcome, live=True):
        page.unpublish()


def refresh(outcomes_changed: Iterable[int]) -> None:
    """The words the gallery searches in, and the index, follow who is named."""
    for page in OutcomePage.objects.filter(promotion__in=list(outcomes_changed)):
        rows = {row.of_author: row for row in page.authors.all()}
        for line in outcomes.authors_of(page.promotion):
            if line.consent is not None and line.consent.named and line.row.pk not in rows:
                OutcomeAuthor.objects.create(
                    page=page,
                    name=line.user.get_full_name(),
                    role=_role(line.user),
                    agreed=True,
                    agreed_on=timezone.localtime(line.consent.given_at).date(),
                    of_author=line.row.pk,
                    sort_order=len(rows),
                )
        fresh = OutcomePage.objects.get(pk=page.pk)
        fresh.save(clean=False)
        changed(fresh)


def addresses(numbers: Iterable[int]) -> dict[int, str]:
    """The paths of those that everybody can open now; one query."""
    pages = selectors.unrestricted(OutcomePage.objects.live().filter(promotion__in=list(numbers)))
    found: dict[int, str] = {}
    for page in pages.only("url_path", "promotion").order_by("pk"):
        if page.promotion_id is not None:
            found.setdefault(page.promotion_id, address_of(page))
    return found


def at(path: str) -> int | None:
    """The number of the outcome whose public page stands at this path."""
    words = path.strip("/").split("/")
    pages = selectors.unrestricted(OutcomePage.objects.live().filter(promotion__isnull=False, slug=words[-1]))
    return next((page.promotion_id for page in pages if address_of(page).strip("/") == path.strip("/")), None)


def forget(authors: Iterable[int]) -> None:
    """Drop the names of these authors from the copies and from what was kept of earlier versions."""
    numbers = list(authors)
    rows = OutcomeAuthor.objects.filter(of_author__in=numbers)
    pages = list(OutcomePage.objects.filter(pk__in=rows.values("page")))
    rows.delete()
    for page in pages:
        for revision in page.revisions.all():
            kept = [row for row in revision.content.get("authors", []) if row.get("of_author") not in numbers]
            if len(kept) != len(revision.content.get("authors", [])):
                revision.content["authors"] = kept
                revision.save(update_fields=["content"])


FACES.register("pages", Face("pages", put, take, refresh, addresses, at, forget))


def _open_pages() -> QuerySet[OutcomePage]:
    return selectors.unrestricted(OutcomePage.objects.live())


def closed_documents() -> QuerySet[Document]:
    """Copies of files whose outcome nobody can open now."""
    rows = OutcomeMaterial.objects.filter(document=OuterRef("pk"), page__promotion__isnull=False)
    return Document.objects.filter(Exists(rows), ~Exists(rows.filter(page__in=_open_pages())))


def closed_pictures() -> QuerySet[Picture]:
    """Copies of pictures whose outcome nobody can open now."""
    pages = OutcomePage.objects.filter(picture=OuterRef("pk"), promotion__isnull=False)
    return Picture.objects.filter(Exists(pages), ~Exists(_open_pages().filter(picture=OuterRef("pk"))))


def is_closed(thing: Document | Picture) -> bool:
    """Whether it left the public with its outcome."""
    rows: QuerySet = closed_documents() if isinstance(thing, Document) else closed_pictures()
    return rows.filter(Q(pk=thing.pk)).exists()
