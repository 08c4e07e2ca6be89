"""Words of notices."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """How a person learns of something, from the quietest to the loudest."""

    NOTHING = "nothing", pgettext_lazy("notices", "not at all")
    INBOX = "inbox", pgettext_lazy("notices", "in Splot only")
    LETTER = "letter", pgettext_lazy("notices", "in the weekly letter")
    MAIL = "mail", pgettext_lazy("notices", "at once by e-mail")


class Weekday(IntegerChoices):
    """Days on which the weekly letter can come."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
