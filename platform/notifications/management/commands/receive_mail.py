"""`manage.py receive_mail`: takes one letter in from the standard input, for a mail server's pipe."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from notifications.replying.mailbox import read_new
from notifications.replying.parsing import MAX_BYTES
from notifications.replying.receiving import receive


class Command(BaseCommand):
    """A letter that is left out ends with success too: a bounce would go to whoever was forged as its sender."""

    help = "Takes one letter in from the standard input; --mailbox reads the mailbox of the settings instead."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", action="append", default=[], help="the address the letter came to")
        parser.add_argument("--mailbox", action="store_true", help="read the IMAP mailbox once")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["mailbox"]:
                self.stdout.write(str(read_new()))
                return
            source = getattr(sys.stdin, "buffer", sys.stdin)
            raw = source.read(MAX_BYTES + 1)
            self.stdout.write(receive(raw, recipients="\n".join(options["to"])).value)
        except (DatabaseError, OSError):
            self.stderr.write("cannot take the letter in now")
            sys.exit(os.EX_TEMPFAIL)  # the mail server keeps the letter and tries again
