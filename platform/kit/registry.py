"""A registry into which upper floors sign what lower floors may use; it refuses bad papers at start-up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries by key, in the order of their keys.

    `needs` names the attributes every entry must have with a value; a missing one, or a key signed in twice,
    raises ImproperlyConfigured while the apps are loading.
    """

    def __init__(self, name: str, *, needs: tuple[str, ...] = ()) -> None:
        self.name = name
        self.needs = needs
        self._entries: dict[str, T] = {}

    def register(self, key: str, entry: T) -> T:
        """Sign `entry` in under `key` and give it back."""
        if key in self._entries:
            raise ImproperlyConfigured(f"{self.name}: {key!r} is signed in twice.")
        for attribute in self.needs:
            if getattr(entry, attribute, None) in (None, ""):
                raise ImproperlyConfigured(f"{self.name}: {key!r} has no {attribute}.")
        self._entries[key] = entry
        return entry

    def get(self, key: str) -> T | None:
        """The entry, or None when nobody signed in under `key`."""
        return self._entries.get(key)

    def __getitem__(self, key: str) -> T:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[T]:
        return iter(entry for _key, entry in sorted(self._entries.items()))

    def items(self) -> list[tuple[str, T]]:
        """(key, entry) in the order of keys."""
        return sorted(self._entries.items())

    def keys(self) -> list[str]:
        """Keys in order."""
        return sorted(self._entries)

    @contextmanager
    def swapped(self, **entries: T) -> Iterator[None]:
        """For a test: other entries while the block runs."""
        kept, self._entries = self._entries, dict(entries)
        try:
            yield
        finally:
            self._entries = kept
