"""Somebody who holds the whole database and wants to know who answered what.

They know who answered in which order (they sat in the room) or when (they read another log), and look for the same
order in what lies in the tables: the place of rows on the disk, the transactions that wrote them, numbers, moments, and
lists inside of a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

Dump = dict[str, list[dict[str, Any]]]


def dumped() -> Dump:
    """Every table: its rows in the order in which they lie, with their place and the transaction that wrote them."""
    found = {}
    postgres = connection.vendor == "postgresql"
    place = "ctid::text AS place_, xmin::text::bigint AS wrote_" if postgres else "rowid AS place_, 0 AS wrote_"
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            name = connection.ops.quote_name(table)
            if not postgres and _without_rowid(cursor, table):
                continue
            cursor.execute(f"SELECT {place}, {name}.* FROM {name} ORDER BY {'ctid' if postgres else 'rowid'}")
            columns = [column[0] for column in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def _without_rowid(cursor: Any, table: str) -> bool:
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
    sql = (cursor.fetchone() or ("",))[0] or ""
    return "VIRTUAL" in sql or "WITHOUT ROWID" in sql.upper()


def sequences(dump: Dump) -> Iterator[list[str]]:
    """Every order found in the database: rows by each of their columns, and elements of each list inside a value."""
    for rows in dump.values():
        for column in rows[0] if rows else ():
            with_it = [row for row in rows if row[column] is not None]
            for key in (lambda row, column=column: _sortable(row[column]), None):
                ordered = sorted(with_it, key=key) if key else with_it
                yield [_text({name: value for name, value in row.items() if name[-1] != "_"}) for row in ordered]
        for row in rows:
            yield from _inside(row)


def _inside(row: dict[str, Any]) -> Iterator[list[str]]:
    for value in row.values():
        found = value
        if isinstance(value, str) and value[:1] in "[{":
            try:
                found = json.loads(value)
            except ValueError:
                continue
        for held in found.values() if isinstance(found, dict) else [found]:
            if isinstance(held, list):
                yield [_text(one) for one in held]


def _sortable(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return (1, 0, str(value))
    return (0, value, "")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)


def claims(dump: Dump, order: list[int], marks: list[str]) -> Iterator[dict[int, str]]:
    """Who answered what, as the attacker claims it: one claim for each order of the answers found in the database.

    `order` is who answered, first to last, which the attacker knows; `marks` are words, one in each answer.
    """
    for sequence in sequences(dump):
        found = [mark for text in sequence for mark in marks if mark in text]
        if len(found) == len(marks) == len(set(found)):
            yield dict(zip(order, found, strict=True))
            yield dict(zip(order, reversed(found), strict=True))
            yield dict(zip(sorted(order), found, strict=True))


def together(dump: Dump, signs: dict[int, set[str]], truth: dict[int, str]) -> list[str]:
    """Rows that hold both an answer and a sign of its person (an address, a name, a link's digest).

    Of the lists of surveys, rows of which hold everybody's answers, the elements are looked at instead.
    """
    ours = {table: rows for table, rows in dump.items() if table.startswith("surveys_")}
    texts = [_text(row) for table, rows in dump.items() if table not in ours for row in rows]
    texts += [text for sequence in sequences(ours) if len(sequence) > 1 for text in sequence]
    return [
        text
        for text in texts
        for person, mark in truth.items()
        if mark in text and any(sign in text for sign in signs[person])
    ]
