"""Letters over real servers: out over SMTP, in over IMAP."""
# ruff: noqa: F811

from __future__ import annotations

import email
import imaplib
import subprocess
import sys
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import DatabaseError

from forum.models import Post
from notifications.replying import mailbox
from tests.forum.mailed import called, letters_out, taking_answers  # noqa: F401 - fixtures
from tests.notifications.imap_server import PASSWORD, USER
from tests.notifications.letters_in import answer
from tests.servers import ROOT, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of letters behind an IMAP server, named in the settings."""
    folder = tmp_path / "box"
    folder.mkdir()
    program = Path(__file__).parents[1] / "notifications" / "imap_server.py"
    server = subprocess.Popen([sys.executable, str(program), str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    settings.IMAP_HOST, settings.IMAP_PORT = "127.0.0.1", int(server.stdout.readline())
    settings.IMAP_USER, settings.IMAP_PASSWORD = USER, PASSWORD
    settings.IMAP_SECURITY, settings.IMAP_FOLDER = "none", "INBOX"
    yield folder
    server.terminate()
    server.wait(10)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_mailbox_is_emptied_of_what_was_taken_in(box, called, ewa):
    (box / "1.eml").write_bytes(answer(called.address, "Zażółć gęślą jaźń.").as_bytes())
    (box / "2.eml").write_bytes(answer("ktos@splot.test", "Reklama").as_bytes())
    (box / "3.eml").write_bytes(b"\xff\x00 nothing\r\n" * 20)
    (box / "4.eml").write_bytes(answer(called.address, "x" * 70_000, number="<4@x>", files=["a.pdf"]).as_bytes())
    assert mailbox.read_new() == 4
    assert list(Post.objects.filter(author=ewa).values_list("html", flat=True)) == ["<p>Zażółć gęślą jaźń.</p>"]
    assert _names(box) == ["2.seen", "3.seen"]
    assert mailbox.read_new() == 0


def test_a_letter_stays_new_while_it_cannot_be_taken_in(box, called, ewa, monkeypatch):
    (box / "1.eml").write_bytes(answer(called.address).as_bytes())
    with monkeypatch.context() as broken:
        broken.setattr(mailbox, "receive", lambda _raw: (_ for _ in ()).throw(DatabaseError))
        with pytest.raises(DatabaseError):
            mailbox.read_new()
    assert _names(box) == ["1.eml"]
    assert mailbox.read_new() == 1
    assert Post.objects.filter(author=ewa).count() == 1


def test_a_wrong_password_or_folder_is_an_error_of_the_task(box, settings):
    settings.IMAP_FOLDER = "Nie ma"
    with pytest.raises(imaplib.IMAP4.error):
        mailbox.read_new()
    settings.IMAP_PASSWORD = "inne"
    with pytest.raises(imaplib.IMAP4.error):
        mailbox.read_new()


def test_the_worker_reads_the_mailbox_only_where_one_is_set(settings):
    settings.IMAP_HOST = ""
    assert not mailbox.is_set()


class Collected:
    """What an SMTP server was handed."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def test_a_letter_over_smtp_can_be_answered_and_stopped(settings, called, ewa):
    """What stands on the wire is what mail programs read: one-click, list, conversation, where an answer goes."""
    received, port = Collected(), free_port()
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        called.letter.connection = mail.get_connection("django.core.mail.backends.smtp.EmailBackend")
        called.letter.send()
    finally:
        server.stop()
    [letter] = received.letters
    assert letter["Reply-To"] == called.address
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip().startswith(f"<{settings.BASE_URL}/powiadomienia/rezygnacja/")
    assert letter["List-Id"].startswith("<network-")
    assert letter["References"].startswith("<thread-")
    assert len(letter["Reply-To"].partition("@")[0]) <= 64
    assert letter.get_body(("plain",)).get_content().startswith("---- odpowiedz nad tą linią ----")
