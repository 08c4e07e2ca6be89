"""A mailing list becomes conversations: in order, under whom they answer, by whom they are, once."""

from __future__ import annotations

import mailbox
from email.utils import format_datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from forum.models import Post, Thread
from notifications.models import Notice
from tests.notifications.letters_in import answer

pytestmark = pytest.mark.django_db
LIST = "ulamki@lista.example"


@pytest.fixture
def run(network: Any, section: Any, tmp_path: Any) -> Any:
    """Imports letters given as (number, subject, sender, text, references, day)."""

    def do(letters: list[tuple[Any, ...]], **options: Any) -> str:
        box = mailbox.mbox(tmp_path / "lista.mbox")
        box.clear()
        for number, subject, sender, text, references, day in letters:
            moment = timezone.make_aware(timezone.datetime(2024, 3, day, 10))
            more = {"References": " ".join(references)} if references else {}
            box.add(
                answer(
                    LIST,
                    text,
                    number=number,
                    subject=subject,
                    sender=sender,
                    List_Id=f"<{LIST}>",
                    Date=format_datetime(moment),
                    **more,
                )
            )
        box.flush()
        out = StringIO()
        call_command("import_threads", str(tmp_path / "lista.mbox"), network=network.slug, stdout=out, **options)
        return out.getvalue()

    return do


LETTERS = [
    ("<3@x>", "Odp: [Ułamki] Karty pracy", "Zofia Dawna <zofia@stara.example>", "Mam inne.", ["<1@x>", "<2@x>"], 3),
    ("<1@x>", "[Ułamki] Karty pracy", "Ben <ben.lis@example.org>", "Kto ma karty?\n\n-- \nBen", [], 1),
    ("<2@x>", "Re: [Ułamki] Karty pracy", "Ewa Maj <EWA.MAJ@example.org>", "Ja mam.\n\n> Kto ma karty?", ["<1@x>"], 2),
    ("<4@x>", "Re: Karty pracy", "Ben <ben.lis@example.org>", "Dziękuję!", [], 4),
    ("<5@x>", "Wycieczka", "Ben <ben.lis@example.org>", "Kto jedzie?", [], 5),
]  # fmt: skip


def test_letters_become_a_tree_with_their_people_and_dates(run, network, ben, ewa, work_done):
    said = run(LETTERS)
    assert "dodano 5 listów" in said.lower()
    threads = {thread.title: thread for thread in Thread.objects.filter(network=network)}
    assert set(threads) == {"Karty pracy", "Wycieczka"}
    cards = threads["Karty pracy"]
    posts = list(Post.objects.filter(thread=cards).order_by("number"))
    assert [(post.author, post.parent and post.parent.number, post.html) for post in posts] == [
        (ben, None, "<p>Kto ma karty?</p>"),
        (ewa, None, "<p>Ja mam.</p>"),
        (None, 2, "<p><em>Zofia Dawna napisał(a) na liście:</em></p><p>Mam inne.</p>"),
        (ben, None, "<p>Dziękuję!</p>"),
    ]
    assert [timezone.localtime(post.created_at).day for post in posts] == [1, 2, 3, 4]
    cards.refresh_from_db()
    assert (cards.posts_count, cards.last_number, cards.last_post_by) == (4, 4, ben)
    work_done()
    assert not Notice.objects.filter(kind__startswith="forum.").exists()
    assert "stara.example" not in "".join(post.html + post.source for post in posts)


def test_a_second_run_adds_none_and_later_letters_find_their_place(run, network):
    run(LETTERS[:3])
    said = run([*LETTERS[:3], ("<6@x>", "Re: inny temat", "Ben <ben.lis@example.org>", "Znalazłem.", ["<3@x>"], 6)])
    assert said.count("jest już w sieci") == 3
    assert Thread.objects.filter(network=network).count() == 1
    assert Post.objects.filter(thread__network=network).count() == 4
    assert Post.objects.get(number=4).parent.number == 3


def test_a_rehearsal_writes_nothing_and_says_what_it_would_do(run, network):
    said = run(LETTERS, dry_run=True)
    assert "nowa rozmowa" in said
    assert "próba" in said
    assert not Thread.objects.filter(network=network).exists()


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(run, network):
    said = run([
        ("<1@x>", "Puste", "Ben <ben.lis@example.org>", "> tylko cytat", [], 1),
        ("<2@x>", "Za długie", "Ben <ben.lis@example.org>", "słowo " * 20_000, [], 2),
        ("<3@x>", "Dobre", "Ben <ben.lis@example.org>", "Jest.", [], 3),
    ])  # fmt: skip
    assert said.count(": pominięto:") == 2
    assert list(Thread.objects.filter(network=network).values_list("title", flat=True)) == ["Dobre"]


def test_a_wrong_network_section_or_file_is_said_and_changes_nothing(network, section, tmp_path):
    box = tmp_path / "x.mbox"
    box.write_text("")
    for options in (
        {"network": "nie-ma"},
        {"network": network.slug, "section": "nie-ma"},
    ):
        with pytest.raises(CommandError):
            call_command("import_threads", str(box), **options)
    with pytest.raises(CommandError):
        call_command("import_threads", str(tmp_path / "nie-ma"), network=network.slug)
    assert not Thread.objects.exists()
