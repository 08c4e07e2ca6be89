"""The platform's key for push services: made once by a command, kept in the environment or in the data folder."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02


def own_file() -> Path:
    """Where a key lies that was made by the command."""
    return Path(settings.DATA_DIR) / "push-key.pem"


def private() -> Vapid02 | None:
    """The key, or None: then nobody is offered news in the browser."""
    given = settings.PUSH_KEY.replace("\\n", "\n")
    if not given and own_file().is_file():
        given = own_file().read_text(encoding="ascii")
    return _read(given) if given else None


@lru_cache(maxsize=2)
def _read(pem: str) -> Vapid02:
    return Vapid02.from_pem(pem.encode("ascii"))


def public() -> str:
    """The public half as browsers want it; empty without a key."""
    key = private()
    if key is None:
        return ""
    point = key.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode("ascii").rstrip("=")


def make() -> Path:
    """Make a key unless there is one; the old one stays, since every browser's consent hangs on it."""
    place = own_file()
    if not place.exists():
        key = Vapid02()
        key.generate_keys()
        place.touch(mode=0o600)
        place.write_bytes(key.private_pem())
    return place
