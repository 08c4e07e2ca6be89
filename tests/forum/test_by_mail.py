# ruff: noqa: F811
"""Answers by e-mail become posts: of the right person, in the right place, once; and of nobody else."""

from __future__ import annotations

import io
import sys
from email.header import decode_header, make_header
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from forum import services
from forum.models import Draft, HeldPost, Mode, Post
from notifications.enums import Received
from notifications.models import IncomingLetter
from notifications.replying.receiving import receive
from tests.forum.mailed import called, letters_out, taking_answers  # noqa: F401 - fixtures
from tests.notifications.letters_in import answer

pytestmark = pytest.mark.django_db


def _posts(thread: Any) -> list[tuple[Any, str]]:
    return list(Post.objects.filter(thread=thread, number__gt=2).values_list("author__email", "html"))


def test_an_answer_becomes_a_post_under_the_one_it_answers(called, thread, ewa, letters_out):
    quoted = "W dniu 14.10.2026 o 12:00, Ben Lis (Splot) pisze:\n> ---- odpowiedz nad tą linią ----\n> @Ewa"
    body = f"Zaczynam od pizzy.\n\n{quoted}"
    assert receive(answer(called.address, body).as_bytes()) == Received.PUBLISHED
    [post] = Post.objects.filter(author=ewa)
    assert (post.html, post.parent, post.thread) == ("<p>Zaczynam od pizzy.</p>", called.post, thread)
    told = [letter for letter in letters_out() if letter.to == [ewa.email]]
    assert len(told) == 1
    assert "Zaczynam od pizzy." in told[0].body
    assert post.get_absolute_url() in told[0].body
    assert told[0].extra_headers["In-Reply-To"] == "<a1@poczta.example>"
    assert told[0].extra_headers["Auto-Submitted"] == "auto-replied"


def test_the_same_letter_twice_is_one_post_and_one_answer(called, ewa, letters_out):
    raw = answer(called.address).as_bytes()
    assert [receive(raw), receive(raw)] == [Received.PUBLISHED, Received.REPEATED]
    assert Post.objects.filter(author=ewa).count() == 1
    assert len([letter for letter in letters_out() if letter.to == [ewa.email]]) == 1


@pytest.mark.parametrize(
    "sender",
    [
        "Ben Lis <ben.lis@example.org>",
        '"ewa.maj@example.org" <zly@example.net>',
        "ewa.maj@example.org, zly@example.net",
        "zly@example.net, Ewa <ewa.maj@example.org>",
        "Ewa <zly@example.net> <ewa.maj@example.org>",
        "<>",
        "ewa.maj@example.org.example.net",
    ],
)
def test_anothers_address_changes_nothing_and_gets_no_answer(called, thread, sender, letters_out):
    raw = answer(called.address).as_string().replace("From: Ewa Maj <ewa.maj@example.org>", f"From: {sender}")
    assert receive(raw.encode()) in {Received.UNKNOWN, Received.AUTOMATIC}
    assert _posts(thread) == []
    assert letters_out() == []
    assert not IncomingLetter.objects.exists()


def test_two_senders_are_none(called, thread):
    raw = "From: zly@example.net\n" + answer(called.address).as_string()
    assert receive(raw.encode()) == Received.UNKNOWN


def test_a_seal_that_is_wrong_by_one_letter_is_worth_nothing(called, thread, letters_out):
    at = called.address.index("@") - 1
    for wrong in "ab":
        forged = called.address[:at] + wrong + called.address[at + 1 :]
        if forged != called.address:
            assert receive(answer(forged).as_bytes()) == Received.UNKNOWN
    assert _posts(thread) == []


