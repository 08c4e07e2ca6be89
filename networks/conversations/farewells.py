"""Personal data in messages: what every field is, and what happens to it on erasure (PD-01)."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, register
from kit.rich_texts import rich_text
from networks.conversations.models import Block, Conversation, Message, Participant

register(Conversation, plain="title pair made_at last_at last_number people")
register(
    Participant,
    plain="conversation",
    personal=dict.fromkeys(("user", "seen_number", "left_at"), (_("who is in a conversation"), ERASE)),
    rows=lambda user: Participant.objects.filter(user=user),
)
register(
    Message,
    plain="conversation number sent_at hidden_at once",
    personal={
        "author": (_("who wrote the message"), BLANK),
        "html": (_("what was written; it goes with its author"), BLANK),
    },
    rows=lambda user: Message.objects.filter(author=user),
    erase=lambda user: Message.objects.filter(author=user).update(author=None, html="") and None,
)
register(
    Block,
    personal=dict.fromkeys(("by", "person", "made_at"), (_("whose messages the person does not want"), ERASE)),
    rows=lambda user: Block.objects.filter(Q(by=user) | Q(person=user)),
)

rich_text(Message, "html")
