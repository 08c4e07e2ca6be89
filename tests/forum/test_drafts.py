"""Nothing written is lost: drafts per (person, thread, answered post), two devices, what moderation gives back."""

from __future__ import annotations

import uuid

import pytest

from forum import services
from forum.models import Draft, Mode, Post
from forum.services import drafts
from kit.verdicts import Refused
from moderation.enums import Act
from moderation.services import decide
from tests.forum.test_pages import address

SCRIPT = {"X-Requested-With": "splot"}


def save(browser, thread, text, **more):
    return browser.post(address(thread, "szkic/"), {"text": text, "text_as": "html", **more}, headers=SCRIPT)


def test_what_is_written_waits_in_its_place_on_any_device(thread, said, ben, ewa, signed_in):
    said(ewa, "Pytanie.")
    answer = save(signed_in(ben), thread, "<p>Zaczynam od…</p>", parent="2")
    assert answer.json()["version"] == 1
    assert "Szkic zapisany" in answer.json()["saved"]
    elsewhere = signed_in(ben)
    page = elsewhere.get(address(thread, "?odpowiedz=2"))
    assert page.context["form"]["text"].value() == "<p>Zaczynam od…</p>"
    assert "Zaczynam od" in page.content.decode()
    plain = elsewhere.get(address(thread))
    assert plain.context["form"]["text"].value() is None
    assert address(thread, "?odpowiedz=2#odpowiedz") in plain.content.decode()
    assert "Zaczynam od" not in signed_in(ewa).get(address(thread, "?odpowiedz=2")).content.decode()


def test_a_second_device_is_told_and_nothing_is_written_over(thread, ben, signed_in):
    one, other = signed_in(ben), signed_in(ben)
    save(one, thread, "<p>Z domu.</p>")
    answer = save(other, thread, "<p>Ze szkoły.</p>")
    assert answer.status_code == 409
    assert answer.json()["html"] == "<p>Z domu.</p>"
    assert Draft.objects.get().html == "<p>Z domu.</p>"
    assert save(other, thread, "<p>Ze szkoły.</p>", draft_version="1").json()["version"] == 2
    assert save(one, thread, "<p>Znów z domu.</p>", draft_version="1").status_code == 409


def test_sending_ends_the_draft_and_emptying_it_too(thread, said, ben, ewa, signed_in):
    browser = signed_in(ben)
    said(ewa)
    save(browser, thread, "<p>Do rozmowy.</p>")
    save(browser, thread, "<p>Do Ewy.</p>", parent="2")
    services.reply(by=ben, thread=thread, text="<p>Do Ewy.</p>", parent=2)
    assert [draft.parent for draft in Draft.objects.all()] == [0]
    assert save(browser, thread, "<p></p>", draft_version="1").json()["version"] == 0
    assert not Draft.objects.exists()


def test_a_text_that_goes_on_as_an_answer_takes_its_draft_along(thread, said, ben, ewa, signed_in):
    browser = signed_in(ben)
    said(ewa)
    save(browser, thread, "<p>Myśl.</p>")
    save(browser, thread, "<p>Myśl dalsza.</p>", parent="2", left="0")
    assert [(draft.parent, draft.html) for draft in Draft.objects.all()] == [(2, "<p>Myśl dalsza.</p>")]


def test_without_scripts_the_draft_is_a_button_and_a_list(network, thread, ben, signed_in):
    browser = signed_in(ben)
    page = browser.post(address(thread, "szkic/"), {"text": "Ręcznie & prosto", "text_as": "text"}, follow=True)
    assert "Szkic jest zapisany" in page.content.decode()
    assert page.context["form"]["text"].value() == "<p>Ręcznie &amp; prosto</p>"
    browser.post(f"/sieci/{network.slug}/forum/szkic/", {"title": "Nowa myśl", "text": ""})
    listed = browser.get(f"/sieci/{network.slug}/forum/szkice/").content.decode()
    assert "Nowa myśl" in listed
    assert thread.title in listed
    assert browser.get(f"/sieci/{network.slug}/forum/nowa/").context["form"]["title"].value() == "Nowa myśl"
    browser.post(f"/sieci/{network.slug}/forum/szkice/", {"draft": str(Draft.objects.get(thread=thread).pk)})
    assert [draft.title for draft in Draft.objects.all()] == ["Nowa myśl"]


def test_a_rejected_post_comes_back_below_what_was_begun_meanwhile(thread, ben, signed_in):
    drafts.keep(person=ben, place=thread.network, thread=thread, html="<p>Odrzucone.</p>")
    assert Draft.objects.get().came_back
    drafts.keep(person=ben, place=thread.network, thread=thread, html="<p>Drugie.</p>")
    assert Draft.objects.get().html == "<p>Odrzucone.</p><hr><p>Drugie.</p>"
    assert "wróciło z moderacji" in signed_in(ben).get(f"/sieci/{thread.network.slug}/forum/szkice/").content.decode()


def test_strangers_and_closed_threads_keep_no_drafts(thread, ada, ben, cleo, signed_in):
    assert save(signed_in(cleo), thread, "<p>x</p>").status_code == 404
    services.lock(by=ada, thread=thread, locked=True)
    assert save(signed_in(ben), thread, "<p>x</p>").status_code == 422
    with pytest.raises(Refused):
        drafts.save(by=ben, place=thread.network, thread=thread, text="<p>x</p>")
    assert not Draft.objects.exists()


