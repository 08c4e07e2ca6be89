"""Kinds of notices moderation sends."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MAIL, kind

DECISION = kind("moderation.decision", _("A decision about what you wrote"), level=MAIL)
