"""PDF by Typst: tagged, with its language and title, PDF/UA-1; the data goes in as JSON and as nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
from django.conf import settings

if TYPE_CHECKING:
    from kit.printing.blocks import Document

SHEET = Path(__file__).with_name("paper.typ")


@cache
def _fonts() -> typst.Fonts:
    """The front end's Lato where it is built, with what Typst carries itself; nothing of the machine's."""
    folder = settings.ROOT / "var" / "front" / "print"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)] if folder.exists() else [])


MISSING = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.DOTALL)
STAND_IN = "\N{WHITE SQUARE}"
MOST_MISSING = 20


def pdf_of(document: Document) -> bytes:
    """The PDF of the document. Signs that no font of ours has stand as an empty square: PDF/UA allows no gaps."""
    data = asdict(document)
    for _attempt in range(MOST_MISSING):
        try:
            return _compiled(data, "ua-1")
        except typst.TypstError as error:
            missing = MISSING.search(str(error))
            if missing is None:
                raise
            words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), missing[1])
            shorter = _replaced(data, words)
            if shorter == data:
                break
            data = shorter
    return _compiled(data, None)


_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _replaced(value: Any, words: str) -> Any:
    """The same with a stand-in for `words` in every text; numbers that happen to be written like them stay numbers."""
    if isinstance(value, str):
        return value.replace(words, STAND_IN)
    if isinstance(value, dict):
        return {name: _replaced(one, words) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(one, words) for one in value]
    return value


def _compiled(data: dict[str, Any], standard: Any) -> bytes:
    made = typst.compile(
        SHEET.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"doc": json.dumps(data, ensure_ascii=False)},
        pdf_standards=standard or [],
    )
    return bytes(made)
