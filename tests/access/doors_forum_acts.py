"""Doors of the forum beside reading and answering: forms, one's own posts, marks, sections, the moderators' table."""

from __future__ import annotations

from typing import Any

from forum import services
from tests.access.doors import Door, made, network_at, page, post, thing_at
from tests.access.doors_forum import _planned, _thread


@made
def _taken_back(world: Any) -> Any:
    """Ewa's answer, taken back."""
    item = _thread(world).posts.get(number=2)
    services.delete(by=world.fixture("ewa"), post=item)
    return item


@made
def _decision(world: Any) -> Any:
    """Ada has hidden Ewa's answer."""
    from moderation import services as moderation
    from moderation.registry import MODERATED

    item = _thread(world).posts.get(number=2)
    return moderation.decide(
        by=world.fixture("ada"), kind=MODERATED["post"], thing=item, act="hide", ground="off_topic", words="Nie tu."
    )


def _post(world: Any) -> Any:
    return _thread(world).posts.get(number=2)


_at = network_at(thread_id=_thread)
_two = network_at(thread_id=_thread, number=2)
_gone = network_at(thread_id=lambda world: _taken_back(world).thread, number=2)
_later = network_at(planned_id=_planned)
_kind = thing_at(kind="post", pk=_post)

DOORS: list[Door] = [
    page("thread_read", "box of a reply", "forum:reply", _at),
    page("thread_read", "box of a planned reply", "forum:plan_reply", _at),
    page("thread_write", "new thread asks", "forum:thread_open", network_at()),
    page("thread_write", "planned thread asks", "forum:plan_thread", network_at()),
    post("thread_follow", "follow", "forum:follow", _at, {"level": "all"}),
    post("thread_mark", "seen", "forum:seen", _at, only_reads=True),
    post("thread_mark", "seen all", "forum:seen_all", network_at(), only_reads=True),
    page("section_open", "asks", "forum:section_open", network_at()),
    post("section_open", "open", "forum:section_open", network_at(), {"name": "Pomysły"}),
    page("post_of_another", "change asks", "forum:post_edit", _two),
    post("post_of_another", "draft of a change", "forum:post_draft_save", _two, {"text": "Inaczej"}),
    post("post_of_another", "change", "forum:post_edit", _two, {"text": "Inaczej", "version": 1}),
    page("post_of_another", "take back asks", "forum:post_delete", _two),
    post("post_of_another", "take back", "forum:post_delete", _two),
    post("post_of_another", "poll", "forum:poll_add", _two, {"question": "Od czego?", "answers": "a\nb"}),
    post("draft_file_read", "call a planned post off", "forum:planned", _later, {"act": "call_off"}),
    post("post_of_another", "bring back", "forum:post_restore", _gone),
    page("signed_in", "queue of reports", "moderation:queue"),
    page("thread_judge", "look at a post", "moderation:decide", _kind),
    page("report_content", "report asks", "moderation:report", _kind),
    page("decision_read", "statement of reasons", "moderation:decision", thing_at(decision_id=_decision)),
]
