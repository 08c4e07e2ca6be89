"""The index holds copies: what is erased from a thing leaves the index with it (PD-01).

Whoever blanks or erases a thing that can be found calls `services.changed`; the index has no row about a person.
"""

from __future__ import annotations

from kit.personal_data import register
from search.models import Document, Grant, KnownWord, Waiting

register(Document, plain="kind about_type about_id title text url facets audience dated_at indexed_at")
register(Grant, plain="document word")
register(KnownWord, plain="word backwards")
register(Waiting, plain="number since_at")
