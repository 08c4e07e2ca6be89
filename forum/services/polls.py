"""Polls under posts: put there by the post's author, voted in and changed until they end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from forum import broadcasts, rules, selectors
from forum.models import Poll, PollOption, PollVote, Post
from forum.services.posts import locked
from forum.services.stamps import touch
from kit import clock, html
from kit.verdicts import Refused, insist
from moderation import trail

FEWEST, MOST = 2, 12


@transaction.atomic
def add_poll(
    *,
    by: Any,
    post: Post,
    question: str,
    answers: Sequence[str],
    is_several: bool = False,
    is_secret: bool = False,
    ends_at: datetime | None = None,
) -> Poll:
    """Put a poll under one's own post.

    Raises Refused by rules.may_add_poll, with fewer than two or more than twelve answers, with two that are the same,
    with an end that has passed, and where words are read first: then a coordinator opens polls.
    """
    held = locked(post)
    insist(rules.may_add_poll(by, held))
    question = " ".join(question.split())[:200]
    texts = [" ".join(answer.split())[:160] for answer in answers if answer.strip()]
    if not question:
        raise Refused(_("Write what you ask about."))
    if not FEWEST <= len(texts) <= MOST:
        raise Refused(_("Give from %(few)d to %(most)d answers.") % {"few": FEWEST, "most": MOST})
    if len({text.casefold() for text in texts}) < len(texts):
        raise Refused(_("Two of the answers are the same."))
    if ends_at is not None and ends_at <= clock.now():
        raise Refused(_("Choose a moment that is still to come."))
    here = selectors.thread_to_write(by, held.thread)
    insist(rules.may_write_now(here, slow_minutes=0))
    words = html.from_text("\n\n".join([question, *texts]))
    found = selectors.reason_to_wait(
        here.section, steers=here.by_steers, wrote=here.by_wrote, markup=words, by=by, check_repeats=False
    )
    if found is not None:
        raise Refused(_("Words are read here before others see them. Ask the coordinator to open the poll."))
    try:
        with transaction.atomic():
            poll = Poll.objects.create(
                post=held,
                question=question,
                is_several=is_several,
                is_secret=is_secret,
                ends_at=ends_at,
                made_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(_("There is a poll under this post already.")) from None
    PollOption.objects.bulk_create(
        [PollOption(poll=poll, position=at, text=text) for at, text in enumerate(texts, start=1)]
    )
    Post.objects.filter(pk=held.pk).update(has_poll=True)
    trail.write(by=by, action="forum.poll.open", about=held.thread, values={"number": held.number})
    _tell(held)
    return poll


@transaction.atomic
def vote(*, by: Any, post: Post, options: Collection[int]) -> Poll:
    """Choose these answers, in the place of what was chosen before; none takes the vote back.

    Raises Refused by rules.may_vote, for an answer of another poll, and for several where one may be chosen.
    """
    poll = Poll.objects.select_for_update().filter(post=post).first()
    if poll is None:
        raise Refused(_("There is no poll here."))
    insist(rules.may_vote(by, post, poll))
    known = set(PollOption.objects.filter(poll=poll).values_list("pk", flat=True))
    wanted = set(options)
    if not wanted <= known:
        raise Refused(_("Choose one of the answers shown."))
    if len(wanted) > 1 and not poll.is_several:
        raise Refused(_("Only one answer may be chosen."))
    PollVote.objects.filter(option__poll=poll, person=by).delete()
    PollVote.objects.bulk_create([PollVote(option_id=number, person=by) for number in wanted])
    _count(poll)
    _tell(post)
    return poll


def _count(poll: Poll) -> None:
    """Count the votes anew."""
    votes = list(PollVote.objects.filter(option__poll=poll).values_list("option", "person"))
    for option in PollOption.objects.filter(poll=poll):
        PollOption.objects.filter(pk=option.pk).update(votes=sum(number == option.pk for number, _who in votes))
    poll.people = len({person for _number, person in votes})
    poll.save(update_fields=["people"])


@transaction.atomic
def end_poll(*, by: Any, post: Post) -> None:
    """Close a poll now. Raises Refused unless it is one's own post's, or one steers the network."""
    poll = Poll.objects.select_for_update().filter(post=post).first()
    if poll is None:
        raise Refused(_("There is no poll here."))
    insist(rules.may_end_poll(by, post))
    if poll.is_over:
        return
    poll.ends_at = clock.now()
    poll.save(update_fields=["ends_at"])
    trail.write(by=by, action="forum.poll.end", about=post.thread, values={"number": post.number})
    if poll.is_secret:
        PollVote.objects.filter(option__poll=poll).delete()
    _tell(post)


def forget_secret_votes() -> int:
    """Forget who chose what in secret polls that are over; gives how many votes. The counts stay."""
    over = PollVote.objects.filter(option__poll__is_secret=True, option__poll__ends_at__lte=clock.now())
    return over.delete()[0]


def take_votes(person: Any) -> None:
    """Take the votes of somebody who leaves the platform out of polls that are not over; the others keep a count."""
    for poll in Poll.objects.filter(options__chosen__person=person).distinct():
        PollVote.objects.filter(option__poll=poll, person=person).delete()
        if not poll.is_over:
            _count(poll)


def _tell(post: Post) -> None:
    touch(post.thread_id)
    transaction.on_commit(partial(broadcasts.post_changed, thread_id=post.thread_id, number=post.number))
