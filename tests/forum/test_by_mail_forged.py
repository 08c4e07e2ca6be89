# ruff: noqa: F811
"""Two thousand letters that were tampered with: none stops us, none speaks for somebody else, none twice."""

from __future__ import annotations

import random
from typing import Any

import pytest

from forum.models import Post
from notifications.enums import Received
from notifications.models import IncomingLetter
from notifications.replying import receiving
from tests.forum.mailed import called, letters_out, taking_answers  # noqa: F401 - fixtures
from tests.notifications.letters_in import answer
from tests.notifications.test_quotes import PAGES, PLAIN

pytestmark = pytest.mark.django_db
LETTERS = 2_000
SEED = 20261122
HEADERS = [
    b"From: ben.lis@example.org\n",
    b"From: =?utf-8?q?ben=2Elis=40example=2Eorg?= <ewa.maj@example.org>\n",
    b"From: \xff\xfe@\x00\n",
    b"Sender: ben.lis@example.org\n",
    b"Subject: =?utf-8?b?!!!!?=\n",
    b"Subject: " + b"x" * 5_000 + b"\n",
    b"Content-Type: multipart/mixed; boundary=\n",
    b'Content-Type: text/plain; charset="punycode"\n',
    b'Content-Type: text/html; charset="\x00"\n',
    b"Content-Type: message/rfc822\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Content-Disposition: attachment; filename*=utf-8''%ff%00; filename*0*=x\n",
    b"Message-ID: \r\r\n",
    b"Authentication-Results: ;;;=\n",
    b"Return-Path:<>\n",
    b"To: " + b"a@b, " * 500 + b"\n",
    b": \n",
    b"\n",
    b"From \n",
]


def _tampered(raw: bytes, chance: random.Random) -> bytes:
    """The letter with one to five things done to it."""
    for _ in range(chance.randint(1, 5)):
        at, to = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        deed = chance.randrange(8)
        if deed == 0:
            raw = raw[:at] + raw[min(to, at + 40) :]
        elif deed == 1:
            raw = raw[:at] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 8))) + raw[at:]
        elif deed == 2:
            raw = raw[:at] + raw[at : at + 200] * chance.randint(2, 6) + raw[to:]
        elif deed == 3:
            raw = chance.choice(HEADERS) + raw
        elif deed == 4:
            lines = raw.splitlines(keepends=True)
            lines.insert(chance.randrange(min(len(lines), 12) + 1), chance.choice(HEADERS))
            raw = b"".join(lines)
        elif deed == 5:
            lines = raw.splitlines(keepends=True)
            chance.shuffle(lines)
            raw = b"".join(lines)
        elif deed == 6:
            raw = raw.replace(
                chance.choice([b"=", b"-", b"<", b"\n", b":"]), chance.choice([b"", b"\x00", b"==", b"\r"]), 3
            )
        else:
            raw = raw[:at]
    return raw


def test_no_letter_stops_us_and_none_speaks_for_another(called: Any, thread: Any, ewa: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(receiving, "MOST_IN_AN_HOUR", LETTERS)
    chance = random.Random(SEED)
    before = set(Post.objects.values_list("pk", flat=True))
    came: dict[Received, int] = {}
    for number in range(LETTERS):
        if chance.random() < 0.5:
            letter = answer(
                called.address, chance.choice(list(PLAIN.values())), number=f"<{number}@x>", files=["a.pdf"]
            )
        else:
            page = chance.choice(list(PAGES.values()))
            letter = answer(called.address, None, page=page, number=f"<{number}@x>")
        outcome = receiving.receive(_tampered(letter.as_bytes(), chance))
        came[outcome] = came.get(outcome, 0) + 1
    written = Post.objects.exclude(pk__in=before)
    assert set(written.values_list("author", "thread")) <= {(ewa.pk, thread.pk)}
    taken = came.get(Received.PUBLISHED, 0)
    assert written.count() == taken == IncomingLetter.objects.filter(outcome=Received.PUBLISHED).count()
    assert taken > 100, "the tampering leaves nothing to try"
    assert came.get(Received.UNKNOWN, 0) > 100


def test_tampered_senders_and_addresses_open_nothing(called: Any, thread: Any) -> None:
    """Every letter of the address changed, every sign of the sender's name changed: none is believed."""
    chance = random.Random(SEED)
    before = Post.objects.count()
    for number in range(300):
        sender, to = "ewa.maj@example.org", called.address
        if number % 2:
            at = chance.randrange(len(sender))
            sender = sender[:at] + chance.choice("xyz0123456789._-") + sender[at + 1 :]
        else:
            at = chance.randrange(len("odpowiedz+"), to.index("@"))
            sign = chance.choice("abcdefghijklmnopqrstuvwxyz234567-")
            to = to[:at] + sign + to[at + 1 :]
        if (sender, to) != ("ewa.maj@example.org", called.address):
            raw = answer(to, "Nie ja.", number=f"<{number}@x>").as_string().replace("ewa.maj@example.org", sender)
            assert receiving.receive(raw.encode()) == Received.UNKNOWN, (sender, to)
    assert Post.objects.count() == before