def test_a_draft_is_cleaned_and_is_nobodys_post(thread, ben, signed_in):
    save(signed_in(ben), thread, '<p onclick="x()">Tak<script>x()</script></p>')
    assert Draft.objects.get().html == "<p>Tak</p>"
    assert Post.objects.count() == 1
    assert save(signed_in(ben), thread, "a" * 70_000, draft_version="1").status_code == 422


# --- what was not published, and what was just sent


@pytest.fixture
def read_first(section):
    """Everything in the section is read before others see it."""
    section.mode = Mode.EVERYTHING
    section.save()


def refused(held):
    services.holding.refuse(held, None)


def test_a_rejected_conversation_returns_with_its_title(network, section, read_first, ben, signed_in):
    held = services.open_thread(by=ben, network=network, section=section, title="Oceny", text="<p>Treść.</p>")
    refused(held)
    draft = Draft.objects.get(person=ben, thread=None)
    assert (draft.title, draft.html, draft.came_back) == ("Oceny", "<p>Treść.</p>", True)
    form = signed_in(ben).get(f"/sieci/{network.slug}/forum/nowa/").context["form"]
    assert (form["title"].value(), form["text"].value()) == ("Oceny", "<p>Treść.</p>")


def test_it_comes_below_a_conversation_begun_meanwhile(network, section, read_first, ben):
    held = services.open_thread(by=ben, network=network, section=section, title="Oceny", text="<p>Treść.</p>")
    drafts.save(by=ben, place=network, thread=None, title="Inna", text="<p>Inne.</p>")
    refused(held)
    draft = Draft.objects.get(person=ben)
    assert (draft.title, draft.html) == ("Inna", "<p>Inne.</p><hr><h3>Oceny</h3><p>Treść.</p>")


def test_rejected_other_words_wait_where_the_post_is_changed(thread, said, section, ben, signed_in):
    post = said(ben, "Dawne.")
    section.mode = Mode.EVERYTHING
    section.save()
    held = services.edit(by=ben, post=post, text="<p>Nowe.</p>", version=1)
    refused(held)
    draft = Draft.objects.get(person=ben)
    assert (draft.changes, draft.html) == (post, "<p>Nowe.</p>")
    browser = signed_in(ben)
    page = browser.get(address(thread, f"wpis/{post.number}/zmien/"))
    assert page.context["form"]["text"].value() == "<p>Nowe.</p>"
    listed = browser.get(f"/sieci/{thread.network.slug}/forum/szkice/").content.decode()
    assert address(thread, f"wpis/{post.number}/zmien/") in listed
    assert "Nowe." not in browser.get(address(thread)).content.decode()


def test_what_changes_were_asked_for_stands_among_the_drafts(thread, read_first, ada, ben, signed_in):
    held = services.reply(by=ben, thread=thread, text="<p>Słowa</p>")
    url = f"/sieci/{thread.network.slug}/forum/szkice/"
    assert held.get_absolute_url() not in signed_in(ben).get(url).content.decode()
    decide(
        by=ada, kind=services.holding.kind(), thing=held, act=Act.ASK, ground="network_rules", words="Skróć, proszę."
    )
    assert held.get_absolute_url() in signed_in(ben).get(url).content.decode()
    assert held.get_absolute_url() not in signed_in(ada).get(url).content.decode()


def test_other_words_begun_are_kept_on_the_server_and_end_when_they_stand(thread, said, ben, ewa, signed_in):
    post, browser = said(ben, "Dawne."), signed_in(ben)
    url = address(thread, f"wpis/{post.number}/")
    told = browser.post(url + "szkic/", {"text": "<p>Nowsze</p>", "text_as": "html"}, headers=SCRIPT).json()
    assert told["version"] == 1
    assert browser.get(url + "zmien/").context["form"]["text"].value() == "<p>Nowsze</p>"
    answer = signed_in(ewa).post(url + "szkic/", {"text": "<p>x</p>", "text_as": "html"}, headers=SCRIPT)
    assert answer.status_code == 422
    browser.post(url + "zmien/", {"text": "<p>Nowsze</p>", "text_as": "html", "version": "1"})
    assert not Draft.objects.exists()


def test_a_saving_on_its_way_brings_no_sent_text_back(thread, ben, signed_in):
    browser, key = signed_in(ben), str(uuid.uuid4())
    browser.post(address(thread, "odpowiedz/"), {"text": "Gotowe.", "once": key})
    told = save(browser, thread, "<p>Gotowe.</p>", once=key).json()
    assert told["version"] == 0
    assert not Draft.objects.exists()
    assert save(browser, thread, "<p>Coś nowego.</p>", once=str(uuid.uuid4())).json()["version"] == 1


@pytest.mark.parametrize("waits", [False, True])
def test_nor_a_sent_conversation(network, section, ben, signed_in, waits):
    section.mode = Mode.EVERYTHING if waits else Mode.OPEN
    section.save()
    key = uuid.uuid4()
    services.open_thread(by=ben, network=network, section=section, title="T", text="<p>x</p>", key=key)
    assert drafts.save(by=ben, place=network, thread=None, title="T", text="<p>x</p>", key=key) is None
    assert not Draft.objects.exists()


def test_a_saving_that_ends_after_the_sending_clears_up(thread, ben, django_capture_on_commit_callbacks, monkeypatch):
    key = uuid.uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        # The saving looked before the post was there …
        drafts.save(by=ben, place=thread.network, thread=thread, text="<p>Gotowe.</p>", key=key)
        # … and ends after it.
        services.reply(by=ben, thread=thread, text="<p>Gotowe.</p>", key=key, draft=False)
    assert not Draft.objects.exists()
    assert Post.objects.filter(thread=thread).count() == 2
