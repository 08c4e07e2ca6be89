"""Pages drawn once for many readers are never other than pages drawn anew, whatever happens meanwhile."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.cache import caches

from forum import services
from forum.enums import Level, Sign
from forum.models import Post
from networks.enums import Role
from networks.models import Edition, Membership
from networks.states import EditionState
from provenance import services as provenance
from provenance.registry import Reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(thread: Any, ada: Any, ben: Any, ewa: Any) -> dict[int, Post]:
    services.reply(by=ben, thread=thread, text="<p>Wypróbuję w piątek.</p>")
    services.reply(by=ewa, thread=thread, text="<p>A u mnie działa inaczej.</p>", parent=2)
    services.reply(by=ada, thread=thread, text="<p>Zbieram pomysły.</p>")
    return {post.number: post for post in Post.objects.filter(thread=thread).select_related("thread")}


def _post(thread: Any, number: int) -> Post:
    return Post.objects.select_related("thread__network", "thread__section", "author").get(thread=thread, number=number)


ACTS: dict[str, Any] = {
    "reply": lambda t, p: services.reply(by=p["ewa"], thread=t, text="<p>Jeszcze jedno.</p>", parent=2),
    "edit": lambda t, p: services.edit(by=p["ben"], post=_post(t, 2), text="<p>Inaczej powiem.</p>", version=1),
    "hide": lambda t, p: services.hide(_post(t, 3)),
    "show": lambda t, p: (services.hide(_post(t, 3)), services.show(_post(t, 3))),
    "take back": lambda t, p: services.delete(by=p["ewa"], post=_post(t, 3)),
    "sign": lambda t, p: services.leave_sign(by=p["ewa"], post=_post(t, 2), sign=Sign.THANKS),
    "bookmark": lambda t, p: services.bookmark(by=p["ewa"], post=_post(t, 2), note="na wtorek"),
    "split": lambda t, p: services.split(by=p["ada"], thread=t, number=2, title="Osobno"),
    "count": lambda t, p: services.count_answers(_post(t, 3)),
    "lock": lambda t, p: services.lock(by=p["ada"], thread=t, locked=True, why="Ustaliliśmy."),
    "pin": lambda t, p: services.pin(by=p["ada"], thread=t, pinned=True),
    "slow down": lambda t, p: services.slow_down(by=p["ada"], thread=t, minutes=30),
    "sum up": lambda t, p: services.sum_up(by=p["ada"], thread=t, text="<p>Zaczynamy w październiku.</p>"),
    "follow": lambda t, p: services.follow(by=p["ewa"], thread=t, level=Level.NONE),
    "see everything": lambda t, p: services.mark_all_seen(by=p["ewa"], network=t.network),
    "rename the network": lambda t, p: type(t.network).objects.filter(pk=t.network_id).update(title="Inna nazwa"),
    "rename the section": lambda t, p: type(t.section).objects.filter(pk=t.section_id).update(name="Inny dział"),
    "begin a reply": lambda t, p: services.drafts.save(
        by=p["ewa"], place=t.network, thread=t, parent=0, text="<p>Zaczęte.</p>"
    ),
    "make a deputy": lambda t, p: Membership.objects.filter(user=p["ewa"]).update(role=Role.DEPUTY),
    "close the year": lambda t, p: Edition.objects.filter(network=t.network).update(state=EditionState.CLOSED),
    "made of it": lambda t, p: provenance.record(
        by=p["ada"], source=Reference("post", _post(t, 2).pk), result=Reference("thread", t.pk)
    ),
}


def _seen(client: Any, person: Any, address: str) -> str:
    client.force_login(person)
    page = client.get(address).content.decode()
    return re.sub(r'(name="(?:csrfmiddlewaretoken|once)" value=|"X-CSRFToken": )"[^"]+"', "", page)


@pytest.mark.parametrize("act", ACTS)
def test_kept_pages_are_what_would_be_drawn_now(
    client: Any, thread: Any, posts: Any, ada: Any, ben: Any, ewa: Any, act: str
) -> None:
    people = {"ada": ada, "ben": ben, "ewa": ewa}
    addresses = (thread.get_absolute_url(), f"/sieci/{thread.network.slug}/forum/")
    for person in people.values():
        for address in (*addresses, *addresses):
            _seen(client, person, address)
    ACTS[act](thread, people)
    for name, person in people.items():
        for address in addresses:
            kept = _seen(client, person, address)
            again = _seen(client, person, address)
            caches["pieces"].clear()
            assert again == _seen(client, person, address), (name, address)
            assert kept.count("<article") == again.count("<article")


def test_a_page_nothing_changed_in_asks_for_no_posts(
    client: Any, thread: Any, posts: Any, ada: Any, django_assert_max_num_queries: Any
) -> None:
    client.force_login(ada)
    for _visit in range(2):
        client.get(thread.get_absolute_url())
    with django_assert_max_num_queries(12) as asked:
        client.get(thread.get_absolute_url())
    assert not [one for one in asked.captured_queries if 'FROM "forum_post" ' in one["sql"]]


def test_a_shape_with_its_words_is_what_the_template_draws(
    client: Any, thread: Any, posts: Any, ada: Any, ben: Any, ewa: Any, monkeypatch: Any
) -> None:
    words = '<p>Ile to <b>2 &lt; 3</b> & "co" dalej?</p><pre>a\n  b</pre>'
    deep = services.reply(by=ben, thread=thread, text=words, parent=3)
    services.reply(by=ewa, thread=thread, text="<p>Dalej.</p>", parent=deep.number)
    services.leave_sign(by=ada, post=_post(thread, 2), sign=Sign.THANKS)
    services.leave_sign(by=ada, post=_post(thread, 3), sign=Sign.IDEA)
    services.bookmark(by=ada, post=_post(thread, 3), note="")
    services.edit(by=ben, post=_post(thread, 2), text="<p>Inaczej.</p>", version=1)
    services.hide(_post(thread, 4))
    Post.objects.filter(thread=thread, number=3).update(author=None)
    type(ben).objects.filter(pk=ben.pk).update(first_name="<i>O'Neil", last_name='& "Lis"')
    addresses = [f"{thread.get_absolute_url()}?jak={way}" for way in ("drzewo", "czas")]
    for person in (ada, ben, ewa):
        for address in addresses:
            _seen(client, person, address)
            caches["pieces"].clear()
            shaped = _seen(client, person, address)
            monkeypatch.setattr("forum.views.shapes.put", lambda *_: None)
            caches["pieces"].clear()
            plain = _seen(client, person, address)
            monkeypatch.undo()
            assert _bare(shaped) == _bare(plain), (person, address)
            assert "<i>O" not in shaped


def _bare(page: str) -> str:
    return re.sub(r">\s+<", "><", page)


def test_each_showing_of_the_box_has_a_key_of_its_own(client: Any, thread: Any, ada: Any) -> None:
    client.force_login(ada)
    pages = [client.get(thread.get_absolute_url()).content.decode() for _visit in range(3)]
    keys = [re.findall(r'name="once" value="([^"]+)"', page) for page in pages]
    assert [len(found) for found in keys] == [1, 1, 1]
    assert len({uuid.UUID(found[0]) for found in keys}) == 3
    tokens = [re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page) for page in pages]
    assert all(len(set(found)) == 1 and len(found[0]) == 64 for found in tokens)