def test_anothers_address_for_answers_is_worth_nothing(called, said, thread, ada, ben, ewa, letters_out):
    """Ben has Ewa's address for answers (she forwarded the letter): it takes no answers of his."""
    sent = answer(called.address, sender="ben.lis@example.org")
    assert receive(sent.as_bytes()) == Received.UNKNOWN


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<lista.example.org>"},
    ],
)
def test_what_a_machine_wrote_is_left_out(called, thread, headers, letters_out):
    assert receive(answer(called.address, "Jestem na urlopie.", **headers).as_bytes()) == Received.AUTOMATIC
    assert (_posts(thread), letters_out()) == ([], [])


def test_our_own_letter_coming_back_is_left_out(called, thread):
    called.letter.to = [called.address]
    raw = called.letter.message().as_bytes()
    assert receive(raw) == Received.AUTOMATIC


@pytest.mark.parametrize(
    ("checks", "outcome"),
    [
        (["mx.splot.test; dmarc=fail header.from=example.org"], Received.FORGED),
        (["mx.splot.test; spf=fail; dkim=none"], Received.FORGED),
        (["mx.splot.test; spf=softfail smtp.mailfrom=x; dkim=pass header.d=example.org"], Received.PUBLISHED),
        (["mx.splot.test; dmarc=pass", "mx.splot.test; dmarc=fail"], Received.PUBLISHED),
        (["mx.splot.test; dmarc=fail", "mx.splot.test; dmarc=pass"], Received.FORGED),
        (["evil.example; dmarc=fail"], Received.PUBLISHED),
        ([], Received.PUBLISHED),
    ],
)
def test_the_word_of_our_own_mail_server_counts(called, settings, checks, outcome):
    settings.MAIL_CHECKED_BY = "mx.splot.test"
    raw = "".join(f"Authentication-Results: {one}\n" for one in checks) + answer(called.address).as_string()
    assert receive(raw.encode()) == outcome


def test_who_left_the_network_is_told_and_nothing_is_published(called, thread, ewa, letters_out):
    from networks.models import Membership

    Membership.objects.filter(user=ewa).delete()
    assert receive(answer(called.address, "Moje słowa.").as_bytes()) == Received.REFUSED
    assert _posts(thread) == []
    [told] = letters_out()
    assert "Moje słowa." in told.body
    assert "ułamki" not in told.body
    assert IncomingLetter.objects.get().text == ""


def test_a_closed_conversation_says_so_and_gives_the_text_back(called, thread, ada, letters_out):
    services.lock(by=ada, thread=thread, locked=True, why="Sprawa załatwiona")
    assert receive(answer(called.address, "Jeszcze jedno.").as_bytes()) == Received.REFUSED
    [told] = [letter for letter in letters_out() if "nie została opublikowana" in letter.body]
    assert "zamknięta" in told.body
    assert "Jeszcze jedno." in told.body


def test_where_everything_is_read_first_it_waits(called, thread, section, ewa, letters_out):
    section.mode = Mode.EVERYTHING
    section.save()
    assert receive(answer(called.address).as_bytes()) == Received.WAITING
    held = HeldPost.objects.get(author=ewa)
    [told] = [letter for letter in letters_out() if letter.to == [ewa.email]]
    assert held.get_absolute_url() in told.body
    assert _posts(thread) == []


def test_personal_data_are_looked_at_before_they_are_published(called, thread, ewa, letters_out):
    assert receive(answer(called.address, "Zadzwoń: 601 602 603.").as_bytes()) == Received.KEPT
    assert "601 602 603" in Draft.objects.get(person=ewa, thread=thread, parent=called.post.number).html
    [told] = [letter for letter in letters_out() if letter.to == [ewa.email]]
    assert "601 602 603" not in told.body
    assert _posts(thread) == []


def test_a_post_that_moved_elsewhere_takes_no_answers_to_older_letters(called, thread, network, section, ada):
    other = services.open_thread(by=ada, network=network, section=section, title="Inna", text="<p>x</p>")
    Post.objects.filter(pk=called.post.pk).update(thread=other, number=7)
    assert receive(answer(called.address).as_bytes()) == Received.UNKNOWN


