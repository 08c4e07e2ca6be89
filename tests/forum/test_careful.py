"""Before sending: personal data are pointed out, covered or let through; the words stay meanwhile."""

from __future__ import annotations

import pytest

from forum.models import Post, Thread
from tests.forum.test_pages import address

CASE = "Kuba z mojej klasy ma dysleksję, proszę dzwonić: 601 234 567."


def test_a_reply_with_a_case_waits_for_its_author_and_proposes_a_narrower_circle(thread, ben, signed_in):
    browser = signed_in(ben)
    page = browser.post(address(thread, "odpowiedz/"), {"text": CASE})
    words = page.content.decode()
    assert page.status_code == 422
    assert Post.objects.count() == 1
    assert "<mark>Kuba</mark>" in words
    assert "<mark>601 234 567</mark>" in words
    assert "napisz do jednej osoby" in words
    assert CASE in words
    htmx = browser.post(address(thread, "odpowiedz/"), {"text": CASE}, headers={"HX-Request": "true"})
    assert htmx.status_code == 422
    assert "<mark>Kuba</mark>" in htmx.content.decode()


@pytest.mark.parametrize(
    ("choice", "stored"),
    [("blur", "<p>K. z mojej klasy ma dysleksję, proszę dzwonić: [numer telefonu].</p>"), ("as_is", f"<p>{CASE}</p>")],
)
def test_it_is_covered_or_sent_as_it_is(thread, ben, signed_in, choice, stored):
    assert signed_in(ben).post(address(thread, "odpowiedz/"), {"text": CASE, "checked": choice}).status_code == 302
    assert Post.objects.get(number=2).html == stored


def test_a_new_conversation_and_a_change_are_looked_at_too(network, section, thread, said, ben, signed_in):
    browser = signed_in(ben)
    sent = {"title": "Zosia i jej orzeczenie", "text": "Co robicie?", "section": section.pk}
    assert browser.post(f"/sieci/{network.slug}/forum/nowa/", sent).status_code == 422
    assert browser.post(f"/sieci/{network.slug}/forum/nowa/", sent | {"checked": "blur"}).status_code == 302
    assert Thread.objects.latest("pk").title == "Z. i jej orzeczenie"
    said(ben, "Zwykłe.")
    change = {"text": "Piszcie: jan@szkola.pl", "version": 1}
    assert browser.post(address(thread, "wpis/2/zmien/"), change).status_code == 422
    assert Post.objects.get(thread=thread, number=2).html == "<p>Zwykłe.</p>"


def test_ordinary_words_go_straight(thread, ben, signed_in):
    sent = {"text": "Jak pracować z uczniem z dysleksją? Spotkanie 12 maja o 16:30."}
    assert signed_in(ben).post(address(thread, "odpowiedz/"), sent).status_code == 302
