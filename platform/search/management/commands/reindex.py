"""Builds the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    """`manage.py reindex`"""

    help = "File everything in the search index anew; the old index goes on answering meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        filed = services.rebuild(say=self.stdout.write)
        self.stdout.write(f"{filed} documents in the index.")
