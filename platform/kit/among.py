"""`pk__among=[1, 2]`: what `pk__in` finds, in SQL that does not depend on how many whole numbers, or texts, there are.

So a query can be worked out once and asked about any number of rows (kit.prepared), and PostgreSQL keeps its plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


@Field.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """Whether the column is one of the values."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """PostgreSQL compares with an array, SQLite unpacks them from a text."""
        column, params = self.process_lhs(compiler, connection)
        words = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
        return f"{column} {words}", (*params, parameter(connection, self.rhs))


def parameter(connection: Any, values: Iterable[int | str]) -> Any:
    """The values as the database takes them; numbers of one kind whatever their size, so that one plan serves."""
    if connection.vendor != "postgresql":
        return json.dumps(list(values), ensure_ascii=False)
    from psycopg.types.numeric import Int8

    return [Int8(value) if isinstance(value, int) else value for value in values]
