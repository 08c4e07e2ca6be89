"""Nobody gets a picture or a document of a closed collection around its restriction, in whatever size."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def inner(picture: Any) -> Any:
    """The picture in a collection inside one that is for a group alone; gives (rendition, document, group)."""
    group = Group.objects.create(name="Zespół")
    outer = Collection.get_first_root_node().add_child(name="Zespołu")
    restriction = CollectionViewRestriction.objects.create(collection=outer, restriction_type="groups")
    restriction.groups.add(group)
    inside = outer.add_child(name="Wewnątrz")
    picture.collection = inside
    picture.save()
    paper = Document.objects.create(title="Pismo", file=ContentFile(b"words", "pismo.txt"), collection=inside)
    return picture.get_rendition("width-480"), paper, group


def _status(client: Any, person: Any, address: str) -> int:
    client.logout()
    if person is not None:
        client.force_login(person)
    return client.get(address).status_code


def test_a_size_of_a_closed_picture_is_for_whom_the_restriction_lets_in(
    client: Any, inner: Any, nina: Any, ben: Any, picture: Any
) -> None:
    rendition, paper, group = inner
    ben.groups.add(group)
    for person in (None, nina):
        assert _status(client, person, rendition.url) == 404
        assert _status(client, person, paper.url) != 200
        assert client.get(f"/api/v2/images/{picture.pk}/").status_code == 404
    assert _status(client, ben, rendition.url) == 200
    assert "private" in client.get(rendition.url)["Cache-Control"]
    assert _status(client, ben, paper.url) == 200
    ben.groups.remove(group)
    assert _status(client, ben, rendition.url) == 404


def test_originals_have_no_address_and_wagtails_view_is_away(client: Any, inner: Any, jan: Any, picture: Any) -> None:
    client.force_login(jan)
    for path in (f"/media/{picture.file.name}", f"/media/../{picture.file.name}", f"/media/{picture.file.name}%00"):
        assert client.get(path).status_code in {400, 404}, path
    with pytest.raises(NoReverseMatch):
        reverse("wagtailimages_serve", args=("x", picture.pk, "original"))
