"""The mailbox answers come to, read over IMAP: every letter is taken in once and marked, none is lost on the way."""

from __future__ import annotations

import imaplib
import logging
import ssl
from contextlib import suppress

from django.conf import settings

from notifications.enums import Received
from notifications.replying.receiving import receive

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 50
TIMEOUT = 30
DONE = frozenset({Received.PUBLISHED, Received.WAITING, Received.KEPT, Received.REFUSED, Received.REPEATED})
"""What came of letters that need not stay in the mailbox: their words are in the platform, or went back."""


def is_set() -> bool:
    """Whether a mailbox is named in the settings."""
    return bool(settings.IMAP_HOST and settings.REPLY_ADDRESS)


def read_new() -> int:
    """Take in what came since the last look, oldest first; gives how many letters.

    Letters that were taken in are removed; those that were left out stay, marked as seen, for whoever looks after the
    mailbox. One that cannot be taken in now (the database is away) stays as new. Raises OSError and imaplib's errors.
    """
    box = _connected()
    try:
        _sign_in(box)
        _said(box.select(_quoted(settings.IMAP_FOLDER)))
        numbers = _said(box.uid("SEARCH", None, "UNSEEN", "UNDELETED"))[0] or b""
        taken = [uid.decode() for uid in numbers.split()[:MOST_AT_ONCE]]
        for uid in taken:
            _one(box, uid)
        box.expunge()
        return len(taken)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _connected() -> imaplib.IMAP4:
    if settings.IMAP_SECURITY == "tls":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(settings.IMAP_HOST, settings.IMAP_PORT, ssl_context=context, timeout=TIMEOUT)
    box = imaplib.IMAP4(settings.IMAP_HOST, settings.IMAP_PORT, timeout=TIMEOUT)
    if settings.IMAP_SECURITY == "starttls":
        box.starttls(ssl.create_default_context())
    return box


def _sign_in(box: imaplib.IMAP4) -> None:
    """Sign in, where the server knows it in the manner that takes passwords with any letters."""
    if "AUTH=PLAIN" in box.capabilities:
        words = f"\0{settings.IMAP_USER}\0{settings.IMAP_PASSWORD}".encode()
        box.authenticate("PLAIN", lambda _challenge: words)
    else:
        box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)


def _one(box: imaplib.IMAP4, uid: str) -> None:
    """Take one letter in; looking does not mark it as seen, only having done with it does."""
    fetched = _said(box.uid("FETCH", uid, "(BODY.PEEK[])"))
    raw = next((part[1] for part in fetched if isinstance(part, tuple)), None)
    if raw is None:
        return  # somebody removed it meanwhile
    outcome = receive(raw)
    marks = r"(\Seen \Deleted)" if outcome in DONE else r"(\Seen)"
    _said(box.uid("STORE", uid, "+FLAGS.SILENT", marks))


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _said(answer: tuple[str, list]) -> list:
    """What the server said. Raises imaplib's error when it said no."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(f"the mailbox answers {answer[0]}")
    return answer[1]
