"""The index follows the things."""

from io import StringIO

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from search import engines, selectors, services
from search.models import Document

VISITOR = AnonymousUser()


def test_a_change_is_findable_after_the_workers_turn(put, work_done):
    thing = put("Dawny ogród")
    type(thing).objects.filter(pk=thing.pk).update(title="Nowy sad")
    services.changed(thing)
    assert not selectors.find(VISITOR, "sad").total
    work_done()
    assert selectors.find(VISITOR, "sad").total == 1


def test_a_deleted_thing_leaves_the_index(put, work_done):
    thing = put("Ogród")
    services.changed(thing)
    thing.delete()
    work_done()
    assert not Document.objects.exists()


def test_filing_twice_is_filing_once(put):
    thing = put("Ogród", audience=["public", "signed-in"])
    services.index(label="networks.network", number=thing.pk)
    assert Document.objects.count() == 1
    assert Document.objects.get().audience == ["public", "signed-in"]
    assert selectors.find(VISITOR, "ogród").total == 1


def test_an_unknown_kind_is_nothing_to_do(things):
    assert services.index(label="accounts.user", number=1) is None


def test_a_rebuild_files_all_and_takes_out_what_is_gone(put):
    kept, gone, hidden = put("Ogród"), put("Ogród stary"), put("Ogród tajny")
    type(gone).objects.filter(pk=gone.pk).delete()
    type(hidden).objects.filter(pk=hidden.pk).update(audience=[])
    Document.objects.filter(about_id=kept.pk).delete()
    out = StringIO()
    call_command("reindex", stdout=out)
    assert "1 documents" in out.getvalue()
    assert [hit.plain_title for hit in selectors.find(VISITOR, "ogród").hits] == ["Ogród"]


def test_what_the_index_lacks_is_filed_by_the_worker(put):
    put("Ogród", slug="a")
    engines.embedded().remove(Document.objects.values_list("pk", flat=True))
    assert not selectors.find(VISITOR, "ogród").total
    assert services.settle() == 1
    assert selectors.find(VISITOR, "ogród").total == 1
    assert services.settle() == 0
