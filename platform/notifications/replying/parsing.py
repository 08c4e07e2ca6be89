"""A letter's bytes into what an answer needs. Whatever is sent in, nothing here fails: what cannot be read is empty."""

from __future__ import annotations

import codecs
import email
import email.errors
import email.message
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import decode_header
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from kit import html
from notifications.replying import markup, quotes

MAX_BYTES = 10 * 1024 * 1024
"""A larger letter is not read beyond its headers."""
MAX_TEXT = 512 * 1024
MAX_CALENDAR = 64 * 1024
MOST_PARTS = 100
STUMBLES = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)
"""What the library raises over letters that were made to make it stumble."""
RECIPIENTS = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Forwarded-To",
    "To",
    "Cc",
    "Apparently-To",
)
_SIGN = r"[^\s<>@,;:\"()\[\]\\]"
_ADDRESS = re.compile(rf"(?P<prefix>[^<>]*<)?\s*(?P<address>{_SIGN}{{1,64}}@{_SIGN}{{1,255}})\s*>?\s*")
_QUOTED_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_CHARSETS = re.compile(r"utf-?(?:8|16|32)|ascii|iso8859|cp\d|mac|koi8|charmap|latin|gb|big5|euc|shift|johab|hz|tis")
_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|nie-?odpowiadaj)(?:[+-].*)?@", re.IGNORECASE
)


@dataclass(frozen=True)
class Incoming:
    """What a letter says about itself, and what its sender wrote."""

    sender: str
    """The one address it says to be from, in small letters; empty when there is none, or more than one."""
    recipients: str
    message_id: str
    subject: str
    is_automatic: bool
    checks: list[str] = field(default_factory=list)
    """Authentication-Results, the topmost (youngest) first."""
    markup: str = ""
    """What was written, as HTML that still has to be cleaned."""
    attachments: list[str] = field(default_factory=list)
    is_too_large: bool = False
    mark: str = ""
    """A hash that is the same whenever the same letter comes."""
    name: str = ""
    """The sender's name, as the letter gives it."""
    references: tuple[str, ...] = ()
    """Numbers of the letters it answers, the nearest last."""
    sent_at: datetime | None = None
    calendar: bytes = b""
    """A calendar's reply that travels in the letter, as it came."""


def read(raw: bytes) -> Incoming | None:
    """The letter; None when it has not even headers."""
    is_too_large = len(raw) > MAX_BYTES
    head = raw[: 256 * 1024] if is_too_large else raw
    try:
        message = email.message_from_bytes(head, policy=compat32)
    except STUMBLES:
        return None
    if not message.keys():
        return None
    message_id = _header(message, "Message-ID")[:250]
    written, attachments = ("", []) if is_too_large else _written(message)
    calendar = b"" if is_too_large else _calendar(message)
    return Incoming(
        sender=sender_of(_headers(message, "From")),
        recipients="\n".join(value for name in RECIPIENTS for value in _headers(message, name))[:20_000],
        message_id=message_id,
        subject=one_line(_header(message, "Subject")),
        is_automatic=_is_automatic(message),
        checks=_headers(message, "Authentication-Results"),
        markup=written,
        attachments=attachments,
        is_too_large=is_too_large,
        name=one_line(parseaddr(_header(message, "From"))[0], 80),
        references=_references(message),
        sent_at=_sent_at(_header(message, "Date")),
        calendar=calendar,
        mark=hashlib.sha256(message_id.encode("utf-8", "replace") or raw).hexdigest(),
    )


def _references(message: email.message.Message) -> tuple[str, ...]:
    words = f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]{1,240}>", words)))[-50:]


