"""Notices to people: in the platform, live, and by mail; what people chose about them; their weekly letters."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications.enums import Level, Received, Weekday


class Notice(models.Model):
    """One thing one person should know. Words are made when it is written and stay legible when `about` is gone.

    `mail_state`: none, waiting (to go at once), letter (for the weekly one), sent, dropped, read (before it was sent).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=60)
    about_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("about_type", "about_id")
    place = models.CharField(_("place"), max_length=40, blank=True)
    thing = models.CharField(_("what it belongs to"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mail_state = models.CharField(_("mail"), max_length=10, default="none")
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_inbox"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["user"], condition=Q(mail_state="letter"), name="notifications_for_letter"),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """What one person chose: about a kind, a place, a kind in a place, or one thing that is followed or muted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=40, blank=True)
    thing = models.CharField(_("thing"), max_length=80, blank=True)
    level = models.CharField(_("how"), max_length=10, choices=Level.choices)

    class Meta:
        verbose_name, verbose_name_plural = _("choice about notices"), _("choices about notices")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "place", "thing"], name="notifications_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind or self.place or self.thing}: {self.get_level_display()}"


class Rhythm(models.Model):
    """When one person wants letters: the day and hour of the weekly one, hours of quiet, whether breaks count."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_rhythm", verbose_name=_("person")
    )
    wants_letter = models.BooleanField(_("a weekly letter"), default=True)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=7)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=21)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until"), default=6)
    rests_in_breaks = models.BooleanField(_("no e-mail in school breaks"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("rhythm of letters"), _("rhythms of letters")
        constraints = [
            models.CheckConstraint(
                name="notifications_hours_of_a_day",
                condition=Q(hour__lte=23) & Q(quiet_from__lte=23) & Q(quiet_until__lte=23) & Q(weekday__lte=6),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {self.hour}:00"


class Letter(models.Model):
    """A person's weekly letter for one day; the constraint lets it be made once, whoever asks."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    for_on = models.DateField(_("for the day"))
    state = models.CharField(_("state"), max_length=10, default="waiting")
    made_at = models.DateTimeField(_("made ready"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("weekly letter"), _("weekly letters")
        ordering = ["-for_on"]
        constraints = [models.UniqueConstraint(fields=["user", "for_on"], name="notifications_letter_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.for_on}"


class IncomingLetter(models.Model):
    """An answer by e-mail that was taken in; the mark of the letter lets it be taken in once, whoever brings it.

    `text` is what was not published; it goes back to the sender with the answer and is then forgotten here.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    mark = models.CharField(_("mark of the letter"), max_length=64, unique=True)
    message_id = models.CharField(_("number of the letter"), max_length=250, blank=True)
    subject = models.CharField(pgettext_lazy("of a letter", "subject"), max_length=150, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=10, choices=Received.choices)
    words = models.TextField(_("what the sender is told"), blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    text = models.TextField(_("text given back"), blank=True)
    left_out = models.TextField(_("attachments left out"), blank=True)
    received_at = models.DateTimeField(_("came"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("letter that came"), _("letters that came")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-received_at"], name="notifications_came_lately")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.subject}"


class PushBrowser(models.Model):
    """A browser in which its owner turned news on: where its push service is, and the keys only it can read with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    endpoint = models.CharField(_("address"), max_length=500, unique=True)
    p256dh = models.CharField(_("key of the browser"), max_length=120)
    auth = models.CharField(_("secret of the browser"), max_length=60)
    label = models.CharField(_("browser"), max_length=80)
    made_at = models.DateTimeField(_("turned on"))

    class Meta:
        verbose_name, verbose_name_plural = _("browser with news"), _("browsers with news")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.label
