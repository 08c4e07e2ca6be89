"""Kinds of notices of the library."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import kind
from resources import rules

NEW_RESOURCE = kind("resources.new", _("Something new in my network's library"), reads=rules.may_read)
USED = kind("resources.used", _("Somebody used my resource in class"), reads=rules.may_read)
REVIEWED = kind("resources.reviewed", _("A review of my resource"), reads=rules.may_read)
LOOK_THROUGH = kind("resources.look_through", _("My resource is to be looked through"), reads=rules.may_read, asks=True)
TAGGED = kind("resources.tagged", _("New resources under tags I follow"), reads=rules.may_read)
LINK_DEAD = kind("resources.link_dead", _("A link of my resource no longer answers"), reads=rules.may_read, asks=True)
ADAPTED = kind("resources.adapted", _("Somebody adapted my resource"), reads=rules.may_read)
