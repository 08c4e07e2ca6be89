"""Words about people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles outside networks: dated assignments, never a field on the person (D30)."""

    COUNTY_COORDINATOR = "county_coordinator", _("county coordinator")
    SORE = "sore", _("school development organiser (SORE)")
    DIRECTOR = "director", _("school director")
    EXPERT = "expert", _("expert")
    EDITOR = "editor", _("editor")


class Seen(TextChoices):
    """Who may see a part of a profile."""

    NETWORKS = "networks", _("members of my networks")
    SIGNED_IN = "signed_in", _("everyone signed in")
    NOBODY = "nobody", _("only me")
