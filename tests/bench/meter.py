"""Processor time of processes and all they started, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(") ", 1)[1].split()
    except (OSError, IndexError):
        return []


def family(roots: list[int]) -> set[int]:
    """These processes with their descendants."""
    parents = {
        int(place.name): int(found[1]) for place in Path("/proc").glob("[0-9]*") if (found := _stat(int(place.name)))
    }
    members = set(roots)
    while True:
        more = {pid for pid, parent in parents.items() if parent in members} - members
        if not more:
            return members
        members |= more


def cpu(roots: list[int]) -> float:
    """Seconds of processor time of these processes and their descendants, with those that ended already."""
    total = 0
    for pid in family(roots):
        if found := _stat(pid):
            total += sum(int(ticks) for ticks in found[11:15])  # user, system, and of children that were waited for
    return total / TICK


def memory(roots: list[int]) -> float:
    """Megabytes these processes and their descendants take together: a page several of them share counts once."""
    return sum(_share(pid) for pid in family(roots)) / 1e3


def _share(pid: int) -> int:
    """Kilobytes of a process, of what it shares its part (PSS)."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
