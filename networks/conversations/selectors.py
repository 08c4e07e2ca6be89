"""What the screens of messages need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, Q, QuerySet

from kit.verdicts import NotThere
from networks.conversations import rules
from networks.conversations.models import Block, Conversation, Message, Participant

PER_PAGE, AT_ONCE = 30, 50
MOST_PEOPLE = 20
"""People in one conversation; more is a matter for an announcement or the forum."""


def _with_people(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    people = Participant.objects.select_related("user").order_by("user__last_name", "user__first_name")
    return rows.prefetch_related(Prefetch("participants", queryset=people))


def mine(user: Any, page: str) -> Page:
    """Conversations of `user`, the latest first, each with the `others` and whether something is unread."""
    rows = _with_people(rules.readable_conversations(user)).annotate(my_seen=F("participants__seen_number"))
    found = Paginator(rows.order_by("-last_at", "-pk"), PER_PAGE).get_page(page)
    for conversation in found:
        dress(conversation, user)
        conversation.unread = conversation.last_number - conversation.my_seen
    return found


def dress(conversation: Conversation, user: Any) -> Conversation:
    """Give a conversation the names by which `user` knows it."""
    conversation.others = [one.user for one in conversation.participants.all() if one.user_id != user.pk]
    names = ", ".join(person.get_full_name() for person in conversation.others)
    conversation.name = conversation.title or names
    conversation.with_whom = names
    return conversation


def conversation_for(user: Any, pk: int) -> Conversation:
    """A conversation `user` is in. Raises NotThere for any other."""
    found = _with_people(rules.readable_conversations(user)).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return dress(found, user)


@dataclass(frozen=True)
class Stretch:
    """Some messages in their order, and the number before which there are older ones."""

    messages: list[Message]
    older: int | None


def stretch_of(conversation: Conversation, *, before: int | None = None, after: int | None = None) -> Stretch:
    """The last messages, or those before one, or all after one."""
    rows = conversation.messages.select_related("author__profile")
    if after is not None:
        return Stretch(list(rows.filter(number__gt=after).order_by("number")[:AT_ONCE]), None)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.order_by("-number")[: AT_ONCE + 1])
    older = found[AT_ONCE - 1].number if len(found) > AT_ONCE else None
    return Stretch(list(reversed(found[:AT_ONCE])), older)


def people_for(user: Any) -> list[Any]:
    """People `user` may write to, by name."""
    return list(rules.writable_people(user).order_by("last_name", "first_name", "pk")[:500])


def person_for(user: Any, number: int) -> Any:
    """Somebody with whom `user` shares a conversation, or whom `user` blocked. Raises NotThere for others."""
    shared = Participant.objects.filter(conversation__in=rules.readable_conversations(user), user=number)
    found = shared.exclude(user=user).select_related("user").first()
    blocked = Block.objects.filter(by=user, person=number).select_related("person").first()
    if found is None and blocked is None:
        raise NotThere
    return found.user if found else blocked.person if blocked else None


def blocked_by(user: Any) -> list[Block]:
    """People of whom `user` wants no messages."""
    return list(Block.objects.filter(by=user).select_related("person").order_by("person__last_name"))


def message_by_pk(user: Any, pk: int) -> Message:
    """A message for the screens of moderation: of one's own conversations, and for who decides.

    Raises NotThere for any other.
    """
    mine = Q(conversation__in=rules.readable_conversations(user)) | Q(pk__in=rules.judged_messages(user).values("pk"))
    found = Message.objects.select_related("conversation", "author").filter(mine, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def unread_of(user: Any) -> list[Conversation]:
    """Conversations with something unread, the latest first."""
    rows = _with_people(rules.readable_conversations(user)).annotate(my_seen=F("participants__seen_number"))
    found = list(rows.filter(last_number__gt=F("my_seen")).order_by("-last_at")[:20])
    return [dress(conversation, user) for conversation in found]
