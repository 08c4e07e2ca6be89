"""Kinds of notices about a person's account."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MAIL, kind

ROLE_GIVEN = kind("accounts.role_given", _("You have been given a role"), level=MAIL, stands_out=True)
ROLE_ENDED = kind("accounts.role_ended", _("A role of yours has ended"), level=MAIL, stands_out=True)
