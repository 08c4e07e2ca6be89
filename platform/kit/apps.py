"""The toolbox: no tables, no words of the trade."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Finds every app's background tasks, so that names resolve in any process."""

    name = "kit"
    label = "kit"
    verbose_name = "kit"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        autodiscover_modules("tasks")
