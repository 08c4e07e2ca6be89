"""The same for a letter that is HTML only: what its sender wrote, without quotations, signatures and dress.

It is no sanitiser: what comes out still goes through `kit.html.clean`, like every text.
"""

from __future__ import annotations

import html as entities
import re
from html.parser import HTMLParser

from kit.html import text_of
from notifications.replying import quotes

_LETTERS = {"div": "p", "p": "p", "b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "s": "s"}
_LETTERS |= {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4", "li": "li", "ul": "ul", "ol": "ol"}
_LETTERS |= dict.fromkeys(("pre", "code", "table", "thead", "tbody", "tr", "td", "th", "sub", "sup"), "")
KEPT = {name: made or name for name, made in _LETTERS.items()}
"""Elements of a letter, and what they become."""
_SILENT = frozenset({"head", "style", "script", "title", "template", "noscript", "svg", "math", "object", "iframe"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "base", "embed", "source", "track", "wbr"})
_BLOCKS = frozenset({"p", "h3", "h4", "ul", "ol", "pre", "table", "blockquote"})
_MARKS = re.compile(
    r"gmail_quote|gmail_attr|gmail_signature|moz-cite-prefix|moz-signature|yahoo_quoted|protonmail_quote"
    r"|divRplyFwdMsg|appendonsend|stopSpelling|OutlookMessageHeader|tutanota_quote|x_gmail_quote|zmail_extra"
    r"|ms-outlook-mobile-signature|signature-block|wp-quote|o2-quote|onet-quote|interia-quote",
    re.IGNORECASE,
)
_ENDS_ALL = re.compile(r"divRplyFwdMsg|appendonsend|stopSpelling|OutlookMessageHeader", re.IGNORECASE)
_LINE_ABOVE = re.compile(r"border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)", re.IGNORECASE)
_BLOCK = re.compile(r"<(p|h3|h4|ul|ol|pre|table)>.*?</\1>", re.DOTALL)
DEEPEST = 60


def own_words(page: str) -> str:
    """The sender's own words as simple HTML; empty when there are none."""
    reader = _Reader()
    try:
        reader.feed(page)
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        return ""  # the library refuses some declarations no honest letter has
    return _until_quotation("".join(reader.finished()))


class _Reader(HTMLParser):
    """Writes the simple elements anew, closes what stays open, and leaves out what is quoted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []
        """(name in the letter, name written; empty where nothing was written)."""
        self.silent_from: int | None = None
        self.is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_over:
            return
        marks = " ".join(value or "" for name, value in attrs if name in {"class", "id", "type", "style", "name"})
        if _ENDS_ALL.search(marks) or _LINE_ABOVE.search(marks):
            self.is_over = True
            return
        if tag in _VOID:
            if tag == "br" and self.silent_from is None:
                self.out.append("<br>")
            return
        made = KEPT.get(tag, "") if len(self.open) < DEEPEST else ""
        if tag == "a":
            made = self._link(dict(attrs)) if self.silent_from is None else ""
        elif made and self.silent_from is None:
            self._close_paragraph(made)
            self.out.append(f"<{made}>")
        self.open.append((tag, made if self.silent_from is None else ""))
        is_silent = tag in _SILENT or tag == "blockquote" or bool(_MARKS.search(marks))
        if is_silent and self.silent_from is None:
            self.silent_from = len(self.open)

    def _close_paragraph(self, made: str) -> None:
        """A paragraph in a paragraph (a letter's div in a div) ends the outer one."""
        if made in _BLOCKS and self.open and self.open[-1][1] == "p":
            self.out.append("</p>")
            self.open[-1] = (self.open[-1][0], "")

    def _link(self, attrs: dict[str, str | None]) -> str:
        href = (attrs.get("href") or "").strip()
        if not re.match(r"(?:https?|mailto|tel):", href, re.IGNORECASE):
            return ""
        self.out.append(f'<a href="{entities.escape(href)}">')
        return "a"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _made in self.open):
            return
        while self.open:
            name = self._close_last()
            if name == tag:
                return

    def _close_last(self) -> str:
        name, made = self.open.pop()
        if made:
            self.out.append(f"</{made}>")
        if self.silent_from is not None and len(self.open) < self.silent_from:
            self.silent_from = None
        return name

    def handle_data(self, data: str) -> None:
        if not self.is_over and self.silent_from is None:
            self.out.append(entities.escape(data.replace("\x00", ""), quote=False))

    def finished(self) -> list[str]:
        """All that was written, closed."""
        while self.open:
            self._close_last()
        return self.out


def _until_quotation(markup: str) -> str:
    """Paragraphs up to the first that introduces the answered letter or is ours; without a signature at the end."""
    markup = re.sub(r"<p>(?:\s|<br>|&nbsp;|\u00a0)*</p>", "", markup)
    blocks = _in_blocks(markup)
    lines = [text_of(block).strip() or "-" for block in blocks]
    kept = 0
    while kept < len(blocks):
        rest = quotes.own_words("\n\n".join(lines[kept : kept + 4]))
        if not rest or rest[0].is_quote or not rest[0].text.strip().startswith(lines[kept].strip()[:40]):
            break
        kept += 1
    return _tidy("".join(blocks[:kept]))


def _in_blocks(markup: str) -> list[str]:
    """Top blocks; loose text between them becomes paragraphs, one for each line."""
    blocks: list[str] = []
    end = 0
    for match in _BLOCK.finditer(markup):
        blocks += _loose(markup[end : match.start()])
        blocks.append(match[0])
        end = match.end()
    return blocks + _loose(markup[end:])


def _loose(markup: str) -> list[str]:
    lines = re.split(r"(?:<br>\s*)+|\n[ \t]*\n", markup)
    return [f"<p>{line.strip()}</p>" for line in lines if text_of(line).strip()]


def _tidy(markup: str) -> str:
    return re.sub(r"(?:<br>\s*)+</p>", "</p>", re.sub(r"[ \t\n]+", " ", markup)).strip()
