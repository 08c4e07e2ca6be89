"""Answers by e-mail: they become posts as if they were written in the conversation, by the same rules."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import rules, selectors, services
from forum.models import HeldPost, Post, Thread
from kit import html, personal_words
from kit.verdicts import Refused, insist
from notifications.enums import Received
from notifications.registry import REPLIES, Replies, Taken

SHOWN = 1_500
"""How much of what was published its sender is shown again."""


def _of(posts: list[Post]) -> Post:
    """A letter about one post is answered under it, one about several in the conversation."""
    if len(posts) == 1:
        return posts[0]
    return Post.objects.select_related("thread").get(thread=posts[-1].thread_id, number=1)


def _find(number: int) -> Post | None:
    return Post.objects.select_related("thread").filter(pk=number).first()


def take(*, by: Any, thing: Post, text: str, key: uuid.UUID) -> Taken:
    """Publish the answer, or keep it as the form would. Raises NotThere and Refused as `services.reply` does."""
    thread = selectors.thread_for(by, thing.thread_id)
    if not thing.is_shown:
        raise Refused(_("The post you answer is no longer shown. Write in the conversation itself."))
    parent = thing.number if thing.number > 1 else None
    insist(rules.may_reply(by, thread))
    if personal_words.find(html.text_of(text)):
        return _kept(by, thread, parent, text)
    made = services.reply(by=by, thread=thread, text=text, parent=parent, key=key, draft=False)
    if isinstance(made, HeldPost):
        return _waiting(made)
    words = _("It stands in the conversation “%(title)s” as you can read it here:") % {"title": thread.title}
    shown = html.text_of(made.html)
    shown = shown if len(shown) <= SHOWN else shown[:SHOWN].rsplit(" ", 1)[0] + "…"
    return Taken(Received.PUBLISHED, f"{words}\n\n{shown}", made.get_absolute_url())


def _kept(by: Any, thread: Thread, parent: int | None, text: str) -> Taken:
    """What looks like personal data is looked at by its author first, as before sending a form."""
    services.drafts.keep(person=by, thread=thread, parent=parent, html=services.cleaned(text))
    words = _(
        "There seem to be personal data in it (a number, an address or a pupil's name). It is not published; your text "
        "waits as a draft in the conversation “%(title)s”. Look at it there and send it."
    )
    return Taken(Received.KEPT, words % {"title": thread.title}, thread.get_absolute_url())


def _waiting(held: HeldPost) -> Taken:
    hours, _waiting_now, _case = selectors.promise(held)
    promised = ngettext(
        "Whoever looks after the network reads it first, usually within %(hours)d hour.",
        "Whoever looks after the network reads it first, usually within %(hours)d hours.",
        hours,
    )
    return Taken(Received.WAITING, promised % {"hours": hours}, held.get_absolute_url())


REPLIES.register("post", Replies(name="post", of=_of, scope=lambda post: post.thread_id, find=_find, take=take))
