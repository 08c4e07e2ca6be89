"""Threads with depth, over the last weeks."""

from __future__ import annotations

from datetime import timedelta

from desk.demo import words
from desk.demo.world import World, days_ago
from forum import services
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
        services.mark_all_seen(by=author, network=network)
