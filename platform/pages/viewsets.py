"""Choosers of the editors' side."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet

network_chooser = ChooserViewSet(
    "network_chooser",
    model="networks.Network",
    icon="group",
    choose_one_text=_("Choose a network"),
    choose_another_text=_("Choose another network"),
    edit_item_text=_("Show the network"),
    per_page=20,
)
"""Only names: editors do not see what is inside a network."""
