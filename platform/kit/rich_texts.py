"""Where people's cleaned HTML is stored, so that all of it can be cleaned again after the policy changed.

Each app signs its fields in, at the end of its `farewells.py`; a house test asks of every text field whether it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from kit import html
from kit.registry import Registry
from kit.verdicts import Refused

BATCH = 500


@dataclass(frozen=True)
class RichText:
    """A field with cleaned HTML (or, in JSON, with {part: cleaned HTML}).

    `source` names the field with the text as it was sent; `made(html)` gives other fields that are made of this one;
    `after(numbers)` is told which rows changed, where something drawn of them is kept elsewhere.
    """

    model: type[models.Model]
    field: str
    source: str = ""
    made: Callable[[str], dict[str, Any]] | None = None
    after: Callable[[list[int]], None] | None = None


RICH_TEXTS: Registry[RichText] = Registry("kit.rich_texts", needs=("model", "field"))


def rich_text(model: type[models.Model], field: str, **papers: Any) -> None:
    """Sign a field in."""
    RICH_TEXTS.register(f"{model._meta.label_lower}.{field}", RichText(model=model, field=field, **papers))


@dataclass
class Count:
    """What was looked at, what changed, what the limits refuse (and therefore stays as it is)."""

    seen: int = 0
    changed: int = 0
    refused: int = 0


def clean_again(text: str, source: str = "") -> str:
    """The text by today's policy.

    It is made anew of what was sent where that says the same words: so what a wider policy allows comes back, while
    words that somebody changed afterwards (moderation) stay changed. Raises Refused by the limits.
    """
    again = html.clean(text)
    if not source:
        return again
    try:
        anew = html.clean(source)
    except Refused:
        return again
    return anew if html.text_of(anew) == html.text_of(text) else again


def clean_all(entry: RichText, *, dry_run: bool = False) -> Iterator[Count]:
    """Clean every row of one field again, batch by batch; gives the count after each.

    Only the field itself (and what is made of it) is written, and only while it still holds what was read: no moment
    of a change moves, and nobody's edit meanwhile is lost.
    """
    count, last = Count(), 0
    while True:
        names = [entry.field, *([entry.source] if entry.source else [])]
        rows = entry.model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", *names)[:BATCH]
        batch = list(rows)
        if not batch:
            return
        with transaction.atomic():
            changed = [
                pk
                for pk, value, *source in batch
                if _one(entry, pk, value, source[0] if source else "", count, dry_run)
            ]
            if changed and entry.after is not None and not dry_run:
                entry.after(changed)
        last = batch[-1][0]
        yield count


def _one(entry: RichText, pk: int, value: Any, source: str, count: Count, dry_run: bool) -> bool:
    count.seen += 1
    try:
        again = (
            {part: html.clean(text) for part, text in value.items()}
            if isinstance(value, dict)
            else clean_again(value or "", source)
        )
    except Refused:
        count.refused += 1
        return False
    if again == value or (not again and not value):
        return False
    count.changed += 1
    if not dry_run:
        more = entry.made(again) if entry.made is not None else {}
        entry.model._default_manager.filter(pk=pk, **{entry.field: value}).update(**{entry.field: again}, **more)
    return True
