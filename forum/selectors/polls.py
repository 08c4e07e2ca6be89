"""Polls under posts, as one reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from forum.models import Poll, PollOption, PollVote, Post

MOST_NAMES = 30


@dataclass
class Choice:
    """One answer: how many chose it, whether the reader did, and who (where that is no secret)."""

    option: PollOption
    share: int = 0
    is_mine: bool = False
    names: list[str] = field(default_factory=list)


@dataclass
class PollView:
    """A poll for one reader."""

    poll: Poll
    choices: list[Choice]

    @property
    def has_voted(self) -> bool:
        """Whether the reader has chosen anything."""
        return any(choice.is_mine for choice in self.choices)


def polls_on(user_id: int, posts: list[Post]) -> dict[int, PollView]:
    """The polls of those posts that have one, by post; three queries, none where there is no poll."""
    wanted = [post.pk for post in posts if post.has_poll]
    if not wanted:
        return {}
    polls = {poll.pk: poll for poll in Poll.objects.filter(post__in=wanted)}
    options = list(PollOption.objects.filter(poll__in=polls).order_by("poll", "position"))
    secret = {option.pk for option in options if polls[option.poll_id].is_secret}
    chosen: dict[int, list[Any]] = {}
    for vote in PollVote.objects.filter(option__in=options).select_related("person").order_by("pk"):
        chosen.setdefault(vote.option_id, []).append(vote)
    found = {poll.post_id: PollView(poll, []) for poll in polls.values()}
    for option in options:
        poll, votes = polls[option.poll_id], chosen.get(option.pk, [])
        names = [] if option.pk in secret else [str(vote.person) for vote in votes[:MOST_NAMES]]
        found[poll.post_id].choices.append(
            Choice(
                option,
                share=round(100 * option.votes / poll.people) if poll.people else 0,
                is_mine=any(vote.person_id == user_id for vote in votes),
                names=names,
            )
        )
    return found


def poll_of(post: Post) -> Poll | None:
    """The poll of a post."""
    return Poll.objects.filter(post=post).first()
