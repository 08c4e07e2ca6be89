"""Summaries, beginnings of first posts, printing, feeds."""

from __future__ import annotations

import pytest

from forum import services, tokens
from forum.models import NewsFeed
from tests.forum.test_pages import address


def test_the_coordinator_sums_up_and_everybody_reads_it_first(thread, said, ada, ben, signed_in):
    assert signed_in(ben).post(address(thread, "podsumowanie/"), {"text": "x"}).status_code == 403
    signed_in(ada).post(address(thread, "podsumowanie/"), {"text": "Zaczynamy od pizzy."})
    assert "Zaczynamy od pizzy." in signed_in(ben).get(address(thread)).content.decode()
    signed_in(ada).post(address(thread, "podsumowanie/"), {"text": ""})
    thread.refresh_from_db()
    assert thread.summary == ""


def test_a_section_can_say_how_first_posts_begin(network, section, ada, ben, signed_in):
    url = f"/sieci/{network.slug}/forum/dzial/{section.slug}/opis/"
    assert signed_in(ben).get(url).status_code == 403
    signed_in(ada).post(url, {"name": "Rozmowy i pytania", "text": "Klasa:"})
    page = signed_in(ben).get(f"/sieci/{network.slug}/forum/nowa/?dzial={section.slug}")
    assert page.context["form"]["text"].value() == "<p>Klasa:</p>"
    assert signed_in(ada).get(f"/sieci/{network.slug}/forum/dzial/nie-ma/opis/").status_code == 404


def test_a_conversation_is_printed_whole_without_what_is_out_of_sight(thread, said, ada, ben, ewa, cleo, signed_in):
    said(ben, "Widoczne.")
    services.hide(said(ewa, "Ukryte."))
    words = signed_in(ada).get(address(thread, "druk/")).content.decode()
    assert "Widoczne." in words
    assert "Ukryte." not in words
    assert signed_in(cleo).get(address(thread, "druk/")).status_code == 404


@pytest.fixture
def feed(ben, signed_in):
    signed_in(ben).post("/forum/kanal/")
    return f"/forum/kanal/{tokens.token(NewsFeed.objects.get(person=ben))}.atom"


def test_the_feed_gives_what_its_owner_may_read_now_and_dies_with_the_address(
    feed, thread, said, ada, ben, ewa, edition, client, signed_in
):
    said(ewa, "Nowość dla czytnika.")
    services.hide(said(ewa, "Ukryte."))
    answer = client.get(feed)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "Nowość dla czytnika." in answer.content.decode()
    assert "Ukryte." not in answer.content.decode()
    assert client.get(feed + "?siec=inna").content.decode().count("<entry>") == 0
    assert client.get("/forum/kanal/1-zgadywany.atom").status_code == 404
    signed_in(ben).post("/forum/kanal/", {"act": "renew"})
    assert client.get(feed).status_code == 404
    fresh = f"/forum/kanal/{tokens.token(NewsFeed.objects.get(person=ben))}.atom"
    ben.is_active = False
    ben.save()
    assert client.get(fresh).status_code == 404


def test_the_feed_falls_silent_for_whoever_left(feed, thread, said, ben, ewa, edition, client):
    from networks.models import Membership

    said(ewa, "Tylko dla sieci.")
    Membership.objects.filter(user=ben).delete()
    assert "Tylko dla sieci." not in client.get(feed).content.decode()
