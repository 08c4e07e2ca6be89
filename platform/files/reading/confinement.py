"""What the reading child gives up before it opens anything (FU-08)."""

from __future__ import annotations

import ctypes
import resource


def confine(memory_mb: int, seconds: int) -> None:
    """Give up memory, time, big files, core dumps and (where the system lets us) the network."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    clone_newnet, clone_newuser = 0x40000000, 0x10000000
    try:
        ctypes.CDLL(None).unshare(clone_newuser | clone_newnet)
    except (AttributeError, OSError):
        return
