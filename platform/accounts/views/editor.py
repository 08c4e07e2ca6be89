"""The account screen of the editors' side."""

from __future__ import annotations

from typing import Any

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView as LibraryView


class AccountView(LibraryView):
    """Without a second place for a photo: the profile has one, where uploads are taken apart and made anew (FU)."""

    def get_panels(self) -> list[Any]:
        """All panels but the picture's."""
        return [panel for panel in super().get_panels() if panel.name != "avatar"]


account = never_cache(require_admin_access(AccountView.as_view()))
"""The same behind the door of the editors' side, for an address that stands before the library's own."""
