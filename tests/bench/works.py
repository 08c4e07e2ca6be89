"""What is measured: the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kit.registry import Registry


@dataclass(frozen=True)
class Work:
    """One unit of work, done by ours and by a reference.

    `ours(bench)` and `reference(bench)` do it once and return the bytes of the answer. `must` and `stretch` are wanted
    CPU ratios (reference ÷ ours, higher is cheaper), or with `by_time` the most p50 of ours ÷ p50 of the reference,
    or with `by_itself` the most CPU of ours ÷ CPU of the same site's other work.
    """

    name: str
    ours: Callable[[Any], int]
    reference: Callable[[Any], int]
    must: float
    stretch: float
    by_time: bool = False
    by_itself: bool = False
    rounds: int = 60

    def holds(self, figure: float) -> bool:
        """Whether the figure is what must be."""
        return figure <= self.must if self.by_time or self.by_itself else figure >= self.must


WORKS: Registry[Work] = Registry("bench.works", needs=("name", "ours", "reference"))


def work(name: str, **papers: Any) -> Work:
    """Sign a work in."""
    return WORKS.register(name, Work(name=name, **papers))
