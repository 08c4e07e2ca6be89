"""Words of notices."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """How a person learns of something, from the quietest to the loudest."""

    NOTHING = "nothing", pgettext_lazy("notices", "not at all")
    INBOX = "inbox", pgettext_lazy("notices", "in Splot only")
    LETTER = "letter", pgettext_lazy("notices", "in the weekly letter")
    PUSH = "push", pgettext_lazy("notices", "at once in the browser")
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


class Received(TextChoices):
    """What became of a letter that came in."""

    PUBLISHED = "published", pgettext_lazy("letter that came", "published")
    WAITING = "waiting", pgettext_lazy("letter that came", "waits to be read first")
    KEPT = "kept", pgettext_lazy("letter that came", "kept as a draft")
    REFUSED = "refused", pgettext_lazy("letter that came", "not published")
    REPEATED = "repeated", pgettext_lazy("letter that came", "came before")
    AUTOMATIC = "automatic", pgettext_lazy("letter that came", "written by a machine")
    UNKNOWN = "unknown", pgettext_lazy("letter that came", "from nobody we know")
    FORGED = "forged", pgettext_lazy("letter that came", "not from whom it says")
    FLOOD = "flood", pgettext_lazy("letter that came", "one of too many")
    UNREADABLE = "unreadable", pgettext_lazy("letter that came", "cannot be read")
