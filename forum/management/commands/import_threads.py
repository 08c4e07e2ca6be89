"""`manage.py import_threads FILE --network SLUG`: letters of a mailing list become conversations of a network."""

from __future__ import annotations

import mailbox
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import services
from forum.models import Section
from networks.models import Network
from notifications.replying.parsing import Incoming, read


class Command(BaseCommand):
    """Reads an mbox file, as list servers and mail programs export it; a second run adds nothing twice."""

    help = "Makes conversations of a network out of a mailing list's letters (an mbox file)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the mbox file")
        parser.add_argument("--network", required=True, help="the network's address (slug)")
        parser.add_argument("--section", default="rozmowy", help="the section's address (slug); 'rozmowy' by default")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            self._run(**options)

    def _run(self, *, file: Path, network: str, section: str, dry_run: bool, **_other: Any) -> None:
        found = Network.objects.filter(slug=network).first()
        if found is None:
            raise CommandError(_("There is no network “%(slug)s”.") % {"slug": network})
        place = Section.objects.filter(network=found, slug=section).first()
        if place is None:
            raise CommandError(_("There is no section “%(slug)s” in this network.") % {"slug": section})
        letters, unread = self._letters(file)
        with transaction.atomic():
            rows = services.import_letters(network=found, section=place, letters=letters)
            if dry_run:
                transaction.set_rollback(True)
        self._report(rows, unread, dry_run)

    def _letters(self, file: Path) -> tuple[list[Incoming], int]:
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        box = mailbox.mbox(file, create=False)
        read_ones = [read(box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118 - no dictionary
        return [one for one in read_ones if one is not None], sum(one is None for one in read_ones)

    def _report(self, rows: list[Any], unread: int, dry_run: bool) -> None:
        words = {
            "opened": _("a new conversation"),
            "answered": _("an answer"),
            "known": _("is there already"),
        }
        for number, row in enumerate(rows, 1):
            day = timezone.localtime(row.letter.sent_at).date().isoformat() if row.letter.sent_at else "?"
            outcome = words.get(row.outcome) or _("left out: %(why)s") % {"why": row.why}
            self.stdout.write(f"{number}. {day} {row.letter.name} – {row.letter.subject}: {outcome}")
        counts = Counter(row.outcome for row in rows)
        added = counts["opened"] + counts["answered"]
        self.stdout.write(
            ngettext("%(count)d letter added", "%(count)d letters added", added) % {"count": added}
            + "; "
            + _("there already: %(known)d; left out: %(left)d.")
            % {"known": counts["known"], "left": counts["left_out"] + unread}
        )
        if dry_run:
            self.stdout.write(_("Nothing was written: this was a rehearsal."))
