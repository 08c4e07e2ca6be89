"""Keeping the index right, and what people keep of their questions."""

from search.services.filing import changed, deliver, file_all, forget, index, rebuild, settle
from search.services.kept import drop, keep, note_unanswered, seen, send_letters

__all__ = [
    "changed",
    "deliver",
    "drop",
    "file_all",
    "forget",
    "index",
    "keep",
    "note_unanswered",
    "rebuild",
    "seen",
    "send_letters",
    "settle",
]
