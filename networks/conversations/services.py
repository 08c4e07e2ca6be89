"""The verbs of messages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.conversations import notices, rules
from networks.conversations.models import Block, Conversation, Message, Participant
from networks.conversations.selectors import MOST_PEOPLE
from notifications.services import mark_read_of, notify


def _pair(one: Any, other: Any) -> str:
    return "-".join(str(number) for number in sorted((one.pk, other.pk)))


@transaction.atomic
def begin(*, by: Any, to: Iterable[Any], text: str, title: str = "", key: uuid.UUID | None = None) -> Conversation:
    """Write the first message to a person or a few. Two people have one conversation; it goes on.

    Raises Refused when `by` may not write to one of them, when there are too many, or nothing is written.
    """
    people = list({person.pk: person for person in to if person.pk != by.pk}.values())
    if not people:
        raise Refused(_("Choose at least one person."))
    if len(people) >= MOST_PEOPLE:
        raise Refused(_("A conversation has 20 people at most. For more people use an announcement or the forum."))
    allowed = set(
        rules.writable_people(by).filter(pk__in=[person.pk for person in people]).values_list("pk", flat=True)
    )
    if len(allowed) < len(people):
        raise Refused(rules.may_write_to(by, next(one for one in people if one.pk not in allowed)).reason)
    made = Message.objects.filter(author=by, once=key).first() if key else None
    if made is not None:
        return made.conversation
    now = clock.now()
    if len(people) == 1:
        conversation, _made = Conversation.objects.get_or_create(
            pair=_pair(by, people[0]), defaults={"made_at": now, "last_at": now}
        )
    else:
        conversation = Conversation.objects.create(title=title.strip()[:120], made_at=now, last_at=now)
    Participant.objects.bulk_create(
        [Participant(conversation=conversation, user=person) for person in (by, *people)], ignore_conflicts=True
    )
    conversation.participants.filter(user__in=[by, *people]).update(left_at=None)
    reply(by=by, conversation=conversation, text=text, key=key)
    return conversation


@transaction.atomic
def reply(*, by: Any, conversation: Conversation, text: str, key: uuid.UUID | None = None) -> Message:
    """Write in a conversation; the others are told. Raises Refused when `by` may not or nothing is written."""
    insist(rules.may_reply(by, conversation))
    if not html.text_of(text).strip():
        raise Refused(_("Write something first."))

    def make() -> Message:
        locked = Conversation.objects.select_for_update().get(pk=conversation.pk)
        number = locked.last_number + 1
        message = Message.objects.create(
            conversation=locked, number=number, author=by, html=html.clean(text), sent_at=clock.now(), once=key
        )
        Conversation.objects.filter(pk=locked.pk).update(last_number=number, last_at=message.sent_at)
        Participant.objects.filter(conversation=locked, user=by).update(seen_number=number)
        present = locked.participants.filter(left_at=None, user__is_active=True).select_related("user")
        blocking = set(Block.objects.filter(person=by).values_list("by", flat=True))
        notify(
            notices.WRITTEN,
            to=[one.user for one in present if one.user_id not in blocking],
            by=by,
            about=message,
            title=_("A message from %(who)s") % {"who": by.get_full_name()},
            url=message.get_absolute_url(),
        )
        return message

    return once(Message.objects.filter(author=by), key, make)


def see(*, by: Any, conversation: Conversation, number: int) -> None:
    """Write down that `by` has read up to `number`; the notices of the conversation are read too."""
    mine = Participant.objects.filter(conversation=conversation, user=by, seen_number__lt=number)
    if mine.update(seen_number=number):
        mark_read_of(by=by, kind=notices.WRITTEN, thing=conversation)


def leave(*, by: Any, conversation: Conversation) -> None:
    """Go out of a conversation; what comes later is not for `by`."""
    Participant.objects.filter(conversation=conversation, user=by, left_at=None).update(left_at=clock.now())


@transaction.atomic
def block(*, by: Any, person: Any) -> None:
    """Want no messages of a person; the person is not told."""
    if by.pk == person.pk:
        raise Refused(_("Nobody blocks oneself."))
    Block.objects.get_or_create(by=by, person=person, defaults={"made_at": clock.now()})
    trail.write(by=by, action="conversations.block.make", about=person)


def unblock(*, by: Any, person: Any) -> None:
    """Let the person write again."""
    Block.objects.filter(by=by, person=person).delete()


def hide(message: Message) -> None:
    """Moderation takes a message away."""
    Message.objects.filter(pk=message.pk).update(hidden_at=clock.now())


def show(message: Message) -> None:
    """Moderation gives it back."""
    Message.objects.filter(pk=message.pk).update(hidden_at=None)
