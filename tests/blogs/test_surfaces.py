"""What only the network reads leaks through no surface: serving, sitemap, feeds, search, files, CMS, revisions."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from networks.blogs import services
from search import selectors as search
from tests.blogs.conftest import WORDS, fresh

pytestmark = pytest.mark.django_db
SECRET = "gżegżółka"


@pytest.fixture
def secret(ben, network, picture):
    """An entry of the network with a picture and a file, not public."""
    entry = services.begin(by=ben, network=network, values={**WORDS, "title": SECRET, "body": f"<p>{SECRET}</p>"})
    services.add_picture(by=ben, entry=entry, upload=picture, alt="Tablica")
    return services.show(by=ben, entry=fresh(entry))


def _public_addresses(entry):
    slug = entry.network.slug
    return [
        "/blog/",
        "/blog/rss/",
        f"/blog/{slug}/",
        f"/blog/{slug}/rss/",
        f"/blog/{slug}/{entry.slug}/",
        "/sitemap.xml",
        entry.url_path,
        f"/blogi-sieci/{slug}/{entry.slug}/",
        f"/cms/pages/{entry.pk}/view_draft/",
    ]


@pytest.mark.parametrize("who", [None, "nina", "cleo", "iga", "jan", "dov"])
def test_outsiders_find_no_word_anywhere(secret, client, who, request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    if who:
        client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    picture = secret.pictures.get().file
    inside = [secret.get_absolute_url(), picture.address, reverse("blogs:review", args=[secret.pk])]
    for address in [*_public_addresses(secret), *inside]:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert SECRET.encode() not in content, address
    for address in inside:
        assert client.get(address).status_code in (302, 404)


@pytest.mark.parametrize("who", ["iga", "jan"])
def test_the_cms_opens_no_entry(secret, client, who, request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    revision = secret.latest_revision_id
    for place in (
        f"/cms/pages/{secret.pk}/edit/",
        f"/cms/pages/{secret.pk}/view_draft/",
        f"/cms/pages/{secret.pk}/history/",
        f"/cms/pages/{secret.pk}/revisions/{revision}/view/",
        f"/cms/pages/{secret.pk}/copy/",
        f"/cms/pages/{secret.pk}/delete/",
        f"/cms/pages/{secret.get_parent().pk}/",
        f"/cms/pages/search/?q={SECRET}",
        f"/cms/choose-page/{secret.get_parent().pk}/",
        "/cms/reports/site-history/",
    ):
        answer = client.get(place)
        assert answer.status_code in (200, 302, 403, 404), place
        drawn = answer.content.decode().replace(f'value="{SECRET}"', "").replace(f"“{SECRET}”", "")
        assert f"/pages/{secret.pk}/" not in drawn, place
        assert SECRET not in drawn or "search" in place, place


def test_no_surface_of_wagtail_holds_it(secret, client):
    assert not Page.objects.live().filter(pk=secret.pk).exists()
    assert secret.get_url() is None
    assert secret.full_url is None


def test_search_finds_it_for_members_only_until_it_is_public(secret, ben, ewa, cleo, nina, ada, client, work_done):
    work_done()
    from search.models import Document

    document = Document.objects.get(kind="blog_post")
    assert document.audience == [f"network:{secret.network_id}"]
    services.ask_public(by=ben, entry=secret)
    services.approve(by=ada, entry=secret, seen=fresh(secret).latest_revision_id)
    work_done()
    assert Document.objects.get(kind="blog_post").audience == ["public"]
    services.unpublish(by=ada, entry=secret)
    work_done()
    assert Document.objects.get(kind="blog_post").audience == [f"network:{secret.network_id}"]
    assert search is not None


def test_what_was_public_is_gone_everywhere_at_once(secret, ben, ada, client):
    services.ask_public(by=ben, entry=secret)
    services.approve(by=ada, entry=secret, seen=fresh(secret).latest_revision_id)
    picture = secret.pictures.get().file
    page, feed = fresh(secret).public_url, f"/blog/{secret.network.slug}/rss/"
    assert SECRET in client.get(page).content.decode()
    assert SECRET in client.get(feed).content.decode()
    assert page in client.get("/sitemap.xml").content.decode()
    assert client.get(picture.address).status_code == 200
    services.unpublish(by=ada, entry=secret)
    assert client.get(page).status_code == 410
    assert client.get(feed).status_code == 404
    assert page not in client.get("/sitemap.xml").content.decode()
    assert client.get(picture.address).status_code == 302
    services.ask_public(by=ben, entry=fresh(secret))
    services.approve(by=ada, entry=secret, seen=fresh(secret).latest_revision_id)
    services.hide(fresh(secret))
    assert client.get(page).status_code == 410
    assert client.get(picture.address).status_code == 302


def test_a_change_that_waits_is_not_seen_in_public(public, ben, client):
    services.save(by=ben, entry=public, values={**WORDS, "title": SECRET}, seen=None)
    services.ask_public(by=ben, entry=fresh(public))
    for address in _public_addresses(fresh(public)):
        assert SECRET not in client.get(address).content.decode(), address


def test_comments_and_unwilling_authors_stay_inside(public, ewa, ben, client):
    services.comment(by=ewa, entry=public, text=f"<p>{SECRET}</p>")
    drawn = client.get(public.public_url).content.decode()
    assert SECRET not in drawn
    assert str(ben) not in drawn
    assert str(ben) not in client.get(f"/blog/{public.network.slug}/rss/").content.decode()
    from accounts.services import give_consent, withdraw_consent

    give_consent(by=ben, kind="publication")
    assert str(ben) in client.get(public.public_url).content.decode()
    withdraw_consent(by=ben, kind="publication")
    assert str(ben) not in client.get(public.public_url).content.decode()
