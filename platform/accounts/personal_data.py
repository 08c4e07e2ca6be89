"""The front door to the register of personal data for everything above the cellar."""

from __future__ import annotations

from kit.personal_data import (
    BLANK,
    ERASE,
    HAND_OVER,
    KEEP,
    REGISTERS,
    Register,
    copy_of,
    erase,
    fields_of,
    kept,
    register,
)

__all__ = [
    "BLANK",
    "ERASE",
    "HAND_OVER",
    "KEEP",
    "REGISTERS",
    "Register",
    "copy_of",
    "erase",
    "fields_of",
    "kept",
    "register",
]
