"""What the parts of the reading child share: how they refuse, and how much text is taken."""

from __future__ import annotations

import re

TEXT_LIMIT = 1_000_000
NEW_PAGE = "\f"
"""Stands between the pages of a text, or between slides."""


class Unfit(Exception):  # noqa: N818 - an answer
    """The file is not what its name says, or is dangerous; the word says how."""


def tidy(text: str) -> str:
    """Text that can be stored: one space between words, no nulls, no lone halves of characters."""
    text = re.sub(r"[ \t\xa0]+", " ", text.replace("\x00", "").replace("\ufffe", ""))
    text = re.sub(r"[^\S\f]*\n[^\S\f]*", "\n", text).encode("utf-8", "replace").decode()
    # Ends of pages stay where they are: a word's page is found by counting them.
    return text.strip(" \n").rstrip() if text.strip() else ""
