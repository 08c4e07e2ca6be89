"""Choices of the forum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom a section above the networks is; those who moderate it read it as well."""

    PUBLIC = "public", _("everybody, also without an account")
    SIGNED_IN = "signed_in", _("everybody signed in")
    COORDINATORS = "coordinators", _("coordinators of networks and their deputies")
    DIRECTORS = "directors", _("school directors")
    SORES = "sores", _("school development organisers (SORE)")
    EXPERTS = "experts", _("experts")


class Reading(models.TextChoices):
    """How a person reads conversations."""

    TREE = "tree", _("as a tree")
    TIME = "time", _("by time")
    NEW = "new", _("only what is new")


class Level(models.TextChoices):
    """What of a conversation a reader wants to be told of."""

    ALL = "all", _("every reply")
    MINE = "mine", _("only when my name is called or I am answered")
    NONE = "none", _("nothing")


class Sign(models.TextChoices):
    """What a person leaves on a post. Signs are kind and are never ranked; a bookmark is the person's own."""

    THANKS = "thanks", _("Thank you")
    IDEA = "idea", _("I will use it")
    SAME = "same", _("It is the same with us")
    BOOKMARK = "bookmark", _("Bookmark")


SIGNS = (Sign.THANKS, Sign.IDEA, Sign.SAME)
"""Signs everybody sees, with how many left them."""
