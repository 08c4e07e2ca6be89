"""`manage.py plant`: what the site cannot be without; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.services import plant_tree


class Command(BaseCommand):
    """Plants the tree of pages, the editors' group, collections, the workflow and the first menus."""

    help = "Plant the pages, groups and collections that the site cannot be without."

    def handle(self, *args: Any, **options: Any) -> None:
        for slug, page in plant_tree().items():
            self.stdout.write(f"{page.url_path}  {slug}")
