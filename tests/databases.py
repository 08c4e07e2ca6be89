"""The test database on SQLite is made once and copied: three hundred migrations take longer than most tests.

The copy is kept under var/ by the fingerprint of everything a migration is made of; a new migration makes a new one.
PostgreSQL, where the proof of the whole runs, is always migrated from nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["django_db_keepdb", "django_db_setup"]

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "test-databases"
FED_BY = (
    "requirements/runtime.txt",
    "platform/directory/vocabularies.py",
    "platform/directory/school_calendar.py",
    "platform/search/trade.py",
    "platform/search/near.txt",
)
"""What migrations read beside their own files: libraries' migrations, and the words and days they lay down."""


def fingerprint() -> str:
    """The same for the same migrations, whoever runs them."""
    own = (path for folder in (ROOT,) for path in folder.glob("**/migrations/*.py") if not _foreign(path))
    seen = hashlib.sha256()
    for path in sorted([*own, *(ROOT / name for name in FED_BY)]):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()[:24]


def _foreign(path: Path) -> bool:
    return bool({".venv", "node_modules", "var"} & set(path.relative_to(ROOT).parts))


def _place() -> Path | None:
    """Where the test database will lie; None where it is not a file."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    name = str(connection.creation._get_test_db_name())
    return None if name == ":memory:" or name.startswith("file:") else Path(name)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> bool:
    """Lay the kept copy where the test database is looked for; then nothing is left to migrate."""
    place, kept = _place(), KEPT / f"{fingerprint()}.sqlite3"
    if place is None or not kept.exists() or request.config.getvalue("create_db"):
        return bool(request.config.getvalue("reuse_db"))
    for leftover in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
        leftover.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, place)
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of a database that was just made; afterwards let go of what holds the test database."""
    from django.db import connection

    kept = KEPT / f"{fingerprint()}.sqlite3"
    if _place() is not None and not django_db_keepdb and not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half)])
        half.replace(kept)
    yield
    # PostgreSQL drops no database while somebody is connected: end what threads of sockets left behind, then drop.
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
