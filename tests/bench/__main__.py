"""`python -m tests.bench [--posts N] [--pairs N] [--only NAME…]`: measures, prints the table, writes var/bench/."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.house import House
from tests.bench.works import WORKS, Work
from tests.servers import ROOT

ROOMS = ("forum", "search")
FOR_RESOURCES = ("search.", "library.")
"""Works that want the library and the index filled too: asked for with --resources."""
WARM = 10


@dataclass
class Bench:
    """What a work has at hand."""

    house: House
    kept: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.visitor = self.house.client("ours")
        self.member = self.house.client("ours", member=True)
        self.reference = self.house.client("reference")


@dataclass
class Turn:
    """Some rounds of one side: CPU and time of one round, in milliseconds, and the size of the answer."""

    cpu: float
    times: list[float]
    size: int


def turn(bench: Bench, act: Callable[[Any], int], site: str, rounds: int) -> Turn:
    """Do the work so many times and count."""
    for _ in range(WARM):
        act(bench)
    before, times, size = bench.house.cpu(site), [], 0
    for _ in range(rounds):
        began = time.perf_counter()
        size = act(bench)
        times.append((time.perf_counter() - began) * 1000)
    return Turn((bench.house.cpu(site) - before) * 1000 / rounds, times, size)


def measure(bench: Bench, work: Work, pairs: int) -> dict[str, Any]:
    """Pairs of turns, ours and the reference's within seconds of each other."""
    other = "ours" if work.by_itself else "reference"
    taken = [
        (turn(bench, work.ours, "ours", work.rounds), turn(bench, work.reference, other, work.rounds))
        for _ in range(pairs)
    ]
    ours, theirs = [pair[0] for pair in taken], [pair[1] for pair in taken]
    if work.by_time:
        figures = [statistics.median(mine.times) / statistics.median(that.times) for mine, that in taken]
    elif work.by_itself:
        figures = [mine.cpu / that.cpu for mine, that in taken]
    else:
        figures = [that.cpu / mine.cpu for mine, that in taken]
    figure = statistics.median(figures)
    times = sorted(moment for mine in ours for moment in mine.times)
    return {
        "name": work.name, "figure": round(figure, 3), "must": work.must, "stretch": work.stretch,
        "holds": work.holds(figure), "spread": [round(min(figures), 3), round(max(figures), 3)],
        "cpu_ms": round(statistics.median(mine.cpu for mine in ours), 2),
        "reference_cpu_ms": round(statistics.median(that.cpu for that in theirs), 2),
        "p50_ms": round(statistics.median(times), 1), "p95_ms": round(times[int(len(times) * 0.95) - 1], 1),
        "p99_ms": round(times[int(len(times) * 0.99) - 1], 1),
        "kB": round(ours[-1].size / 1000, 1),
    }  # fmt: skip


def grown(bench: Bench, works: list[Work], requests: int) -> dict[str, Any]:
    """What the page workers hold before and after so many requests, pages of all these works in turn."""
    reading = [work for work in works if not work.by_time]
    for work in reading:
        for _ in range(WARM):
            work.ours(bench)
    before = bench.house.megabytes("ours")
    for at in range(requests):
        reading[at % len(reading)].ours(bench)
    after = bench.house.megabytes("ours")
    return {"requests": requests, "before_mb": round(before), "after_mb": round(after)}


def table(found: list[dict[str, Any]]) -> str:
    """For people, and for docs/performance.md."""
    lines = ["| work | figure | must | holds | CPU ms | reference | p50 | p95 | p99 | kB |", "|---|" + "---:|" * 9]
    lines += [
        f"| {row['name']} | {row['figure']} | {row['must']} | {'yes' if row['holds'] else '**no**'} | {row['cpu_ms']} "
        f"| {row['reference_cpu_ms']} | {row['p50_ms']} | {row['p95_ms']} | {row['p99_ms']} | {row['kB']} |"
        for row in found
    ]
    return "\n".join(lines)


def _folder(kept: Path | None) -> AbstractContextManager[str]:
    """Where the data stand: a folder that stays, or one that is gone afterwards."""
    if kept is None:
        return tempfile.TemporaryDirectory(prefix="bench-")
    kept.mkdir(parents=True, exist_ok=True)
    return nullcontext(str(kept))


def main() -> int:
    """Measure; 1 when something that must hold does not."""
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("--posts", type=int, default=200_000)
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument("--resources", type=int, default=0, help="fill the library and the index too (100000)")
    asked.add_argument("--engine", choices=("postgresql", "sqlite"), default="postgresql")
    asked.add_argument("--requests", type=int, default=10_000, help="so many before memory is looked at again")
    asked.add_argument("--data", type=Path, help="a folder in which the filled database is kept for the next run")
    asked.add_argument("--only", nargs="*", default=[], help="beginnings of names of works")
    options = asked.parse_args()
    for room in ROOMS:
        import_module(f"tests.bench.{room}")
    works = [work for work in WORKS if options.resources or not work.name.startswith(FOR_RESOURCES)]
    works = [work for work in works if not options.only or work.name.startswith(tuple(options.only))]
    with (
        _folder(options.data) as folder,
        House(Path(folder), options.posts, resources=options.resources, engine=options.engine) as house,
    ):
        bench = Bench(house)
        found = [measure(bench, work, options.pairs) for work in works]
        growth = grown(bench, works, options.requests) if options.requests and not options.only else None
        held = {"ours_mb": round(house.megabytes("ours")), "reference_mb": round(house.megabytes("reference"))}
    place = ROOT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "posts": options.posts, "resources": options.resources,
        "engine": options.engine, **house.facts.get("search", {}).get("rebuild", {}), **held, "growth": growth,
        "works": found,
    }  # fmt: skip
    (place / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    if growth:
        sys.stdout.write(
            f"memory over {growth['requests']} requests: {growth['before_mb']} → {growth['after_mb']} MB\n"
        )
    sys.stdout.write(f"{table(found)}\n\ntwo page workers: {held['ours_mb']} MB (reference {held['reference_mb']})\n")
    return 0 if all(row["holds"] for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
