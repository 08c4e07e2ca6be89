"""The one door for people's HTML: limits, bleach with our policy, nh3 with the last word (K1, RT-01…RT-05).

What comes out is stored and shown as stored; nothing else in the project marks people's text as safe.
Both sanitisers read the one table below; docs/decisions/0004-bleach-then-nh3.md says why there are two.
"""

from __future__ import annotations

import html as entities
import re
import unicodedata
from collections import Counter
from functools import partial
from html.parser import HTMLParser
from urllib.parse import urlsplit

import bleach
import nh3
from bleach.linkifier import LinkifyFilter
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from kit.verdicts import Refused

# --- limits, asked before anything is parsed -------------------------------------------------------------------------

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100
MAX_ELEMENTS = 5_000

# --- the policy: one table for both sanitisers -----------------------------------------------------------------------

POLICY: dict[str, frozenset[str]] = {
    **dict.fromkeys(("br", "strong", "em", "s", "u", "ul", "li", "blockquote", "code", "pre"), frozenset()),
    **dict.fromkeys(("h3", "h4", "hr", "table", "thead", "tbody", "tr", "sub", "sup"), frozenset()),
    "p": frozenset({"lang"}),
    "span": frozenset({"lang", "data-mention"}),
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
}
"""Which elements may stand, and which attributes on each. What is not named here falls; its text stays."""

TAGS = frozenset(POLICY)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
DROPPED_WHOLE = ("script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "xmp")
"""Elements whose text is no text for people either."""
OWN_IMAGE = re.compile(r"/pliki/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/[A-Za-z0-9._/-]{0,120}")
REL = "noopener nofollow ugc"

_NUMBER = re.compile(r"[0-9]{1,4}")
_CHECKS = {
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"),
    "data-mention": re.compile(r"[0-9]{1,12}"),
    "scope": re.compile(r"(?:row|col)(?:group)?"),
    **dict.fromkeys(("width", "height", "colspan", "rowspan", "start"), _NUMBER),
}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_CLOSED_BY_ITSELF = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "option"})
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_BARE_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://|www\.)"
    r"[^\s<>\"'`{}|\\^\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]{1,500}",
    re.IGNORECASE,
)
_ADDRESS_IN_TEXT = re.compile(
    r"(?:https?://|www\.)[^\s<>]{1,300}|^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?:[/?#:][^\s]{0,300})?$",
    re.IGNORECASE,
)
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)
_HREF = re.compile(r' href="([^"]*)"')
_MARKUP = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
_MARK = "\ue000"
_NAMED = re.compile(r"&(?:amp|#0*38|#x0*26);(?=#?\w{1,31};?)", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_DIRECTIONS = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
)


def measure(html: str) -> None:
    """Raise Refused when `html` is over 64 KiB, 5,000 elements or a depth of 100 (RT-02).

    Counts what a parser would build, formatting left open over many paragraphs included, in one pass and without
    building anything.
    """
    if len(html.encode("utf-8", "replace")) > MAX_BYTES:
        raise Refused(_("This text is too long. Shorten it, or attach it as a file."))
    open_tags: list[str] = []
    running: Counter[str] = Counter()
    elements = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if match[1]:
            _close(open_tags, name)
            if running[name]:
                running[name] -= 1
        else:
            if name in _CLOSED_BY_ITSELF and open_tags and open_tags[-1] == name:
                open_tags.pop()
            # A parser opens formatting that was left open anew in every block that follows.
            elements += 1 + (0 if name in _FORMATTING else running.total())
            if name in _FORMATTING:
                running[name] += 1
            if name not in _VOID:
                open_tags.append(name)
        if elements > MAX_ELEMENTS or len(open_tags) > MAX_DEPTH:
            raise Refused(_("This text has too much formatting. Paste it without formatting."))


def _close(open_tags: list[str], name: str) -> None:
    """Close the innermost `name`, with all that stands open inside it."""
    for back, other in enumerate(reversed(open_tags)):
        if other == name:
            del open_tags[len(open_tags) - 1 - back :]
            return


def safe_address(address: str) -> bool:
    """Whether a link may stand: http(s), mailto, tel or an own path; nothing hidden, no user-info (RT-04)."""
    if "\\" in address or any(unicodedata.category(char) in _INVISIBLE for char in address):
        return False
    address = address.strip()
    if address.startswith("//"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if not parts.scheme:
        return not parts.netloc and ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]
    if parts.scheme.lower() in {"http", "https"}:
        return bool(parts.netloc) and "@" not in parts.netloc and "%" not in parts.netloc
    return parts.scheme.lower() in SCHEMES


def _allowed(tag: str, name: str, value: str) -> bool:
    """Whether the policy lets this attribute stand with this value; both sanitisers ask here."""
    if name not in POLICY.get(tag, ()):
        return False
    if name == "href":
        return safe_address(value)
    if name == "src":
        return bool(OWN_IMAGE.fullmatch(value)) and ".." not in value
    check = _CHECKS.get(name)
    return check is None or bool(check.fullmatch(value))


