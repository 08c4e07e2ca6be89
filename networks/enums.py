"""Words of networks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Subject or issue network (D23)."""

    SUBJECT = "subject", _("subject network")
    ISSUE = "issue", _("issue network")


class Scope(TextChoices):
    """How far a network reaches."""

    LOCAL = "local", pgettext_lazy("reach of a network", "county")
    REGIONAL = "regional", pgettext_lazy("reach of a network", "voivodeship")
    NATIONAL = "national", pgettext_lazy("reach of a network", "national")


class JoinPolicy(TextChoices):
    """How one becomes a member."""

    OPEN = "open", _("anyone signed in may join")
    REQUEST = "request", _("the coordinator agrees")
    INVITED = "invited", _("by invitation only")


class Role(TextChoices):
    """What a person is in a network's year."""

    COORDINATOR = "coordinator", _("coordinator")
    DEPUTY = "deputy", _("deputy coordinator")
    MEMBER = "member", _("member")
    EXPERT = "expert", _("expert")
