"""One address, numbered versions: what changed, what stays readable, what goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from files.selectors import files_of
from kit.verdicts import Refused
from resources import services
from tests.files.makers import upload

pytestmark = pytest.mark.django_db


def draft(by, network, name):
    return services.take_in(by=by, network=network, upload=upload(name, name.encode()))


def lying() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


@pytest.fixture
def two(deposit, network, ben):
    """A resource whose only file was replaced once."""
    made = deposit(ben, network)
    first = files_of(made).get()
    changed = services.change(
        by=ben, resource=made, values={}, drafts=[draft(ben, network, "nowy.txt")], without=[first], note="Lepszy wstęp"
    )
    return changed, first


def test_a_new_file_makes_a_new_version_and_the_old_one_stays(two, ben, ewa, client):
    resource, first = two
    assert resource.number == 2
    assert [file.name for file in files_of(resource)] == ["nowy.txt"]
    old, new = resource.versions.get(number=1), resource.versions.get(number=2)
    assert list(old.files.all()) == [first]
    assert new.note == "Lepszy wstęp"
    client.force_login(ewa)
    page = client.get(old.get_absolute_url())
    assert first.name in page.content.decode()
    assert client.get(first.address).status_code == 200
    assert "Lepszy wstęp" in client.get(resource.get_absolute_url()).content.decode()


def test_who_may_not_read_it_reads_no_version(two, cleo, client):
    resource, first = two
    client.force_login(cleo)
    for address in (resource.versions.get(number=1).get_absolute_url(), first.address):
        assert client.get(address).status_code == 404


def test_words_alone_make_no_version(deposit, network, ben):
    made = deposit(ben, network)
    assert services.change(by=ben, resource=made, values={"title": "Inaczej"}).number == 1


def test_downloads_are_counted_for_each(two, ewa, client):
    resource, first = two
    client.force_login(ewa)
    browser = {"user-agent": "Mozilla/5.0"}
    client.get(first.address, headers=browser)
    client.get(files_of(resource).get().address, headers=browser)
    client.get(first.address, headers={"user-agent": "Googlebot/2.1"})
    resource.refresh_from_db()
    assert resource.downloads == 1
    assert [version.downloads for version in resource.versions.order_by("number")] == [1, 1]


def test_a_kept_file_lies_once_and_goes_with_the_last_version_that_held_it(deposit, network, ben):
    made = deposit(ben, network)
    kept = files_of(made).get()
    made = services.change(by=ben, resource=made, values={}, drafts=[draft(ben, network, "b.txt")])
    made = services.change(by=ben, resource=made, values={}, without=[kept])
    assert made.number == 3
    assert len(lying()) == 2
    services.drop_version(by=ben, resource=made, number=2)
    assert list(made.versions.get(number=1).files.all()) == [kept]
    assert kept.content.storage.exists(kept.content.name)
    services.drop_version(by=ben, resource=made, number=1)
    assert [version.number for version in made.versions.all()] == [3]


def test_the_present_version_cannot_be_thrown_away(two, ben, ewa):
    resource, _first = two
    with pytest.raises(Refused):
        services.drop_version(by=ben, resource=resource, number=2)
    with pytest.raises(Refused):
        services.drop_version(by=ewa, resource=resource, number=1)
    assert resource.versions.count() == 2


def test_removing_leaves_no_bytes(two, ben, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(by=ben, resource=two[0])
    assert not lying()


def test_throwing_away_from_the_page(two, ben, client):
    resource, _first = two
    client.force_login(ben)
    address = reverse("resources:version_drop", kwargs={"pk": resource.pk, "number": 1})
    assert client.post(address, follow=True).status_code == 200
    assert resource.versions.count() == 1
