"""One interface, two engines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "search"
    label = "search"
    verbose_name = _("search")

    def ready(self) -> None:
        """Sign in that the index holds nothing of its own about people."""
        from search import farewells  # noqa: F401
