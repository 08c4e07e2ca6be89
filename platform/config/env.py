"""Typed reading of the environment: a wrong value stops the start with a sentence that names the variable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")

_env = Env()
READ: dict[str, str] = {}
"""Names read so far with their kind; a test compares them with .env.example."""


def _read(name: str, kind: str, reader: Callable[..., T], default: T) -> T:
    READ[name] = kind
    if os.environ.get(name, "").strip() == "":
        return default
    try:
        return reader(name)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{name}={os.environ[name]!r} is not {kind}. Set it in the environment or .env."
        ) from error


def text(name: str, default: str = "") -> str:
    """A text; `NAME_FILE` may instead name a file that holds it (secrets)."""
    given = os.environ.get(f"{name}_FILE")
    if given:
        READ[name] = "a text"
        try:
            return Path(given).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={given!r} cannot be read: {error.strerror}.") from error
    return _read(name, "a text", _env.str, default)


def flag(name: str, default: bool) -> bool:
    """Yes or no (1/0, true/false, on/off)."""
    return _read(name, "yes or no (1 or 0)", _env.bool, default)


def number(name: str, default: int) -> int:
    """A whole number."""
    return _read(name, "a whole number", _env.int, default)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list of words separated by commas."""
    return _read(
        name,
        "a list separated by commas",
        lambda key: [word.strip() for word in _env.list(key) if word.strip()],
        list(default),
    )


def folder(name: str, default: Path) -> Path:
    """An absolute folder; made when it is not there."""
    path = Path(_read(name, "a folder", _env.str, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={str(path)!r} cannot be used: {error.strerror}.") from error
    return path


def needed(name: str, why: str) -> str:
    """A text that must be there.

    Raises ImproperlyConfigured with the name and the reason when it is not.
    """
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: {why}. Set it in the environment or .env (see .env.example).")
    return value
