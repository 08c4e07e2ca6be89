"""Kinds of notices moderation sends."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MAIL, kind

DECISION = kind("moderation.decision", _("A decision about what you wrote"), level=MAIL, stands_out=True)
REPORTED = kind("moderation.reported", _("A report waits for your decision"), asks=True)
OUTCOME = kind("moderation.outcome", _("The outcome of your report"))