def _sent_at(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (*STUMBLES, OverflowError):
        return None


def one_line(text: str, length: int = 150) -> str:
    """Text fit for a header or a list: one line, nothing invisible."""
    kept = "".join(" " if unicodedata.category(char)[0] == "C" or char.isspace() else char for char in text)
    return " ".join(kept.split())[:length]


def _headers(message: email.message.Message, name: str) -> list[str]:
    """All headers of this name as text, encoded words read."""
    return [_decoded(value) for value in (message.get_all(name) or [])[:20]]


def _header(message: email.message.Message, name: str) -> str:
    values = _headers(message, name)
    return values[0].strip() if values else ""


def _decoded(value: object) -> str:
    """A header's value; words that cannot be read stay as they were sent."""
    text = str(value)[:10_000]
    if "=?" not in text:
        return " ".join(text.split())
    try:
        words = decode_header(text)
    except STUMBLES:
        return " ".join(text.split())
    return " ".join("".join(_text(part, charset) for part, charset in words).split())


def _text(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError, TypeError):
        name = "utf-8"
    # Codecs that are no way of writing letters (punycode, unicode_escape) can be slow, or read what was not written.
    name = name if _CHARSETS.match(name.replace("_", "").replace("-", "")) or _CHARSETS.match(name) else "utf-8"
    try:
        return part.decode(name, "replace")
    except (LookupError, ValueError, AssertionError):
        return part.decode("utf-8", "replace")


def sender_of(values: list[str]) -> str:
    """The one address these From headers name; empty when there is any doubt about it."""
    if len(values) != 1:
        return ""
    bare = _COMMENT.sub(" ", _QUOTED_WORDS.sub(" ", values[0]))
    match = _ADDRESS.fullmatch(bare.strip())
    if match is None or ("<" in bare) != (match["prefix"] is not None) or ("<" in bare) != (">" in bare):
        return ""
    if set(match["prefix"] or "") & set("@,;:"):
        return ""
    return match["address"].lower()


def _is_automatic(message: email.message.Message) -> bool:
    """Whether a machine wrote it (RFC 3834), or a list or a bounce brings it: such letters are never answered."""
    automatic = _header(message, "Auto-Submitted").lower()
    if automatic and not automatic.startswith("no"):
        return True
    if _header(message, "Precedence").lower() in {"bulk", "junk", "list", "auto_reply"}:
        return True
    if any(path.strip().replace(" ", "") == "<>" for path in _headers(message, "Return-Path")):
        return True
    if any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Failed-Recipients")):
        return True
    if any(name in message for name in ("List-Id", "List-Unsubscribe", "List-Post", "X-Loop", "Feedback-Type")):
        return True
    kind = message.get_content_type()
    return kind == "multipart/report" or any(_MACHINES.search(value) for value in _headers(message, "From"))


def _parts(message: email.message.Message) -> Iterator[email.message.Message]:
    """Parts that hold something, without those of letters within the letter."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, email.message.Message)]
        else:
            yield part


def _written(message: email.message.Message) -> tuple[str, list[str]]:
    """(what was written as HTML, names of what was attached)."""
    texts: list[str] = []
    pages: list[str] = []
    attached: list[str] = []
    for part in _parts(message):
        name, kind = _name_of(part), part.get_content_type()
        is_attached = "attachment" in str(part.get("Content-Disposition", "")).lower()
        if kind == "text/plain" and not is_attached and not name:
            texts.append(_body(part))
        elif kind == "text/html" and not is_attached and not name:
            pages.append(_body(part))
        elif kind not in {"application/pgp-signature", "application/pkcs7-signature", "application/pgp-encrypted"}:
            attached.append(one_line(name, 80) or kind)
    if any(text.strip() for text in texts):
        return _from_text("\n".join(texts)[:MAX_TEXT]), attached[:20]
    return markup.own_words("".join(pages)[:MAX_TEXT]), attached[:20]


def _calendar(message: email.message.Message) -> bytes:
    """The first part that is a calendar's reply; nothing when there is none of a sane size."""
    for part in _parts(message):
        if part.get_content_type() != "text/calendar":
            continue
        try:
            raw = part.get_payload(decode=True)
        except STUMBLES:
            continue
        if isinstance(raw, bytes) and len(raw) <= MAX_CALENDAR and re.search(rb"(?im)^METHOD:REPLY\s*$", raw):
            return raw
    return b""


def _name_of(part: email.message.Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except STUMBLES:
        return "?"


def _body(part: email.message.Message) -> str:
    try:
        raw = part.get_payload(decode=True)
        charset = part.get_content_charset()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
    except STUMBLES:
        return ""
    text = _text(raw, charset) if isinstance(raw, bytes) else ""
    text = text.replace("\x00", "").replace("\r\n", "\n")
    return re.sub(r"(?m)(?<!^--) \n(?=[^\s>])", " ", text) if flowed else text


def _from_text(text: str) -> str:
    pieces = []
    for piece in quotes.own_words(text):
        block = html.from_text(piece.text if piece.is_quote else quotes.unwrapped(piece.text))
        pieces.append(f"<blockquote>{block}</blockquote>" if piece.is_quote else block)
    return "".join(pieces)
