"""Writes docs/support.md from the tables of support/states.py."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from support import drawing


class Command(BaseCommand):
    """Draw the way of a support process into the documentation."""

    help = "Writes docs/support.md from the tables of support/states.py"

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page over what is there."""
        drawing.place().write_text(drawing.drawing(), encoding="utf-8")
        self.stdout.write(str(drawing.place()))