def test_attachments_are_named_and_not_taken(called, ewa, letters_out):
    assert receive(answer(called.address, files=["karta.pdf"]).as_bytes()) == Received.PUBLISHED
    [told] = [letter for letter in letters_out() if letter.to == [ewa.email]]
    assert "karta.pdf" in told.body


def test_a_letter_with_nothing_but_a_quotation_is_given_back(called, thread):
    assert receive(answer(called.address, "> cytat\n> cytat\n").as_bytes()) == Received.REFUSED
    assert _posts(thread) == []


def test_hostile_html_comes_out_clean(called, ewa):
    page = '<div>Tak<img src=x onerror=alert(1)><script>alert(2)</script> <a href="javascript:alert(3)">tu</a></div>'
    assert receive(answer(called.address, None, page=page).as_bytes()) == Received.PUBLISHED
    assert Post.objects.get(author=ewa).html == "<p>Tak tu</p>"


def test_links_that_are_one_persons_own_are_not_published(called, ewa, settings):
    text = f"Patrz {settings.BASE_URL}/powiadomienia/rezygnacja/abc:def/ i {called.address}"
    assert receive(answer(called.address, text).as_bytes()) == Received.PUBLISHED
    html = Post.objects.get(author=ewa).html
    assert "rezygnacja" not in html
    assert "odpowiedz+" not in html


def test_too_many_letters_within_an_hour_are_left_out(called, ewa, monkeypatch):
    from notifications.replying import receiving

    monkeypatch.setattr(receiving, "MOST_IN_AN_HOUR", 2)
    got = [receive(answer(called.address, f"Słowo {n}", number=f"<{n}@x>").as_bytes()) for n in range(3)]
    assert got == [Received.PUBLISHED, Received.PUBLISHED, Received.FLOOD]


def test_letters_of_a_conversation_belong_together(called, said, thread, ben, ada, ewa, letters_out):
    """RFC 5322: each names the conversation and the posts above it; numbers are one person's own."""
    first = called.letter.extra_headers
    assert first["References"] == f"<thread-{thread.pk}.to-{ewa.pk}@127.0.0.1>"
    said(ada, "@Ewa Maj, i ja pytam", parent=called.post.number)
    [second] = letters_out(ewa)
    assert second.extra_headers["In-Reply-To"] == first["Message-ID"]
    assert second.extra_headers["References"] == f"{first['References']} {first['Message-ID']}"
    assert second.extra_headers["Message-ID"] != first["Message-ID"]
    assert second.subject == called.letter.subject == "Re: Jak oswoić ułamki?"
    assert str(make_header(decode_header(second.from_email))).startswith("Ada Kowal – Splot <")
    assert "odpowiedz nad tą linią" in second.body
    assert second.reply_to != called.letter.reply_to


def test_several_posts_in_one_letter_are_answered_in_the_conversation(said, thread, ada, ben, ewa, letters_out):
    said(ben, "@Ewa Maj raz")
    said(ada, "@Ewa Maj dwa")
    [letter] = letters_out(ewa)
    assert receive(answer(letter.reply_to[0]).as_bytes()) == Received.PUBLISHED
    assert Post.objects.get(author=ewa).parent is None


def test_without_an_address_letters_are_as_they_were(settings, said, ben, ewa, letters_out):
    settings.REPLY_ADDRESS = ""
    said(ben, "@Ewa Maj?")
    letter = next(one for one in letters_out() if one.to == [ewa.email] and "ułamki" in one.subject)
    assert not letter.reply_to
    assert "nad tą linią" not in letter.body


def test_the_pipe_of_a_mail_server(called, ewa, monkeypatch, capsys):
    raw = answer("undisclosed@splot.test").as_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("receive_mail", to=[called.address])
    assert Post.objects.filter(author=ewa).count() == 1
    assert capsys.readouterr().out == "published\n"
