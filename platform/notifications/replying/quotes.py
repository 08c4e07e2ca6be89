"""What a person wrote in an answer, without what the mail program put around it.

Pure: lines in, pieces out. Known are the manners of Polish and English mail programs: answers above the quoted letter,
below it and between its lines; signatures; the block of headers Outlook writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINES = {"pl": "odpowiedz nad tą linią", "en": "reply above this line"}
"""Our letters that can be answered begin with one of these; whatever stands from there on is ours."""
MOST_LINES = 5_000

_OURS = re.compile("|".join(re.escape(line) for line in LINES.values()), re.IGNORECASE)
_QUOTED = re.compile(r"^\s{0,3}(?:>[> ]?)+")
_BEGINS = re.compile(
    r"^\s*(?:w\s+dniu\b|dnia\s+\d|on\s|\d{4}-\d\d-\d\d|\d{1,2}[. /]\w{1,12}[. /]\d{2,4}"
    r"|(?:pon|wt|śr|sr|czw|pt|sob|niedz|ndz?|sb)[\w.]{0,12},?\s+\d|mon|tue|wed|thu|fri|sat|sun|użytkownik\b|.{0,80}<[^<>@\s]+@)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:napisa[łl]\(?[ao]?\)?|pisze|pisze/napisa[łl]a?|użytkownik.{0,80}napisał\w*|wrote|writes|schrieb|a écrit)"
    r"(?:\s+w wiadomości)?\s*(?:<[^<>]{0,200}>)?\s*:?\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\s*[>*_]{0,3}\s*(od|from|wysłano|wyslano|data|sent|date|do|to|dw|cc|udw|temat|subject|nadawca|adresat)\s*\*?:\*?\s*\S",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(r"^\s*[*_]{0,3}\s*(od|from|nadawca)\s*\*?:", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:original message|forwarded message|oryginalna wiadomość|wiadomość oryginalna|wiadomość przekazana"
    r"|treść przekazanej wiadomości|pierwotna wiadomość)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:--|—|– –|__)\s*$")
_FROM_A_PHONE = re.compile(
    r"^\s*(?:wys[łl]ano z|wys[łl]ane z|wiadomość wysłana z|sent from|pobierz (?:aplikację )?outlook|get outlook for"
    r"|outlook (?:dla|for) (?:android|ios)|uzyskaj aplikację outlook)\b.{0,120}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_=-]{10,}\s*$")
_LIST = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s")


@dataclass(frozen=True)
class Piece:
    """Some lines, own or quoted."""

    text: str
    is_quote: bool = False


def own_words(text: str) -> list[Piece]:
    """What the person wrote, in pieces; what was answered line by line stays quoted before its answer."""
    lines = [_tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MOST_LINES]]
    lines = _without_headers(lines)
    runs = _runs(_without_introductions(lines))
    runs = [Piece(_without_signature(run.text) if not run.is_quote else run.text, run.is_quote) for run in runs]
    runs = [run for run in runs if run.text.strip()]
    while runs and runs[-1].is_quote:
        runs.pop()
    if sum(run.is_quote for run in runs) == 1 and runs[0].is_quote:
        runs.pop(0)  # the whole letter above one answer: nobody needs it again
    return [run for run in runs if not (run.is_quote and _OURS.search(run.text))]


def _tidy(line: str) -> str:
    return line.replace("\u00a0", " ").replace("\u200b", "").rstrip()


def _without_headers(lines: list[str]) -> list[str]:
    """Without the letter that an unmarked header introduces: all that follows is it."""
    for at, line in enumerate(lines):
        if _ORIGINAL.match(line) or (_OURS.search(line) and not _QUOTED.match(line)):
            return _before(lines, at)
        if _FIRST_HEADER.match(line) and sum(bool(_HEADER.match(other)) for other in lines[at : at + 8]) >= 3:
            return _before(lines, at)
    return lines


def _before(lines: list[str], at: int) -> list[str]:
    """The lines before number `at`, without a rule or an introduction that leads to it."""
    while at and (not lines[at - 1].strip() or _RULE.match(lines[at - 1])):
        at -= 1
    for back in (1, 2, 3):
        if at >= back and _introduces(lines[at - back : at]):
            return lines[: at - back]
    return lines[:at]


def _introduces(lines: list[str]) -> bool:
    """Whether these lines, as one, say who wrote when what follows; not when the last of them say it alone."""
    if not all(line.strip(" >") for line in lines) or not _ENDS.search(lines[-1]):
        return False
    if any(_BEGINS.match(line.strip().lstrip("> ")) for line in lines[1:]):
        return False
    one = " ".join(line.strip().lstrip("> ") for line in lines)
    return len(one) < 400 and bool(_BEGINS.match(one) and _ENDS.search(one))


def _without_introductions(lines: list[str]) -> list[str]:
    """Without 'W dniu … pisze:'; where no quotation marks follow, without all that follows."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        size = next((size for size in (1, 2, 3) if _is_introduction(lines, at, size)), 0)
        if not size:
            kept.append(lines[at])
            at += 1
            continue
        was_quoted = bool(_QUOTED.match(lines[at]))
        at += size
        following = next((line for line in lines[at:] if line.strip()), "")
        if not was_quoted and not _QUOTED.match(following):
            return kept
    return kept


def _is_introduction(lines: list[str], at: int, size: int) -> bool:
    some = lines[at : at + size]
    return len(some) == size and _introduces(some)


def _runs(lines: list[str]) -> list[Piece]:
    """Own and quoted lines in turn; empty lines belong to what stands before them."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = _QUOTED.match(line)
        is_quote = bool(quoted) or (not line.strip() and bool(runs) and runs[-1][0])
        words = line[quoted.end() :] if quoted else line
        if runs and runs[-1][0] == is_quote:
            runs[-1][1].append(words)
        else:
            runs.append((is_quote, [words]))
    return [Piece("\n".join(words), is_quote) for is_quote, words in runs]


def _without_signature(text: str) -> str:
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if _SIGNATURE.match(line)), len(lines))
    lines = lines[:at]
    while lines and (not lines[-1].strip() or _FROM_A_PHONE.match(lines[-1]) or _RULE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip("\n")


def unwrapped(text: str) -> str:
    """Lines a mail program broke, put together again; lists, quotations and short lines stay as they are."""
    joined: list[str] = []
    previous = ""
    for line in text.split("\n"):
        is_broken = len(previous) >= 60 and " " in previous and previous[-1] not in ":;"
        if is_broken and line.strip() and not _LIST.match(line) and line[0] not in " \t>":
            joined.append(" " + line)
        else:
            joined.append("\n" + line)
        previous = line
    return "".join(joined)[1:]
