"""`manage.py clean_again`: cleans all stored texts by today's policy, after it changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kit.rich_texts import RICH_TEXTS, Count, clean_all


class Command(BaseCommand):
    """May be stopped and run again at any time; a second run changes nothing."""

    help = "Cleans all stored texts of people again by today's policy (kit.html)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count what would change")
        parser.add_argument("--only", action="append", default=[], help="one field (forum.post.html); may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["only"]) - set(RICH_TEXTS.keys())
        if unknown:
            raise CommandError(f"Nobody signed in: {', '.join(sorted(unknown))}. Known: {', '.join(RICH_TEXTS.keys())}")
        verb = "would change" if options["dry_run"] else "changed"
        for name, entry in RICH_TEXTS.items():
            if options["only"] and name not in options["only"]:
                continue
            count = Count()
            for count in clean_all(entry, dry_run=options["dry_run"]):
                if options["verbosity"] > 1:
                    self.stdout.write(f"{name}: {count.seen} …")
            self.stdout.write(
                f"{name}: {count.seen} looked at, {count.changed} {verb}, {count.refused} over the limits"
            )
