"""Runs background work."""

from typing import Any

from django.core.management.base import BaseCommand

from kit import worker


class Command(BaseCommand):
    """`manage.py work`: one worker; start more of them for more work."""

    help = "Do background work until a signal comes."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--interval", type=float, default=0.3, help="seconds between looks at an empty queue")
        parser.add_argument("--tick", type=float, default=20, help="seconds between looks at what recurs")
        parser.add_argument("--alone", action="store_true", help="no other worker runs: take lost tasks back at once")

    def handle(self, *args: Any, **options: Any) -> None:
        worker.work(interval=options["interval"], tick_every=options["tick"], alone=options["alone"])
