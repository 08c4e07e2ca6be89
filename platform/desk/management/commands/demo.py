"""Puts the demo data in: two counties, eight networks, sixty people, and what they did."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from accounts.models import User
from desk.demo import (
    aftermaths,
    announced,
    asking,
    commons,
    gatherings,
    library,
    library_life,
    lively,
    networks,
    order,
    outcomes,
    past,
    people,
    plans,
    promises,
    stories,
    support,
    talk,
    voices,
    years,
)
from desk.demo.world import World

CHAPTERS = (
    people,
    networks,
    talk,
    commons,
    library,
    library_life,
    gatherings,
    aftermaths,
    announced,
    plans,
    voices,
    asking,
    promises,
    stories,
    support,
    outcomes,
    years,
    order,
    lively,
    past,
)


class Command(BaseCommand):
    """`manage.py demo`"""

    help = "Put the demo data in; where there are people already, nothing is changed."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data belongs into the demo mode only (SPLOT_DEMO=1).")
        if User.objects.exists():
            self.stdout.write("There are people here already; the demo data was not put in.")
            return
        world = World()
        with translation.override("pl"), transaction.atomic():
            for chapter in CHAPTERS:
                chapter.plant(world)
        self.stdout.write(f"Demo: {User.objects.count()} people, {len(world.networks)} networks.")
