"""Doors of the forum's ways of reading: branches, history, marks, drafts, questions, feeds, what is made of a post."""

from __future__ import annotations

from typing import Any

from forum import services
from tests.access.doors import Door, made, network_at, page, post
from tests.access.doors_forum import _thread


@made
def _asked(world: Any) -> Any:
    """Ada's question with Ewa's answer, which Ada accepted."""
    network, ada, ewa = (world.fixture(name) for name in ("network", "ada", "ewa"))
    section = services.default_section(network)
    thread = services.open_thread(
        by=ada, network=network, section=section, title="Jak zacząć?", text="<p>No jak?</p>", is_question=True
    )
    answer = services.reply(by=ewa, thread=thread, text="<p>Od pizzy.</p>")
    services.accept(by=ada, post=answer, accepted=True)
    return thread


def _section(world: Any) -> str:
    return _thread(world).section.slug


_at = network_at(thread_id=_thread)
_two = network_at(thread_id=_thread, number=2)
_answer = network_at(thread_id=_asked, number=2)
_section_at = network_at(section=_section)

DOORS: list[Door] = [
    page("thread_read", "branch", "forum:branch", _two),
    page("thread_read", "the accepted answer", "forum:answer", network_at(thread_id=_asked)),
    page("thread_read", "earlier words", "forum:post_history", _two),
    page("thread_read", "what can be done with a post", "forum:post_acts", _two),
    page("thread_read", "what can be made of a post", "forum:post_use", _two),
    page("thread_read", "to be printed", "forum:print", _at),
    page("thread_read", "drafts", "forum:drafts", network_at()),
    post("thread_mark", "throw a draft away", "forum:drafts", network_at(), only_reads=True),
    post("thread_mark", "way of reading", "forum:read_as", _at, {"jak": "czas"}, only_reads=True),
    post("thread_mark", "bookmark", "forum:post_bookmark", _two, {"note": "na potem"}),
    post("thread_write", "draft of a reply", "forum:draft_save", _at, {"text": "Zaczynam"}),
    post("thread_write", "draft of a conversation", "forum:thread_draft_save", network_at(), {"text": "Zaczynam"}),
    post("thread_write", "ask for consent", "forum:post_use", _two, {"act": "ask"}),
    post("thread_write", "sign", "forum:post_sign", _two, {"sign": "thanks"}),
    post("thread_moderate", "accept an answer", "forum:post_accept", _answer, {"act": "undo"}),
    page("thread_moderate", "summary asks", "forum:summary", _at),
    post("thread_moderate", "summary", "forum:summary", _at, {"text": "<p>Krótko.</p>"}),
    page("section_open", "words of a section", "forum:section_edit", _section_at),
    post("section_open", "change the words of a section", "forum:section_edit", _section_at, {"name": "Nowa nazwa"}),
    post("post_of_another", "bring earlier words back", "forum:post_history", _two, {"version": "1"}),
    page("signed_in", "bookmarks", "forum:bookmarks"),
    page("signed_in", "feed of conversations asks", "forum:feed_page"),
    post("signed_in", "make a feed of conversations", "forum:feed_page"),
    page("nothing_public", "a guessed feed", "forum:feed", {"token": "zgaduj-zgadula"}, surface="feed"),
]
