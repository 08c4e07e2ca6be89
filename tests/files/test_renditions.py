"""Smaller pictures: made by the worker, without where they were taken, given out by the same rule as the picture."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from files.models import Rendition, StoredFile
from files.templatetags.pictures import picture as drawn
from kit.verdicts import Refused
from networks.blogs import services as blogs
from tests.blogs.conftest import WORDS
from tests.files.makers import upload
from tests.networks.test_screens import queries, sign_in

pytestmark = pytest.mark.django_db


def photo(width: int = 1400, height: int = 700) -> bytes:
    """A JPEG with the place it was taken at."""
    image = Image.new("RGB", (width, height), (30, 110, 110))
    told = Image.Exif()
    told[0x010F] = "Aparat szkolny"
    told.get_ifd(0x8825)[2] = (52.0, 13.0, 56.0)
    made = io.BytesIO()
    image.save(made, "JPEG", exif=told)
    return made.getvalue()


@pytest.fixture
def entry(ben: Any, network: Any) -> Any:
    return blogs.begin(by=ben, network=network, values=WORDS)


@pytest.fixture
def shown(entry: Any, ben: Any, work_done: Any) -> Any:
    """Ben's entry with a photo, read by the network."""
    blogs.add_picture(by=ben, entry=entry, upload=upload("klasa.jpg", photo()), alt="Tablica z ułamkami")
    work_done()
    return blogs.show(by=ben, entry=entry)


def test_widths_smaller_than_the_picture_are_made_and_none_tells_the_place(shown):
    stored = StoredFile.objects.get()
    assert (stored.width, stored.height) == (1400, 700)
    assert [(one.width, one.height) for one in stored.renditions.all()] == [(480, 240), (960, 480)]
    for content in (stored.content, *(one.content for one in stored.renditions.all())):
        with content.open("rb") as opened:
            raw = opened.read()
        assert not Image.open(io.BytesIO(raw)).getexif()
        assert b"Aparat" not in raw


def test_a_small_picture_stays_as_it_is(entry, ben, work_done):
    blogs.add_picture(by=ben, entry=entry, upload=upload("mala.jpg", photo(300, 200)), alt="Mała")
    work_done()
    stored = StoredFile.objects.get()
    assert not stored.renditions.exists()
    assert "srcset" not in drawn(stored, "Mała")
    assert stored.address in drawn(stored, "Mała")


def test_words_for_those_who_do_not_see_it_are_demanded(entry, ben):
    with pytest.raises(Refused, match="zdjęci"):
        blogs.add_picture(by=ben, entry=entry, upload=upload("klasa.jpg", photo()), alt="  ")
    assert not StoredFile.objects.exists()


def test_the_page_draws_the_width_that_fits_and_keeps_room_for_it(client, shown, ben):
    page = sign_in(client, ben).get(shown.get_absolute_url()).content.decode()
    stored = StoredFile.objects.get()
    for one in stored.renditions.all():
        assert f"{one.address} {one.width}w" in page
    assert 'alt="Tablica z ułamkami"' in page
    assert 'width="1400" height="700"' in page
    listed = client.get(f"/sieci/{shown.network.slug}/blog/").content.decode()
    assert 'loading="lazy"' in listed


@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("ewa", 200), ("ada", 200), ("cleo", 404), ("nina", 404)])
def test_who_may_not_read_the_entry_gets_no_width_of_its_picture(request, client, shown, who, status):
    one = Rendition.objects.first()
    sign_in(client, request.getfixturevalue(who))
    assert client.get(one.address).status_code == status
    assert client.get(one.address.replace(f"-{one.width}.", "-481.")).status_code == 404
    assert Client().get(one.address).status_code == 302


def test_with_the_picture_its_widths_go(shown, entry, ben, django_capture_on_commit_callbacks):
    from files.models import private_storage

    names = [one.content.name for one in Rendition.objects.all()]
    assert all(private_storage().exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        blogs.drop_file(by=ben, entry=entry, file_id=StoredFile.objects.get().pk)
    assert not Rendition.objects.exists()
    assert not any(private_storage().exists(name) for name in names)


def test_the_nightly_round_keeps_widths_and_clears_those_of_nobody(shown):
    from datetime import timedelta

    from django.core.files.base import ContentFile

    from files import services
    from files.models import private_storage
    from kit import clock

    name = private_storage().save("renditions/00/nikogo.webp", ContentFile(b"x"))
    with clock.moved_to(clock.now() + timedelta(days=3)):
        services.sweep()
    assert not private_storage().exists(name)
    assert all(private_storage().exists(one.content.name) for one in Rendition.objects.all())


def test_a_list_of_entries_asks_as_often_for_many_pictures(client, shown, ben, network):
    address = f"/sieci/{network.slug}/blog/"
    sign_in(client, ben).get(address)
    few = queries(client, address)
    for _each in range(3):
        more = blogs.begin(by=ben, network=network, values=WORDS)
        blogs.add_picture(by=ben, entry=more, upload=upload("klasa.jpg", photo(600, 300)), alt="Tablica")
        blogs.show(by=ben, entry=more)
    assert queries(client, address) == few
