"""The verbs of the library."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from files.models import StoredFile, Usage
from files.selectors import files_of, same_content
from files.services import attach, discard, receive, sweep
from kit import clock
from kit.verdicts import Refused
from moderation.models import TrailEntry
from networks import reporting
from notifications.models import Notice
from resources import search, services
from resources.models import Resource
from tests.files.makers import WORDS, docx, upload

pytestmark = pytest.mark.django_db
VALUES = {"title": "Gra w ułamki", "licence": "cc_by_sa", "tags": ["ułamki", "gra"], "description": "<p>Opis</p>"}


def draft(by, network, name="a.txt", content=b"tekst"):
    return receive(by=by, upload=upload(name, content), space=services.space_of(network))


def lying() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_a_deposit_keeps_everything_and_tells_the_others(network, ada, ben, ewa, cleo):
    made = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)])
    assert sorted(made.tags.names()) == ["gra", "ułamki"]
    assert [file.name for file in files_of(made)] == ["a.txt"]
    assert set(Notice.objects.filter(kind="resources.new").values_list("user", flat=True)) == {ada.pk, ewa.pk}
    assert TrailEntry.objects.filter(action="resources.resource.deposit", about_id=str(made.pk)).exists()


def test_the_same_key_twice_is_one_resource(network, ben):
    key = uuid.uuid4()
    first = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)], key=key)
    again = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)], key=key)
    assert first.pk == again.pk
    assert Resource.objects.count() == 1
    assert files_of(first).count() == 1


def test_neither_file_nor_link_is_refused(network, ben):
    with pytest.raises(Refused):
        services.deposit(by=ben, network=network, values=VALUES, drafts=[])
    assert not Resource.objects.exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/a", "https://a@b@example.org/", "data:,x"])
def test_a_link_that_is_no_link_is_refused(link, network, ben):
    with pytest.raises(Refused):
        services.deposit(by=ben, network=network, values=VALUES | {"link": link}, drafts=[])
    assert not Resource.objects.exists()


def test_a_description_is_cleaned(network, ben):
    values = VALUES | {"description": "<p onclick='x()'>Opis<script>alert(1)</script></p>"}
    made = services.deposit(by=ben, network=network, values=values, drafts=[draft(ben, network)])
    assert "script" not in made.description.replace("alert", "")
    assert "onclick" not in made.description


def test_only_the_uploader_attaches_a_draft_and_only_for_a_day(network, ben, ewa):
    mine = draft(ben, network)
    with pytest.raises(Refused):
        services.deposit(by=ewa, network=network, values=VALUES, drafts=[mine])
    assert not Resource.objects.exists()
    StoredFile.objects.update(uploaded_at=clock.now() - timedelta(hours=25))
    with pytest.raises(Refused):
        services.deposit(by=ben, network=network, values=VALUES, drafts=[mine])
    assert not Resource.objects.exists()


def test_a_file_has_one_place(network, ben):
    mine = draft(ben, network)
    made = services.deposit(by=ben, network=network, values=VALUES, drafts=[mine])
    with pytest.raises(Refused):
        attach(by=ben, file=mine, parent=made)


def test_the_same_bytes_are_recognised_in_their_network_only(network, other_network, ben, cleo):
    services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)])
    assert same_content(draft(ben, network, "kopia.txt")).count() == 1
    assert not same_content(draft(cleo, other_network, "kopia.txt")).exists()


def test_quotas_are_booked_refused_and_given_back(network, ben, settings, django_capture_on_commit_callbacks):
    settings.QUOTA_PERSON_MB = 1
    first = draft(ben, network, content=b"a" * 700_000)
    with pytest.raises(Refused, match="1 MB"):
        draft(ben, network, content=b"b" * 700_000)
    assert StoredFile.objects.count() == 1
    assert sum(path.stat().st_size for path in lying()) == 700_000
    assert set(Usage.objects.values_list("used", flat=True)) == {700_000}
    with django_capture_on_commit_callbacks(execute=True):
        discard(by=ben, file=first)
    assert not lying()
    assert set(Usage.objects.values_list("used", flat=True)) == {0}


def test_removing_leaves_no_bytes(network, ben, work_done, django_capture_on_commit_callbacks):
    made = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network, "a.docx", docx())])
    work_done()
    assert lying()
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(by=ben, resource=made)
    assert not lying()
    assert not StoredFile.objects.exists()
    assert not Resource.objects.exists()


def test_a_change_swaps_files_and_never_ends_empty(network, ben, django_capture_on_commit_callbacks):
    made = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)])
    old = list(files_of(made))
    with pytest.raises(Refused):
        services.change(by=ben, resource=made, values=VALUES, without=old)
    assert files_of(made).count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        services.change(by=ben, resource=made, values=VALUES, drafts=[draft(ben, network, "nowy.txt")], without=old)
    assert [file.name for file in files_of(made)] == ["nowy.txt"]
    assert len(lying()) == 2, "the old file stays with its version"


def test_the_index_gets_the_words_of_the_files_once_they_are_read(network, ben, work_done):
    made = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network, "a.docx", docx())])
    work_done()
    face = search.face(search.rows().get(pk=made.pk))
    assert all(word in face.text for word in [*WORDS.split(), "ułamki", "Opis"])
    assert face.audience == [f"network:{network.pk}"]
    services.hide(made)
    assert search.face(search.rows().get(pk=made.pk)) is None


def test_the_sweep_takes_old_drafts_and_orphans_only(network, ben, django_capture_on_commit_callbacks):
    import os

    services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)])
    old = draft(ben, network, "stary.txt")
    StoredFile.objects.filter(pk=old.pk).update(uploaded_at=clock.now() - timedelta(hours=25))
    orphan = Path(settings.PRIVATE_ROOT) / "files" / "aa" / "sierota"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"x")
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(orphan, (long_ago, long_ago))
    with django_capture_on_commit_callbacks(execute=True):
        told = sweep()
    assert told == {"drafts": 1, "orphans": 1, "missing": 0}
    assert len(lying()) == 1


def test_the_report_counts_from_rows(network, edition, ben):
    services.deposit(
        by=ben,
        network=network,
        values=VALUES | {"visibility": "public", "shows_others": "none"},
        drafts=[draft(ben, network)],
    )
    hidden = services.deposit(by=ben, network=network, values=VALUES, drafts=[draft(ben, network)])
    services.hide(hidden)
    chapter = reporting.CHAPTERS["resources"]
    figures = {figure.name: figure.value for figure in chapter.figures(edition)}
    assert figures["resources.all"] == figures["resources.public"] == figures["resources.kind.lesson_plan"] == 1
    assert chapter.sentences(edition)
