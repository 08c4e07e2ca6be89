"""The toolbox: no tables, no words of the trade."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Teaches SQLite Polish; finds every app's background tasks, so that names resolve in any process."""

    name = "kit"
    label = "kit"
    verbose_name = "kit"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.utils.module_loading import autodiscover_modules

        from kit import sqlite

        connection_created.connect(sqlite.teach, dispatch_uid="kit.sqlite.teach")
        autodiscover_modules("tasks")
