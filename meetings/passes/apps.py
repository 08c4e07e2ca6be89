"""Passes of experts to one meeting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PassesConfig(AppConfig):
    """Signs this app into the registries of the floors below and of the room it stands in."""

    name = "meetings.passes"
    label = "passes"
    verbose_name = _("passes of experts")

    def ready(self) -> None:
        """Guests may be in the room; their files follow the pass."""
        from meetings.guests import GUESTS, Guests
        from meetings.passes import farewells, owned_files, selectors, tasks  # noqa: F401

        given = {"held": selectors.held, "person_of": selectors.person_of, "laid": selectors.laid}
        GUESTS.register("passes", Guests("passes", **given))
