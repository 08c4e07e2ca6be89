"""Sentences of django-allauth that its Polish catalogue says to men only; ours, which comes first, says them to all."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SAID_ANEW = (
    _("Forgot your password?"),
    _("Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."),
    _(
        "We have sent you an email. If you have not received it please check your spam folder. Otherwise contact us if "
        "you do not receive it in a few minutes."
    ),
    _("You are already logged in as %(user_display)s."),
    _(
        "You currently do not have any email address set up. You should really add an email address so you can receive "
        "notifications, reset your password, etc."
    ),
    _(
        "This part of the site requires us to verify that\nyou are who you claim to be. For this purpose, we require "
        "that you\nverify ownership of your email address. "
    ),
    _("This mail can be safely ignored if you did not initiate this action."),
    _(
        "You're receiving this email because you or someone else has requested a password reset for your user "
        "account.\nIt can be safely ignored if you did not request a password reset. Click the link below to reset "
        "your password."
    ),
    _(
        "You are receiving this email because you or someone else tried to signup for an\naccount using email "
        "address:\n\n%(email)s\n\nHowever, an account using that email address already exists.  In case you have\n"
        "forgotten about this, please use the password forgotten procedure to recover\nyour account:\n\n"
        "%(password_reset_url)s"
    ),
    _("Are you sure?"),
    _("I have saved my recovery codes"),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
)
COUNTED = ngettext_lazy("You have added %(count)s security key.", "You have added %(count)s security keys.", "count")
