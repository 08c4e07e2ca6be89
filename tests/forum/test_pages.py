"""The screens of the forum, as a member walks them without scripts."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post, Thread, ThreadRead
from forum.services import open_thread, reply

FRAME = {"SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"}


def address(thread, more=""):
    return f"/sieci/{thread.network.slug}/forum/{thread.pk}/{more}"


def numbers(page):
    """The posts on the page, in order; on the page of a branch without its root, which stands above them."""
    shown = page.content.decode().partition("data-posts>")[2].partition('id="nowe-wpisy"')[0]
    return [int(number) for number in re.findall(r'<article [^>]*id="wpis-(\d+)"', shown)]


def test_a_member_opens_a_conversation_and_is_led_to_it(network, section, ben, signed_in):
    browser = signed_in(ben)
    page = browser.get(f"/sieci/{network.slug}/forum/nowa/")
    assert page.status_code == 200
    sent = {"title": "Tabliczka mnożenia", "section": section.pk, "text": "Jak jej uczycie?\n\nSzukam gier.",
            "text_as": "text", "once": str(uuid.uuid4())}  # fmt: skip
    answer = browser.post(f"/sieci/{network.slug}/forum/nowa/", sent)
    thread = Thread.objects.get()
    assert answer.url == thread.get_absolute_url()
    assert thread.posts.get().html == "<p>Jak jej uczycie?</p><p>Szukam gier.</p>"
    assert "Tabliczka mnożenia" in browser.get(answer.url).content.decode()


def test_the_same_form_sent_twice_makes_one_conversation_and_one_reply(network, section, thread, ben, signed_in):
    browser, key = signed_in(ben), str(uuid.uuid4())
    sent = {"title": "Gry", "section": section.pk, "text": "<p>Jakie?</p>", "text_as": "html", "once": key}
    first = browser.post(f"/sieci/{network.slug}/forum/nowa/", sent)
    assert browser.post(f"/sieci/{network.slug}/forum/nowa/", sent).url == first.url
    sent = {"text": "Raz.", "once": str(uuid.uuid4())}
    first = browser.post(address(thread, "odpowiedz/"), sent)
    assert browser.post(address(thread, "odpowiedz/"), sent).url == first.url
    thread.refresh_from_db()
    assert (Thread.objects.count(), thread.posts_count, thread.posts.count()) == (2, 2, 2)


@pytest.mark.parametrize("words", ["", "   ", "<p></p>", "<p>   </p>", "x" * 70_000, "<b>" * 6_000 + "x"])
def test_an_empty_or_oversized_reply_is_refused_in_words_and_changes_nothing(thread, ben, signed_in, words):
    before = Thread.objects.values().get(pk=thread.pk)
    answer = signed_in(ben).post(address(thread, "odpowiedz/"), {"text": words, "text_as": "html"})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode() or "form-summary" in answer.content.decode()
    assert Thread.objects.values().get(pk=thread.pk) == before
    assert Post.objects.count() == 1


def test_a_refused_submit_gives_the_text_back(thread, ada, ben, signed_in):
    page = signed_in(ben).post(address(thread, "odpowiedz/"), {"text": "Długo pisane <słowa>", "parent": "999"})
    assert page.status_code in {404, 422}
    page = signed_in(ben).post(address(thread, "odpowiedz/"), {"text": "y" * 66_000 + " koniec"})
    assert page.status_code == 422
    assert " koniec" in page.content.decode()


def test_htmx_gets_the_new_reply_and_a_fresh_box(thread, ben, signed_in):
    answer = signed_in(ben).post(address(thread, "odpowiedz/"), {"text": "Pizza."}, headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="wpis-2"' in body
    assert 'id="odpowiedz"' in body
    assert "<html" not in body


def test_a_permalink_leads_to_the_page_and_the_post(thread, said, ada, ben, signed_in):
    for _count in range(45):
        said(ben)
    answer = signed_in(ada).get(address(thread, "wpis/40/"))
    assert answer.url.endswith("#wpis-40")
    page = signed_in(ada).get(answer.url.partition("#")[0]).content.decode()
    assert 'id="wpis-40"' in page
    assert 'id="wpis-1"' not in page
    assert signed_in(ada).get(address(thread, "wpis/5/")).url == address(thread) + "#wpis-5"
    assert signed_in(ada).get(address(thread, "wpis/99/")).status_code == 404


def test_pages_lead_through_the_whole_thread_and_back(thread, said, ada, ben, signed_in):
    for count in range(2, 62):
        said(ben, parent=count - 1 if count % 3 == 0 else None)
    browser, url, seen = signed_in(ada), address(thread), []
    while url:
        answer = browser.get(url)
        page = answer.context["page"]
        seen += numbers(answer)
        url = address(thread, f"?od={page.next_number}") if page.has_after else None
    order = list(Post.objects.filter(thread=thread).order_by("place").values_list("number", flat=True))
    assert seen == order
    assert numbers(browser.get(address(thread, f"?do={seen[40]}"))) == order[20:40]


@pytest.mark.parametrize("query", ["od=x", "od=0", "od=-1", "do=99999999", "od=%00", "odpowiedz=abc", "od=²"])
def test_a_senseless_page_is_refused(thread, ada, signed_in, query):
    assert signed_in(ada).get(address(thread, f"?{query}")).status_code == 400
    assert signed_in(ada).get(f"/sieci/{thread.network.slug}/forum/?po=nic").status_code == 400


def test_a_reader_is_led_to_the_first_unread_post(thread, said, ada, ben, ewa, signed_in):
    browser = signed_in(ewa)
    browser.get(address(thread))
    said(ben, "Nowe.")
    page = browser.get(f"/sieci/{thread.network.slug}/forum/")
    assert page.context["page"].rows[0].unread == 1
    assert address(thread, "wpis/2/") in page.content.decode()
    opened = browser.get(address(thread))
    assert opened.context["first_unread"] == 2
    assert browser.get(f"/sieci/{thread.network.slug}/forum/").context["page"].rows[0].unread == 0


def _counted(browser, url):
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert browser.get(url).status_code == 200
    return len(few)


def _grow(network, section, thread, by, count):
    start = Thread.objects.count()
    Thread.objects.bulk_create(
        Thread(network=network, section=section, title=f"Wątek {start + n}", author=by, posts_count=1, last_number=1,
               last_post_by=by) for n in range(count)
    )  # fmt: skip
    number = thread.last_number
    Post.objects.bulk_create(
        Post(thread=thread, number=number + n, place=f"{number + n:06d}", author=by, source="x", html="<p>x</p>")
        for n in range(1, count + 1)
    )
    Thread.objects.filter(pk=thread.pk).update(last_number=number + count, posts_count=number + count)
    thread.refresh_from_db()


def test_queries_do_not_grow_with_the_data(network, section, thread, ada, ben, signed_in):
    browser, listed = signed_in(ben), f"/sieci/{network.slug}/forum/"
    _grow(network, section, thread, ada, 10)
    few = _counted(browser, listed), _counted(browser, address(thread)), _counted(browser, f"/sieci/{network.slug}/")
    _grow(network, section, thread, ada, 1_000)
    many = _counted(browser, listed), _counted(browser, address(thread)), _counted(browser, f"/sieci/{network.slug}/")
    assert many == few
    assert max(few[:2]) <= 12
    assert few[2] <= 25  # the space, in which every room has its panel


def test_a_second_look_writes_nothing_and_the_first_writes_once(thread, said, ada, ben, signed_in):
    said(ben)
    browser = signed_in(ada)

    def writes(context):
        return [q["sql"] for q in context.captured_queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]

    browser.get(f"/sieci/{thread.network.slug}/")  # a session's first request also notes the session itself
    with CaptureQueriesContext(connection) as first:
        browser.get(address(thread))
    with CaptureQueriesContext(connection) as second:
        browser.get(address(thread))
    assert len(writes(first)) == 1
    assert writes(second) == []


@pytest.mark.django_db(transaction=True)
def test_a_post_costs_ten_statements_at_most(thread, ben, signed_in):
    browser = signed_in(ben)
    reply(by=ben, thread=thread, text="<p>Na rozgrzewkę</p>")
    browser.get(f"/sieci/{thread.network.slug}/")  # a session's first request also notes the session itself
    with CaptureQueriesContext(connection) as spent:
        answer = browser.post(address(thread, "odpowiedz/"), {"text": "Raz.", "parent": 2, "once": str(uuid.uuid4())})
    assert answer.status_code == 302
    statements = [q["sql"] for q in spent.captured_queries if q["sql"].split()[0] not in FRAME]
    assert len(statements) <= 10, "\n".join(statements)


def test_the_markup_names_author_time_place_and_reply_target(thread, said, ada, ben, signed_in):
    said(ben, "Raz.")
    said(ada, "Dwa.", parent=2)
    page = signed_in(ben).get(address(thread)).content.decode()
    assert page.count("<article") == 3
    assert 'aria-labelledby="wpis-3-kto"' in page
    third = page[page.index('id="wpis-3"') :]
    assert "Ada Kowal" in third
    assert "<time datetime=" in third
    assert "Ben Lis" in third


def test_old_threads_are_not_owed_to_somebody_new(thread, said, ada, ben, edition, person, signed_in):
    from networks.services import seat

    said(ben)
    late = person("Późny", "Gość", email="pozny@example.org")
    seat(edition=edition, user=late)
    page = signed_in(late).get(f"/sieci/{thread.network.slug}/forum/").context["page"]
    assert page.rows[0].unread == 0
    said(ben, "Już przy nim.")
    assert signed_in(late).get(f"/sieci/{thread.network.slug}/forum/").context["page"].rows[0].unread == 3


def test_the_author_changes_a_post_and_an_older_window_is_told(thread, said, ben, signed_in):
    said(ben, "Pierwsze słowa.")
    browser = signed_in(ben)
    url = address(thread, "wpis/2/zmien/")
    assert "Pierwsze słowa." in browser.get(url).content.decode()
    assert browser.post(url, {"text": "<p>Drugie.</p>", "text_as": "html", "version": 1}).status_code == 302
    late = browser.post(url, {"text": "<p>Trzecie.</p>", "text_as": "html", "version": 1})
    assert late.status_code == 422
    assert "Trzecie." in late.content.decode()
    assert Post.objects.get(number=2).html == "<p>Drugie.</p>"
    assert browser.post(url, {"text": "<p>Trzecie.</p>", "text_as": "html", "version": 2}).status_code == 302


def test_the_author_takes_a_post_back_and_brings_it_back(thread, said, ada, ben, signed_in):
    said(ben, "Niepotrzebne słowa.")
    said(ada, "Czemu nie?", parent=2)
    browser = signed_in(ben)
    assert browser.get(address(thread, "wpis/2/cofnij/")).status_code == 200
    browser.post(address(thread, "wpis/2/cofnij/"))
    others = signed_in(ada).get(address(thread)).content.decode()
    assert "Niepotrzebne słowa." not in others
    assert "Czemu nie?" in others
    browser.post(address(thread, "wpis/2/przywroc/"))
    assert "Niepotrzebne słowa." in signed_in(ada).get(address(thread)).content.decode()


def test_somebody_elses_post_is_neither_changed_nor_taken_back(thread, said, ben, ewa, signed_in):
    said(ben, "Moje.")
    for act in ("zmien", "cofnij", "przywroc"):
        assert signed_in(ewa).post(address(thread, f"wpis/2/{act}/"), {"text": "x", "version": 1}).status_code == 403
    post = Post.objects.get(number=2)
    assert (post.html, post.deleted_at, post.version) == ("<p>Moje.</p>", None, 1)


def test_marks_never_go_back(thread, said, ben, ewa, signed_in):
    for _count in range(30):
        said(ben)
    browser = signed_in(ewa)
    browser.get(address(thread))
    browser.get(address(thread, "?od=21"))
    mark = ThreadRead.objects.get(user=ewa).last_number
    browser.get(address(thread))
    assert ThreadRead.objects.get(user=ewa).last_number == mark == 31


def test_a_thread_of_another_network_does_not_exist_here(thread, other_network, ben, cleo, signed_in):
    assert signed_in(cleo).get(address(thread)).status_code == 404
    crossed = f"/sieci/{other_network.slug}/forum/{thread.pk}/"
    assert signed_in(cleo).get(crossed).status_code == 404


def test_the_coordinator_pins_and_closes(thread, ada, ben, signed_in):
    assert signed_in(ben).post(address(thread, "porzadek/"), {"act": "pin"}).status_code == 403
    browser = signed_in(ada)
    browser.post(address(thread, "porzadek/"), {"act": "pin"})
    browser.post(address(thread, "porzadek/"), {"act": "lock", "lock-why": "Wszystko już powiedziane."})
    thread.refresh_from_db()
    assert thread.is_pinned
    assert thread.locked_at
    refused = signed_in(ben).post(address(thread, "odpowiedz/"), {"text": "Jeszcze słowo."})
    assert refused.status_code == 422
    assert "Jeszcze słowo." in refused.content.decode()
    assert browser.post(address(thread, "porzadek/"), {"act": "burn"}).status_code == 400


def test_everything_can_be_marked_as_read(network, section, thread, said, ada, ben, signed_in):
    open_thread(by=ada, network=network, section=section, title="Drugi", text="<p>x</p>")
    browser = signed_in(ben)
    browser.post(f"/sieci/{network.slug}/forum/przeczytane/")
    assert {row.unread for row in browser.get(f"/sieci/{network.slug}/forum/").context["page"].rows} == {0}
