"""`manage.py push_key`: makes the platform's key for news in the browser."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from notifications.pushing import keys


class Command(BaseCommand):
    """A key that is there already stays."""

    help = "Makes the key with which news are sent to browsers (Web Push), unless there is one."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if keys.private() is None:
            keys.make()
        self.stdout.write(keys.public())
