"""Words of notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """How a person learns of something."""

    INBOX = "inbox", _("in Splot only")
    MAIL = "mail", _("in Splot and by e-mail")
