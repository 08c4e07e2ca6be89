"""Signs, bookmarks, the accepted answer, quotations, citations, consent."""

from __future__ import annotations

import pytest

from forum import services
from forum.enums import Sign
from forum.models import Citation, Post, PostMark
from forum.services import open_thread
from kit.verdicts import Refused
from notifications.models import Notice
from provenance.registry import THINGS
from tests.forum.test_pages import address


@pytest.fixture
def post(said, ben):
    return said(ben, "Zaczynam od pizzy.")


def test_signs_are_left_once_taken_away_and_never_on_ones_own(thread, post, ada, ben, ewa, signed_in):
    browser = signed_in(ewa)
    browser.post(address(thread, "wpis/2/znak/"), {"sign": "thanks"})
    services.leave_sign(by=ada, post=post, sign=Sign.THANKS)
    assert Post.objects.get(pk=post.pk).signs == {"thanks": 2}
    page = browser.get(address(thread)).content.decode()
    assert "Dziękuję 2" in page
    answer = browser.post(address(thread, "wpis/2/znak/"), {"sign": "thanks"}, headers={"HX-Request": "true"})
    assert 'id="wpis-2"' in answer.content.decode()
    assert Post.objects.get(pk=post.pk).signs == {"thanks": 1}
    assert signed_in(ben).post(address(thread, "wpis/2/znak/"), {"sign": "thanks"}).status_code == 403
    assert browser.post(address(thread, "wpis/2/znak/"), {"sign": "bookmark"}).status_code == 400
    assert PostMark.objects.count() == 1


def test_bookmarks_have_a_note_and_are_ones_own(thread, post, ewa, ada, signed_in):
    browser = signed_in(ewa)
    browser.post(address(thread, "wpis/2/zakladka/"), {"note": "na poniedziałek"})
    assert "na poniedziałek" in browser.get("/forum/zakladki/").content.decode()
    assert "na poniedziałek" not in signed_in(ada).get("/forum/zakladki/").content.decode()
    assert "na poniedziałek" not in signed_in(ada).get(address(thread)).content.decode()
    services.hide(post)
    assert "Zaczynam od pizzy" not in browser.get("/forum/zakladki/").content.decode()
    services.show(post)
    browser.post(address(thread, "wpis/2/zakladka/"), {"act": "drop", "back": "list"})
    assert not PostMark.objects.exists()


def test_who_asked_accepts_the_answer_and_everybody_is_led_to_it(network, section, ada, ben, ewa, said, signed_in):
    question = open_thread(by=ewa, network=network, section=section, title="Jak?", text="<p>Jak?</p>", is_question=True)
    answer = services.reply(by=ben, thread=question, text="<p>Tak.</p>")
    assert signed_in(ben).post(address(question, "wpis/2/odpowiedz-przyjeta/")).status_code == 403
    signed_in(ewa).post(address(question, "wpis/2/odpowiedz-przyjeta/"))
    question.refresh_from_db()
    assert question.answer == answer
    page = signed_in(ada).get(address(question)).content.decode()
    assert "pytanie, jest odpowiedź" in page
    assert signed_in(ada).get(address(question, "odpowiedz-przyjeta/")).url == address(question, "wpis/2/")
    signed_in(ada).post(address(question, "wpis/2/odpowiedz-przyjeta/"), {"act": "undo"})
    question.refresh_from_db()
    assert question.answer is None
    assert signed_in(ada).get(address(question, "odpowiedz-przyjeta/")).status_code == 404


def test_a_talk_has_no_answer(thread, post, ada):
    with pytest.raises(Refused):
        services.accept(by=ada, post=post, accepted=True)


def test_a_quotation_names_its_source_and_does_not_grow(thread, post, ewa, signed_in):
    browser = signed_in(ewa)
    page = browser.get(address(thread, "?cytat=2&odpowiedz=2"))
    text = page.context["form"]["text"].value()
    assert "Zaczynam od pizzy." in text
    assert f'<a href="{address(thread, "wpis/2/")}">Ben Lis, #2</a>' in text
    services.reply(by=ewa, thread=thread, text=f"{text}<p>Ja też.</p>", parent=2)
    again = browser.get(address(thread, "?cytat=3")).context["form"]["text"].value()
    assert "Ja też." in again
    assert "pizzy" not in again


def test_a_conversation_says_where_it_is_cited_to_those_who_may_read_there(
    network, section, thread, post, ada, ben, ewa, cleo, other_network, work_done, signed_in
):
    words = f'<p>Zob. <a href="{address(thread, "wpis/2/")}">tam</a></p>'
    other = open_thread(by=ewa, network=network, section=section, title="Osobna sprawa", text=words)
    hidden = services.default_section(other_network)
    open_thread(by=cleo, network=other_network, section=hidden, title="U nas obcych", text=words)
    work_done()
    page = signed_in(ben).get(address(thread)).content.decode()
    assert "Osobna sprawa" in page
    assert "U nas obcych" not in page
    assert Citation.objects.filter(thread=thread, number=2).count() == 2
    first = other.posts.get()
    services.edit(by=ewa, post=first, text="<p>Już nie.</p>", version=1)
    work_done()
    assert "Osobna sprawa" not in signed_in(ben).get(address(thread)).content.decode()


def test_words_go_along_only_with_their_authors_consent(thread, post, ada, ben, ewa, signed_in):
    seed = provenance_seed(ewa, post)
    assert seed.text == ""
    assert seed.title == thread.title
    browser = signed_in(ewa)
    browser.post(address(thread, "wpis/2/wykorzystaj/"), {"act": "ask"})
    browser.post(address(thread, "wpis/2/wykorzystaj/"), {"act": "ask"})
    assert Notice.objects.filter(user=ben, kind="forum.consent_asked").count() == 1
    assert browser.post(address(thread, "wpis/2/wykorzystaj/"), {"act": "agree"}).status_code == 403
    signed_in(ben).post(address(thread, "wpis/2/wykorzystaj/"), {"act": "agree"})
    assert Notice.objects.filter(user=ewa, kind="forum.consent_answered").count() == 1
    assert provenance_seed(ewa, post).text == "<p>Zaczynam od pizzy.</p>"
    signed_in(ben).post(address(thread, "wpis/2/wykorzystaj/"), {"act": "refuse"})
    assert provenance_seed(ewa, post).text == ""
    assert provenance_seed(ben, post).text == "<p>Zaczynam od pizzy.</p>"


def provenance_seed(user, post):
    return THINGS["post"].seed(user, post.pk)


def test_acts_stand_on_a_page_of_their_own_without_scripts(thread, post, ben, ewa, signed_in):
    page = signed_in(ewa).get(address(thread, "wpis/2/wiecej/"))
    words = page.content.decode()
    assert page.status_code == 200
    assert f"/wiadomosci/nowa/?do={ben.pk}" in words
    assert address(thread, "wpis/2/wykorzystaj/") in words
    part = signed_in(ewa).get(address(thread, "wpis/2/wiecej/"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    services.hide(post)
    assert signed_in(ewa).get(address(thread, "wpis/2/wiecej/")).status_code == 404
