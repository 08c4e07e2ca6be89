"""Web pages: written anew like pictures, so that only text, its structure and ordinary links stay."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from files.reading.words import TEXT_LIMIT, Unfit

LARGEST = 8 * 1024 * 1024
KEPT = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
WORDLESS = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "form", "select"}
"""What is in these is no text for people."""
_BLOCK = re.compile(r"</?(?:blockquote|br|caption|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b[^>]*>")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,400})<", re.IGNORECASE)
_LETTERS = ("utf-8", "windows-1250", "iso-8859-2", "windows-1252", "iso-8859-1")


def _read(place: str) -> str:
    raw = Path(place).read_bytes()
    if len(raw) > LARGEST:
        raise Unfit("bomb")
    if b"\x00" in raw:
        raise Unfit("disguised")
    told = _CHARSET.search(raw[:4096])
    letters = told[1].decode("ascii").lower() if told else "utf-8"
    if letters not in _LETTERS:
        raise Unfit("encoding")
    try:
        return raw.decode("utf-8-sig" if letters == "utf-8" else letters)
    except UnicodeDecodeError as error:
        raise Unfit("encoding") from error


def _clean(text: str) -> str:
    import nh3

    return nh3.clean(
        text,
        tags=KEPT,
        clean_content_tags=WORDLESS,
        attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )


def _title(text: str) -> str:
    found = _TITLE.search(text[:20_000])
    return " ".join(unescape(found[1]).split()) if found else ""


def check_markup(place: str, folder: Path) -> dict:
    """Write the page anew into `folder` and tell its title and how its text begins."""
    text = _read(place)
    body, title = _clean(text), _title(text)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    anew = f"<!doctype html>\n<html>\n<head>{head}</head>\n<body>{body}</body>\n</html>\n"
    (folder / "anew").write_text(anew, encoding="utf-8", errors="replace")
    return {"title": title, "head": words_of(body)}


def read_markup(place: str) -> str:
    """The words of a page, one line a block."""
    return words_of(_clean(_read(place)))


def words_of(clean: str) -> str:
    """The text of clean markup."""
    lines = _BLOCK.sub("\n", clean[: 4 * TEXT_LIMIT])
    return unescape(re.sub(r"<[^>]*>", "", lines)).replace("\f", " ")[:TEXT_LIMIT]
