"""The one door for people's HTML: limits, bleach with our policy, nh3 with the last word (K1, RT-01…RT-04).

What comes out is stored and shown as stored; nothing else in the project marks people's text as safe.
"""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

import bleach
import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from kit.verdicts import Refused

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 5_000

TAGS = frozenset(
    {"p", "br", "strong", "em", "s", "u", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td", "img", "span", "sub", "sup"}
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "span": {"data-mention", "lang"},
    "p": {"lang"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
OWN_IMAGE = re.compile(r"^/pliki/[0-9a-f-]{36}/")
_VOID = frozenset({"br", "hr", "img"})


class _Meter(HTMLParser):
    """Counts elements and depth without building a tree: what is too large is refused before parsing (RT-02)."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements += 1
        if tag not in _VOID:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)


def measure(html: str) -> None:
    """Raise Refused when `html` is over 64 KiB, 5,000 elements or a depth of 100."""
    if len(html.encode("utf-8", "replace")) > MAX_BYTES:
        raise Refused(_("This text is too long. Shorten it, or attach it as a file."))
    meter = _Meter()
    meter.feed(html)
    if meter.elements > MAX_ELEMENTS or meter.deepest > MAX_DEPTH:
        raise Refused(_("This text has too much formatting. Paste it without formatting."))


def safe_address(address: str) -> bool:
    """Whether a link may stand: http(s), mailto, tel or an own path; nothing hidden, no user-info (RT-04)."""
    if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for char in address) or "\\" in address:
        return False
    address = address.strip()
    if address.startswith("//"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in SCHEMES and "@" not in parts.netloc
    return not parts.netloc and ":" not in address.split("/", 1)[0]


def _allowed(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "href":
        return safe_address(value)
    if name == "src":
        return bool(OWN_IMAGE.match(value))
    if name in {"width", "height", "colspan", "rowspan", "start"}:
        return value.isdigit() and len(value) < 5
    return True


def clean(html: str) -> str:
    """People's HTML made safe for storing and showing.

    Takes what an editor or a letter sent; gives HTML within the policy. Raises Refused when it is too large.
    """
    html = unicodedata.normalize("NFC", html.replace("\x00", ""))
    measure(html)
    once = bleach.Cleaner(tags=TAGS, attributes=_allowed, protocols=SCHEMES, strip=True, strip_comments=True).clean(
        html
    )
    return nh3.clean(
        once,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=lambda tag, name, value: value if _allowed(tag, name, value) else None,
        url_schemes=set(SCHEMES),
        link_rel="noopener nofollow ugc",
    ).strip()


def from_text(text: str) -> str:
    """Plain text as clean HTML paragraphs (what a page without scripts sends)."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{bleach.clean(block, tags=set()).replace(chr(10), '<br>')}</p>" for block in blocks if block.strip()
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "h3", "h4", "tr", "blockquote", "pre"}:
            self.words.append("\n")


def text_of(html: str) -> str:
    """The plain text of clean HTML, for excerpts, mail and search."""
    reader = _Reader()
    reader.feed(html)
    return re.sub(r"[ \t]+", " ", "".join(reader.words)).strip()


def excerpt(html: str, length: int = 160) -> str:
    """The first `length` characters of the text, cut at a word."""
    text = " ".join(text_of(html).split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def stored(html: str) -> SafeString:
    """Mark HTML that went through `clean` when it was stored; the only such mark in the project (RT-01)."""
    return mark_safe(html)  # noqa: S308 - cleaned when stored
