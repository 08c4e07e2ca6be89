"""Threads with depth, over the last weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.demo import words
from desk.demo.world import World, days_ago
from forum import services
from forum.enums import Sign
from kit import clock, html


def plant(world: World) -> None:
    """Let people talk: each post hours after the one before."""
    for talk in words.talks():
        network = world.networks[talk.network]
        first, *rest = talk.posts
        author = world.speaker(talk.network, talk.who)
        with days_ago(talk.days_ago, hour=9) as moment:
            thread = services.open_thread(
                by=author,
                network=network,
                section=services.default_section(network),
                title=talk.title,
                text=html.from_text(first.text),
                is_question=talk.title.endswith("?"),
            )
        above: list[int] = [1]
        for step, said in enumerate(rest, start=1):
            answered = above[said.depth - 1] if said.depth > 1 else None
            later = min(moment + timedelta(hours=7 * step), clock.now() - timedelta(minutes=40))
            with clock.moved_to(later):
                post = services.reply(
                    by=world.speaker(talk.network, said.who),
                    thread=thread,
                    text=html.from_text(said.text),
                    parent=answered,
                )
            above = [*above[: said.depth], post.number]
        _thank(author, thread)
        services.mark_all_seen(by=author, network=network)


def _thank(author: Any, thread: Any) -> None:
    """Whoever began it thanks for the first reply of somebody else, and says that it answered the question."""
    reply = thread.posts.shown().filter(number__gt=1).exclude(author=author).order_by("number").first()
    if reply is None:
        return
    reply.thread = thread
    services.leave_sign(by=author, post=reply, sign=Sign.THANKS)
    if thread.is_question:
        services.accept(by=author, post=reply, accepted=True)
