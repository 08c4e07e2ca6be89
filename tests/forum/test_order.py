"""Pinned, closed, moved, split, joined: by who steers, with a reason, and no old address breaks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forum import services
from forum.models import Post, Section, Thread
from forum.services import lock, merge, move, open_section, open_thread, pin, reply, split, unpin_expired
from forum.trees import level_of
from kit import clock
from kit.verdicts import Refused
from moderation.registry import MODERATED
from moderation.services import decide


def address(thread, rest=""):
    return thread.get_absolute_url() + rest


@pytest.fixture
def branch(said, ben, ewa):
    """1 ada; 2 ben; 3 ewa to 2; 4 ben to 3; 5 ewa to the thread."""
    said(ben, "Druga")
    said(ewa, "Trzecia", parent=2)
    said(ben, "Czwarta", parent=3)
    said(ewa, "Piąta")


def test_a_closed_conversation_says_who_when_and_why(thread, ada, ben, signed_in):
    lock(by=ada, thread=thread, locked=True, why="Ustalone na spotkaniu.")
    page = signed_in(ben).get(address(thread)).content.decode()
    assert "Ustalone na spotkaniu." in page
    assert "Ada Kowal" in page
    lock(by=ada, thread=thread, locked=False)
    assert "Ustalone na spotkaniu." not in signed_in(ben).get(address(thread)).content.decode()
    assert Thread.objects.get(pk=thread.pk).locked_by is None


def test_a_conversation_is_pinned_until_the_end_of_a_day(thread, ada):
    until = clock.today() + timedelta(days=2)
    pin(by=ada, thread=thread, pinned=True, until=until)
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert unpin_expired() == 0
    with clock.moved_to(clock.now() + timedelta(days=3)):
        assert unpin_expired() == 1
        assert unpin_expired() == 0
    assert not Thread.objects.get(pk=thread.pk).is_pinned
    with pytest.raises(Refused):
        pin(by=ada, thread=thread, pinned=True, until=clock.today() - timedelta(days=1))


def test_a_conversation_is_moved_and_moved_back(thread, network, section, ada, ben, signed_in):
    other = open_section(by=ada, network=network, name="Pomysły")
    browser = signed_in(ada)
    moved = browser.post(address(thread, "porzadek/"), {"act": "move", "move-section": other.pk})
    assert Thread.objects.get(pk=thread.pk).section == other
    assert "Z powrotem do" in browser.get(moved.url).content.decode()
    assert signed_in(ben).post(address(thread, "przeniesiono/"), {"skad": section.pk}).status_code == 403
    browser.post(address(thread, "przeniesiono/"), {"skad": section.pk})
    assert Thread.objects.get(pk=thread.pk).section == section
    assert browser.get(address(thread, "przeniesiono/?skad=x")).status_code == 404


def test_a_branch_becomes_a_conversation_and_old_addresses_lead_there(thread, branch, ada, ewa, signed_in):
    moved = list(Post.objects.filter(number__in=[2, 3, 4]).order_by("number").values_list("pk", flat=True))
    made = split(by=ada, thread=thread, number=2, title="Nowy wątek")
    posts = list(Post.objects.filter(thread=made).order_by("number"))
    assert [post.pk for post in posts] == moved
    assert [post.number for post in posts] == [1, 2, 3]
    assert [level_of(post.place) for post in posts] == [0, 0, 1]
    thread.refresh_from_db()
    made.refresh_from_db()
    assert (thread.posts_count, thread.last_number, made.posts_count, made.last_number) == (2, 5, 3, 3)
    browser = signed_in(ewa)
    for number, pk in zip((2, 3, 4), moved, strict=True):
        answer = browser.get(address(thread, f"wpis/{number}/"), follow=True)
        assert answer.redirect_chain[-1][0].startswith(address(made))
        assert f'id="wpis-{Post.objects.get(pk=pk).number}"' in answer.content.decode()
    page = browser.get(address(thread)).content.decode()
    assert "Czwarta" not in page
    assert "Piąta" in page
    reply(by=ewa, thread=made, text="<p>Dalej</p>", parent=2)
    reply(by=ewa, thread=thread, text="<p>Dalej</p>")
    assert Thread.objects.get(pk=thread.pk).last_number == 6


def test_conversations_are_joined_and_the_old_one_leads_to_the_other(
    thread, branch, network, section, ada, ewa, signed_in
):
    other = open_thread(by=ewa, network=network, section=section, title="Drugi", text="<p>Początek drugiego</p>")
    reply(by=ada, thread=other, text="<p>Odpowiedź</p>")
    target = merge(by=ada, thread=other, into=thread)
    target.refresh_from_db()
    assert (target.pk, target.posts_count, target.last_number) == (thread.pk, 7, 7)
    browser = signed_in(ewa)
    assert browser.get(address(other)).url == address(thread)
    answer = browser.get(address(other, "wpis/2/"), follow=True)
    assert answer.redirect_chain[-1][0].endswith("#wpis-7")
    with pytest.raises(Refused):
        merge(by=ada, thread=other, into=thread)
    with pytest.raises(Refused):
        reply(by=ewa, thread=other, text="<p>Za późno</p>")
    listed = browser.get(f"/sieci/{network.slug}/forum/").content.decode()
    assert "Drugi" not in listed


def test_a_post_moved_twice_is_still_found(thread, branch, ada, ewa, signed_in):
    made = split(by=ada, thread=thread, number=3, title="Raz")
    merge(by=ada, thread=made, into=thread)
    answer = signed_in(ewa).get(address(thread, "wpis/3/"), follow=True)
    assert "Trzecia" in answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("#wpis-6")


def test_members_keep_no_order_and_nothing_changes(thread, branch, other_network, section, ada, ben, cleo, signed_in):
    acts = (
        {"act": "pin"}, {"act": "lock", "lock-why": "x"}, {"act": "slow", "slow-minutes": "5"},
        {"act": "split", "split-number": "2", "split-title": "x"}, {"act": "unlock"}, {"act": "unpin"},
    )  # fmt: skip
    before = list(Thread.objects.values())
    for sent in acts:
        assert signed_in(ben).post(address(thread, "porzadek/"), sent).status_code == 403
        assert signed_in(cleo).post(address(thread, "porzadek/"), sent).status_code == 404
    assert list(Thread.objects.values()) == before
    assert signed_in(ben).get(address(thread, "porzadek/")).status_code == 403


def test_what_makes_no_sense_is_refused(thread, branch, other_network, ada):
    foreign = Section.objects.filter(network=other_network).first()
    for attempt in (
        lambda: split(by=ada, thread=thread, number=1, title="x"),
        lambda: split(by=ada, thread=thread, number=99, title="x"),
        lambda: split(by=ada, thread=thread, number=2, title="  "),
        lambda: merge(by=ada, thread=thread, into=thread),
        lambda: move(by=ada, thread=thread, section=thread.section),
        lambda: move(by=ada, thread=thread, section=foreign),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Thread.objects.filter(network=thread.network).count() == 1
    assert Post.objects.filter(thread=thread).count() == 5


def test_the_page_of_order_says_what_is_missing(thread, ada, signed_in):
    browser = signed_in(ada)
    assert browser.get(address(thread, "porzadek/?wpis=2")).status_code == 200
    for sent in ({"act": "lock"}, {"act": "split", "split-number": "1", "split-title": ""}, {"act": "slow"}):
        assert browser.post(address(thread, "porzadek/"), sent).status_code == 422
    assert not Thread.objects.get(pk=thread.pk).locked_at


def _places(*threads):
    rows = Post.objects.filter(thread__in=threads).order_by("pk")
    return list(rows.values_list("pk", "thread", "number", "place", "depth", "parent"))


def _counted(thread):
    return Thread.objects.values("posts_count", "gone", "merged_into", "locked_at", "last_post_at").get(pk=thread.pk)


def test_a_branch_that_was_split_off_goes_back_to_its_very_place(thread, branch, ada, signed_in):
    before, counted = _places(thread), _counted(thread)
    made = services.split(by=ada, thread=thread, number=2, title="Osobno")
    head = signed_in(ada)
    page = head.get(address(made, f"przeniesiono/?z={thread.pk}"))
    assert page.status_code == 200
    assert head.post(address(made, "przeniesiono/"), {"z": thread.pk}).url == thread.get_absolute_url()
    assert _places(thread) == before
    assert _counted(thread) == counted
    assert head.get(made.get_absolute_url()).url == thread.get_absolute_url(), "the address of the branch leads back"
    assert head.get(address(made, "wpis/1/")).status_code == 302


def test_joined_conversations_come_apart_again(thread, branch, section, network, ada, ewa):
    other = services.open_thread(by=ewa, network=network, section=section, title="Druga", text="<p>Raz.</p>")
    services.reply(by=ada, thread=other, text="<p>Dwa.</p>", parent=None)
    before, counted = _places(thread, other), (_counted(thread), _counted(other))
    services.merge(by=ada, thread=other, into=thread)
    services.take_back(by=ada, source=other, target=thread)
    assert _places(thread, other) == before
    now = (_counted(thread), _counted(other))
    assert [one | {"gone": ""} for one in now] == [one | {"gone": ""} for one in counted]


def test_words_that_wait_go_where_the_words_went_that_they_answer(thread, branch, section, network, ada, ben, ewa):
    other = services.open_thread(by=ewa, network=network, section=section, title="Druga", text="<p>Raz.</p>")
    answered = services.reply(by=ada, thread=other, text="<p>Dwa.</p>")
    services.merge(by=ada, thread=other, into=thread)
    Section.objects.filter(pk=section.pk).update(mode="everything")
    moved = Post.objects.get(pk=answered.pk)
    held = services.reply(by=ben, thread=thread, text="<p>Czekam.</p>", parent=moved.number)
    plain = services.reply(by=ben, thread=thread, text="<p>Do całej rozmowy.</p>")
    services.take_back(by=ada, source=other, target=thread)
    for waiting in (held, plain):
        waiting.refresh_from_db()
        decide(by=ada, kind=MODERATED["held_post"], thing=waiting, act="publish")
        waiting.refresh_from_db()
    assert (held.post.thread, held.post.parent_id) == (other, moved.pk)
    assert plain.post.thread == thread


def test_what_was_answered_meanwhile_is_not_torn_off(thread, branch, ada, ben, ewa):
    made = services.split(by=ada, thread=thread, number=2, title="Osobno")
    services.reply(by=ewa, thread=made, text="<p>Już tutaj.</p>")
    before = _places(thread, made)
    with pytest.raises(Refused):
        services.take_back(by=ada, source=thread, target=made)
    with pytest.raises(Refused):
        services.take_back(by=ben, source=thread, target=made)
    assert _places(thread, made) == before
