"""The index holds copies: what is erased from a thing leaves the index with it (PD-01).

Whoever blanks or erases a thing that can be found calls `services.changed`; of people only kept questions are held.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kit.personal_data import ERASE, register
from search.models import Document, KnownWord, Promoted, SavedSearch, Synonym, Unanswered, Waiting

register(Document, plain="kind about_type about_id title text url facets audience dated_at known_at indexed_at")
register(KnownWord, plain="word backwards")
register(Waiting, plain="number since_at")
register(Synonym, plain="words is_near")
register(Promoted, plain="words title note url until_on")
register(Unanswered, plain="words month_on times")
register(
    SavedSearch,
    plain="once",
    personal=dict.fromkeys(
        ("owner", "words", "kind", "facets", "network", "by_letter", "made_at", "seen_at"),
        (_("a question the person wants to ask again"), ERASE),
    ),
    rows=lambda user: SavedSearch.objects.filter(owner=user),
)
