"""Conversations of two or a few people, their messages, and who wants no words from whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField


class Conversation(models.Model):
    """What two people, or a few, write to one another. Two people have one: `pair` names them by their numbers."""

    title = models.CharField(_("title"), max_length=120, blank=True)
    pair = models.CharField(max_length=48, null=True, unique=True, editable=False)
    made_at = models.DateTimeField(_("begun"))
    last_at = models.DateTimeField(_("last message"))
    last_number = models.PositiveIntegerField(_("number of messages"), default=0)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Participant", related_name="conversations", verbose_name=_("people")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("conversation"), _("conversations")
        ordering = ["-last_at", "-pk"]

    def __str__(self) -> str:
        return self.title or str(_("conversation"))

    def get_absolute_url(self) -> str:
        """The conversation's page."""
        return reverse("conversations:detail", kwargs={"pk": self.pk})


class Participant(models.Model):
    """One person in a conversation, how far they have read, and since when they are out of it."""

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="participants", verbose_name=_("conversation")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    seen_number = models.PositiveIntegerField(_("read up to"), default=0)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("person in a conversation"), _("people in conversations")
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="conversations_person_once")]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.user}"


class Message(models.Model):
    """One message; numbered without gaps in its conversation."""

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="messages", verbose_name=_("conversation")
    )
    number = models.PositiveIntegerField(_("number"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    html = models.TextField(_("text"))
    sent_at = models.DateTimeField(_("sent"))
    hidden_at = models.DateTimeField(_("hidden by moderation"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("message"), _("messages")
        ordering = ["conversation", "number"]
        constraints = [models.UniqueConstraint(fields=["conversation", "number"], name="conversations_number_once")]

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Its place in the conversation."""
        return f"{self.conversation.get_absolute_url()}#w{self.number}"


class Block(models.Model):
    """That one person wants no messages of another."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("of whom"))
    made_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name, verbose_name_plural = _("blocked person"), _("blocked people")
        constraints = [
            models.UniqueConstraint(fields=["by", "person"], name="conversations_block_once"),
            models.CheckConstraint(name="conversations_not_oneself", condition=~Q(by=F("person"))),
        ]

    def __str__(self) -> str:
        return f"{self.by} × {self.person}"
