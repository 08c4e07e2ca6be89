"""The signed-in start page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from desk import selectors


class StartView(TemplateView):
    """Mój pulpit; a visitor is sent to sign in (everything is closed unless marked)."""

    template_name = "desk/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The desk of the person who asks."""
        return super().get_context_data(desk=selectors.desk_for(self.request.user), **kwargs)
