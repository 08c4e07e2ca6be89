"""Compiles every catalogue of ours; needs no gettext on the machine."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`manage.py compile_catalogues`"""

    help = "Compile the .po files of this project into .mo files."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sorted(catalogues(settings.ROOT)):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


def catalogues(root: Path) -> list[Path]:
    """Every .po file of the project's own."""
    return [
        path
        for path in root.glob("**/locale/*/LC_MESSAGES/django*.po")
        if not {".venv", "node_modules", "var"} & set(path.relative_to(root).parts)
    ]
