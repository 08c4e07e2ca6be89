"""A test database is made once and copied: three hundred migrations take longer than most tests.

On SQLite the copy is kept under var/ by the fingerprint of everything a migration is made of; a new migration makes a
new one. A server of PostgreSQL keeps one under the same fingerprint as the template of its test databases and of the
databases of whole sites; the first who needs it migrates it from nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["django_db_keepdb", "django_db_setup"]

TAKEN_IN_TURN = 5_704_112
"""The lock under which processes wait for the one that migrates."""

LEFT_ALONE = """
DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', name);
    END LOOP;
END $$
"""
"""Tests write thousands of rows in a transaction that nobody sees. A vacuum beside it finds the table empty and says so
to the planner, which then reads a thousand networks a thousand times over: for minutes, at one run in several."""

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


def migrated(url: str) -> str:
    """The name of a database beside that of `url`, a PostgreSQL address, in which every migration has run.

    Nobody is connected to it, so that it can be copied. Raises RuntimeError with the words of a failed migration.
    """
    import psycopg

    name = f"splot_migrated_{fingerprint()}"
    half = f"{name}_half"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (TAKEN_IN_TURN,))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            return name
        connection.execute(f'DROP DATABASE IF EXISTS "{half}"')
        connection.execute(f'CREATE DATABASE "{half}"')
        own = {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{half}", "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        with psycopg.connect(own["DATABASE_URL"], autocommit=True) as fresh:
            fresh.execute(LEFT_ALONE)
        connection.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> bool:
    """Lay the kept copy where the test database is looked for; then nothing is left to migrate."""
    from django.db import connection

    if connection.vendor == "postgresql" and not request.config.getvalue("create_db"):
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated(os.environ["DATABASE_URL"])
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
