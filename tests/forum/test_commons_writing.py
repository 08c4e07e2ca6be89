"""What a post can hold above the networks: files, drafts, calls by name, planned posts, as in a network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localtime

from files import rules as files
from files.selectors import files_of
from forum import services
from forum.models import Draft, PlannedPost, Post, Section, Thread
from forum.services import attachments, planned
from kit import clock
from notifications.models import Notice
from tests.files.makers import upload

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def opened(jan: Any) -> Any:
    """A maker of sections in which nothing waits."""

    def make(audience: str = "public") -> Section:
        section = services.open_common_section(by=jan, name=f"Dział {audience}", audience=audience)
        return services.arrange_section(by=jan, section=section, mode="open")

    return make


@pytest.fixture
def talk(jan: Any) -> Any:
    """A maker of conversations in a section."""

    def make(section: Section) -> Thread:
        text = "<p>Zaczynam.</p>"
        return services.open_thread(by=jan, network=None, section=section, title="Wspólna sprawa", text=text)

    return make


def test_files_are_read_by_whoever_reads_the_section(opened: Any, talk: Any, jan: Any, ada: Any, hal: Any) -> None:
    for audience, readers in {"public": 3, "signed_in": 2, "directors": 1}.items():
        thread = talk(opened(audience))
        file = attachments.take_in(by=jan, place=thread.section, upload=upload("Karta.txt", b"Karta"))
        assert file.space == f"section:{thread.section_id}"
        post = services.reply(by=jan, thread=thread, text="<p>Karta</p>", files=[file])
        file = files_of(post).get()
        assert "Karta.txt" in post.drawn
        asked = [bool(files.may_read(one, file)) for one in (hal, ada, AnonymousUser())]
        assert asked == [True] * readers + [False] * (3 - readers)
        services.hide(post)
        assert files.may_read(jan, files_of(post).get())
        assert not files.may_read(ada, files_of(post).get())


def test_a_visitor_sees_the_file_and_takes_it(opened: Any, talk: Any, jan: Any, client: Any) -> None:
    thread = talk(opened())
    file = attachments.take_in(by=jan, place=thread.section, upload=upload("Karta.txt", b"Karta"))
    services.reply(by=jan, thread=thread, text="<p>Karta</p>", files=[file])
    assert file.address in client.get(thread.get_absolute_url()).content.decode()
    assert client.get(file.address).status_code == 200


def test_the_form_offers_all_of_it_at_addresses_of_the_section(
    opened: Any, talk: Any, ada: Any, signed_in: Any
) -> None:
    section = opened()
    thread, base, browser = talk(section), section.get_absolute_url(), signed_in(ada)
    reply, begin = (browser.get(at).content.decode() for at in (thread.get_absolute_url(), f"{base}nowa/"))
    for page in (reply, begin):
        assert f'data-attach="{base}plik/"' in page
    assert f'data-people="{thread.get_absolute_url()}osoby/"' in reply
    assert f'formaction="{thread.get_absolute_url()}zaplanuj/"' in reply
    assert f'formaction="{base}nowa/zaplanuj/"' in begin
    told = browser.post(f"{base}plik/", {"file": upload("Karta.txt", b"Karta")}).json()
    browser.post(f"{thread.get_absolute_url()}odpowiedz/", {"text": "Karta", "attached": [told["id"]]})
    assert "Karta.txt" in Post.objects.get(author=ada).drawn


def test_other_words_for_a_post_are_kept_and_listed_with_the_rest(
    opened: Any, talk: Any, ada: Any, signed_in: Any
) -> None:
    section = opened()
    thread, browser = talk(section), signed_in(ada)
    post = services.reply(by=ada, thread=thread, text="<p>Pierwsze.</p>")
    browser.post(f"{post.get_absolute_url()}szkic/", {"text": "<p>Drugie.</p>", "text_as": "html"})
    browser.post(f"{section.get_absolute_url()}szkic/", {"title": "Nowa", "text": "<p>Trzecie.</p>", "text_as": "html"})
    page = browser.get(f"{section.get_absolute_url()}szkice/").content.decode()
    assert f"{post.get_absolute_url()}zmien/" in page
    assert "Trzecie." in page
    assert "Drugie." in browser.get(f"{post.get_absolute_url()}zmien/").content.decode()
    services.edit(by=ada, post=post, text="<p>Drugie.</p>", version=1)
    assert Draft.objects.get().title == "Nowa"


def test_a_planned_reply_and_a_planned_conversation(opened: Any, talk: Any, ada: Any, signed_in: Any) -> None:
    section = opened()
    thread, base, browser = talk(section), section.get_absolute_url(), signed_in(ada)
    moment = localtime(clock.now() + DAY).strftime("%Y-%m-%dT%H:%M")
    browser.post(f"{thread.get_absolute_url()}zaplanuj/", {"text": "Jutro.", "at": moment})
    sent = {"title": "Nowa", "section": section.pk, "text": "Witam.", "at": moment}
    assert browser.post(f"{base}nowa/zaplanuj/", sent).status_code == 302
    page = browser.get(f"{base}szkice/").content.decode()
    for one in PlannedPost.objects.all():
        assert one.get_absolute_url() in page
        assert browser.get(one.get_absolute_url()).status_code == 200
    with clock.moved_to(clock.now() + 2 * DAY):
        assert planned.publish_due() == 2
    assert Post.objects.get(thread=thread, author=ada).html == "<p>Jutro.</p>"
    assert Thread.objects.get(title="Nowa").section == section


def test_a_planned_reply_follows_its_conversation_and_comes_back_where_it_stands(
    opened: Any, talk: Any, ada: Any, jan: Any, signed_in: Any
) -> None:
    section = opened()
    thread = talk(section)
    one = planned.plan(by=ada, place=section, thread=thread, text="<p>Jutro.</p>", at=clock.now() + DAY)
    other = services.open_common_section(by=jan, name="Drugi dział", audience="public")
    services.move(by=jan, thread=thread, section=other)
    services.lock(by=jan, thread=thread, locked=True, why="Dość.")
    with clock.moved_to(clock.now() + 2 * DAY):
        assert planned.publish(planned_id=one.pk) is None
    assert (Draft.objects.get(person=ada).html, Draft.objects.get(person=ada).section) == ("<p>Jutro.</p>", other)
    notice = Notice.objects.get(user=ada, kind="forum.planned_back")
    page = signed_in(ada).get(notice.url).content.decode()
    assert "Jutro." in page


def test_calls_reach_those_who_take_part_and_nobody_else(
    opened: Any, talk: Any, jan: Any, ada: Any, ben: Any, gen: Any, signed_in: Any, work_done: Any
) -> None:
    thread = talk(opened())
    for one in (ada, gen):
        services.reply(by=one, thread=thread, text=f"<p>Jestem {one.pk}.</p>")
    work_done()
    url = f"{thread.get_absolute_url()}osoby/"
    names = [one["name"] for one in signed_in(ben).get(url, {"q": ""}).json()["people"]]
    assert names[:2] == ["Ada Kowal", str(gen)]
    assert str(ben) not in names
    answer = signed_in(jan).post(
        f"{thread.get_absolute_url()}odpowiedz/",
        {"text": "@koordynatorzy, @eksperci i @Ben Lis: co sądzicie?"},
        follow=True,
    )
    assert "Nikt z biorących tu udział nie nazywa się Ben Lis" in answer.content.decode()
    work_done()
    told = Notice.objects.filter(kind="forum.mentioned").values_list("user", flat=True)
    assert set(told) == {ada.pk, gen.pk}


def test_what_the_worker_draws_moves_the_stamp(opened: Any, talk: Any, jan: Any) -> None:
    thread = talk(opened())
    post, before = thread.posts.get(), Thread.objects.get(pk=thread.pk).stamp
    attachments.prepared(post)
    assert Thread.objects.get(pk=thread.pk).stamp == before + 1