def _last_word(tag: str, name: str, value: str) -> str | None:
    """The same question for nh3, which asks it of the `rel` it sets itself as well."""
    return value if name == "rel" or _allowed(tag, name, value) else None


def _with_scheme(attrs: dict, new: bool = False) -> dict | None:
    """A bare address that becomes a link: https for `www.…`, and none at all where the policy would refuse it."""
    key = (None, "href")
    if new:
        if str(attrs.get("_text", "")).lower().startswith("www."):
            attrs[key] = "https://" + attrs["_text"]
        if not safe_address(entities.unescape(attrs.get(key, ""))):
            return None
    return attrs


def _bleached(html: str) -> str:
    """Bleach applies the policy and makes links of bare addresses; a cleaner must not be shared between threads."""
    links = partial(LinkifyFilter, callbacks=[_with_scheme], skip_tags={"pre", "code"}, url_re=_BARE_ADDRESS)
    cleaner = bleach.Cleaner(
        tags=TAGS, attributes=_allowed, protocols=SCHEMES, strip=True, strip_comments=True, filters=[links]
    )
    return cleaner.clean(html)


def _drop_whole(html: str) -> str:
    """Take out elements whose text is no text for people; a comfort, the sanitisers after it are the guard."""
    lowered = html.lower()
    if len(lowered) != len(html):
        return html
    for name in DROPPED_WHOLE:
        at = lowered.find(f"<{name}")
        while at >= 0:
            end = lowered.find(f"</{name}", at)
            close = lowered.find(">", end) if end >= 0 else -1
            if close < 0:
                break
            html, lowered = html[:at] + html[close + 1 :], lowered[:at] + lowered[close + 1 :]
            at = lowered.find(f"<{name}", at)
    return html


def clean(html: str) -> str:
    """People's HTML made safe for storing and showing.

    Takes what an editor or a letter sent; gives HTML within the policy, the same when cleaned once more.
    Raises Refused when it is too large.
    """
    measure(html)
    once = _bleached(_drop_whole(_kept_apart(_DIRECTIONS.sub("", html.replace("\r\n", "\n")))))
    last = nh3.clean(
        once,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in POLICY.items() if names},
        attribute_filter=_last_word,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    return _name_hosts(_tidy_text(last.replace(_MARK, ""))).strip()


def _kept_apart(html: str) -> str:
    """A sign between `&amp;` and what would make it another letter's name: bleach reads `&amp;lt;` as `&lt;`.

    Without it words written out as they stand in HTML would lose a layer each time the text is cleaned.
    """
    parts = _MARKUP.split(html.replace(_MARK, ""))
    return "".join(part if at % 2 else _NAMED.sub("&amp;" + _MARK, part) for at, part in enumerate(parts))


def _tidy_text(html: str) -> str:
    """Text between tags in one form of Unicode and without signs that turn its direction or cannot be seen."""
    parts = _MARKUP.split(html)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFC", _DIRECTIONS.sub("", part)) for at, part in enumerate(parts)
    )


def _name_hosts(html: str) -> str:
    """After a link whose words look like another host's address, name the host it really leads to (RT-05)."""

    def named(match: re.Match[str]) -> str:
        href = _HREF.search(match[1])
        host = _host(entities.unescape(href[1])) if href else ""
        words = entities.unescape(re.sub(r"<[^>]*>", "", match[2])).strip()
        if not host or words.endswith(f"[{host}]"):
            return match[0]
        shown = {_host(found[0]) for found in _ADDRESS_IN_TEXT.finditer(words)} - {""}
        if shown <= {host}:
            return match[0]
        return f"<a{match[1]}>{match[2]} [{entities.escape(host)}]</a>"

    return _LINK.sub(named, html)


def _host(address: str) -> str:
    """The host an address leads to, without `www.`; empty for own paths and mail."""
    if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) or re.match(r"[^/]*:\d", address):
        address = "https://" + address if not address.startswith("/") else ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def from_text(text: str) -> str:
    """Plain text as HTML paragraphs (what a page without scripts sends); cleaned again when it is stored."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{entities.escape(block.strip(), quote=False).replace(chr(10), '<br>')}</p>"
        for block in blocks
        if block.strip()
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            self.words.append("\n")
        elif tag == "img":
            self.words.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "h3", "h4", "tr", "blockquote", "pre"}:
            self.words.append("\n")
        elif tag in {"td", "th"}:
            self.words.append(" ")


def text_of(html: str) -> str:
    """The plain text of clean HTML, for excerpts, mail and search."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"[ \t]+", " ", "".join(reader.words)).strip()


def excerpt(html: str, length: int = 160) -> str:
    """The first `length` characters of the text, cut at a word."""
    text = " ".join(text_of(html).split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def stored(html: str) -> SafeString:
    """Mark HTML that went through `clean` when it was stored; the only such mark for people's text (RT-01)."""
    return mark_safe(html)  # noqa: S308 - cleaned when stored
