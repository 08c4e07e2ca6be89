"""`manage.py import_rspo FILE`: schools from the register's CSV export."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import services
from directory.rspo import NotTheRegister


class Command(BaseCommand):
    """Reads the file row by row; may be repeated with a newer export at any time."""

    help = "Import schools and establishments from the CSV export of the RSPO register."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path, help="the CSV file (semicolons, UTF-8 or cp1250)")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            report = services.import_register(path=options["file"])
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be read: %(reason)s.") % {"file": options["file"], "reason": error.strerror}
            ) from error
        except NotTheRegister as error:
            unchanged = _("Nothing was changed.")
            raise CommandError(f"{error} {unchanged}") from error
        for line, reason in report.rejected:
            self.stdout.write(_("line %(line)s left out: %(reason)s") % {"line": line, "reason": reason})
        for line, remark in report.remarks:
            self.stdout.write(_("line %(line)s: %(remark)s") % {"line": line, "remark": remark})
        self.stdout.write(self._summary(report, time.monotonic() - started))

    @staticmethod
    def _summary(report: services.ImportReport, seconds: float) -> str:
        taken = ngettext("%(count)s institution taken", "%(count)s institutions taken", report.taken)
        left = ngettext("%(count)s row left out", "%(count)s rows left out", len(report.rejected))
        return "{} ({}), {}, {} s.".format(
            taken % {"count": report.taken},
            _("%(created)s new, %(updated)s brought up to date")
            % {"created": report.created, "updated": report.updated},
            left % {"count": len(report.rejected)},
            f"{seconds:.1f}",
        )
