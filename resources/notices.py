"""Kinds of notices of the library."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import kind
from resources import rules

NEW_RESOURCE = kind("resources.new", _("Something new in my network's library"), reads=rules.may_read)
