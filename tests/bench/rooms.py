"""`python -m tests.bench.rooms [--rooms N] [--seconds N] [--rates N ...] [--redis] [--engine sqlite]`: rooms of 20.

Ours keeps everything it has: rights asked for each line, a number, a row in the database, resuming; the reference, a
bare broadcast, keeps nothing. Processor time of ours is that of its processes, its database and its Redis, which are
started for it alone. Everybody in a room speaks, so that the twenty frames a second a person may send are no measure
of the server; both sides keep to them. Prints a table and writes var/bench/.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from websockets.asyncio.client import connect

from tests.bench import meter
from tests.bench.house import House
from tests.servers import ROOT, free_port

SEATS = 20
GAP = 1 / 11
"""Seconds a person waits at least between two lines: the room refuses who sends more than twenty frames a second, and
who hears twenty people talk sends a frame that says so for every 32 lines."""
SEEN = 32
"""A browser says that it has shown so many events (theme/src/js/rooms/room.js)."""
WORDS = "Dzień dobry, dziś o ułamkach. " * 5


@dataclass
class Site:
    """Servers that do the same, and how to come in: the n-th person's address, headers and first words."""

    name: str
    pids: list[int]
    doors: list[tuple[str, dict[str, str], str]]
    beside: list[int] = field(default_factory=list)
    """Its database's and Redis's processes."""

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        return meter.cpu([*self.pids, *self.beside])


@dataclass
class Person:
    """One socket; `heard` counts lines that came, `late` how long some of them took.

    `sees` is the number of the last event when it came in, where it has to say what it has seen.
    """

    connection: Any
    number: int
    sees: int | None = None
    heard: int = 0
    told: int = 0
    late: list[float] = field(default_factory=list)
    own: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Count; the first of each room also reads when a line was sent."""
        mark = f"<{self.number}|"
        async for text in self.connection:
            self.heard += text.count("<")
            if mark in text:
                self.own.set()
            if self.sees is not None and (new := text.count('"type":"event"')):
                self.sees += new
                if self.sees - self.told >= SEEN:
                    self.told = self.sees
                    await self.connection.send(f'{{"type":"seen","number":{self.sees}}}')
            if self.number % SEATS == 0:
                now = time.time()
                self.late += [now - float(part.split(">", 1)[0].split("|")[1]) for part in text.split("<")[1:]]

    async def say(self, count: int) -> None:
        """One line with its hour."""
        text = f"<{self.number}|{time.time():.6f}> {WORDS}"
        await self.connection.send(json.dumps({"type": "say", "key": f"{self.number}-{count}", "text": text}))


async def come_in(site: Site) -> list[Person]:
    """All people, twenty at a time."""
    people: list[Person] = []
    for start in range(0, len(site.doors), SEATS):
        people += await asyncio.gather(
            *(_one(start + step, *door) for step, door in enumerate(site.doors[start : start + SEATS]))
        )
    return people


async def _one(number: int, address: str, headers: dict[str, str], hello: str) -> Person:
    origin = "http://" + address.split("/")[2]
    connection = await connect(
        address, additional_headers=headers, origin=origin, compression=None, ping_interval=None, open_timeout=60
    )
    if not hello:
        return Person(connection, number)
    await connection.send(hello)
    while True:
        for frame in json.loads(await connection.recv()):
            if frame["type"] == "ready":
                return Person(connection, number, sees=frame["number"])


async def saturated(people: list[Person], until: float, counts: list[int]) -> None:
    """Everybody speaks as fast as they hear themselves, and as a person may."""

    async def talk(person: Person) -> None:
        while (begun := time.monotonic()) < until:
            person.own.clear()
            counts[0] += 1
            await person.say(counts[0])
            await asyncio.wait_for(person.own.wait(), 60)
            await asyncio.sleep(max(0.0, begun + GAP - time.monotonic()))

    await asyncio.gather(*(talk(one) for one in people))


async def steady(people: list[Person], until: float, counts: list[int], rate: float) -> None:
    """`rate` deliveries a second over all rooms, whoever speaks in turn."""
    pause, due = SEATS / rate, time.monotonic()
    while due < until:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        counts[0] += 1
        await people[counts[0] * 7 % len(people)].say(counts[0])
        due += pause


async def measure(site: Site, seconds: float, rates: list[float]) -> dict[str, Any]:
    """Idle memory, then as fast as it goes, then at steady rates."""
    empty = meter.memory(site.pids)
    people = await come_in(site)
    await asyncio.sleep(1)
    held = (meter.memory(site.pids) - empty) * 1000 / len(people)
    ears = [asyncio.ensure_future(one.listen()) for one in people]
    counts = [0]
    found: dict[str, Any] = {"kB_a_socket": round(held, 1)}
    for rate in (0.0, *rates):
        for one in people:
            one.heard, one.late = 0, []
        before, cpu, sent = time.monotonic(), site.cpu(), counts[0]
        if not rate:
            await saturated(people, before + seconds, counts)
        else:
            await steady(people, before + seconds, counts, rate)
        lasted = time.monotonic() - before
        for _wait in range(100):
            if sum(one.heard for one in people) >= (counts[0] - sent) * SEATS:
                break
            await asyncio.sleep(0.05)
        heard, late = sum(one.heard for one in people), sorted(x for one in people for x in one.late)
        found[_part(rate)] = {
            "deliveries_a_second": round(heard / lasted), "lost": (counts[0] - sent) * SEATS - heard,
            "cpu_us": round((site.cpu() - cpu) * 1e6 / max(1, heard), 1),
            "p50_ms": round(statistics.median(late) * 1000, 1),
            "p99_ms": round(late[int(len(late) * 0.99) - 1] * 1000, 1),
        }  # fmt: skip
    for one in ears:
        one.cancel()
    for one in people:
        one.connection.transport.abort()
    await asyncio.sleep(1)
    return found


def _part(rate: float) -> str:
    return f"{rate:,.0f} a second" if rate else "saturated"


@contextmanager
def reference(rooms: int) -> Iterator[Site]:
    """The bare server."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.room_reference", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _answers(port)
        yield Site(
            "websockets", [server.pid], [(f"ws://127.0.0.1:{port}/{n // SEATS}", {}, "") for n in range(rooms * SEATS)]
        )
    finally:
        server.kill()
        server.wait()


@contextmanager
def ours(rooms: int, processes: int, engine: str) -> Iterator[Site]:
    """daphne, one or several over Redis, with people of open rooms in a database of its own."""
    ports = [free_port() for _one in range(processes)]
    with tempfile.TemporaryDirectory(prefix="bench-rooms-") as folder:
        house = House(Path(folder), 0, engine=engine)
        try:
            house.databases()
            values = _surroundings(house, ports[0], processes)
            doors = _filled(values, rooms)
            command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "config.asgi:application", "-p"]
            for port in ports:
                house.running[str(port)] = subprocess.Popen(
                    [*command, str(port)], cwd=ROOT, env=values | {"PORT": str(port)}, stdout=DEVNULL, stderr=DEVNULL
                )
            for port in ports:
                _answers(port)
            came = [
                (
                    f"ws://127.0.0.1:{ports[number % processes]}/ws/pokoj/{meeting}/",
                    {"Cookie": f"sessionid={session}"},
                    '{"type":"hello","last":null}',
                )
                for number, (session, meeting) in enumerate(doors)
            ]
            name = f"ours, {processes} process" + "es, Redis" * (processes > 1)
            yield Site(name, [house.running[str(port)].pid for port in ports], came, house.beside)
        finally:
            house.__exit__()


def _surroundings(house: House, port: int, processes: int) -> dict[str, str]:
    """What the processes are told; Redis where there are several."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    given = {name: house.env[name] for name in ("PYTHONPATH", "SPLOT_DATA_DIR", "DATABASE_URL", "REDIS_URL")}
    if not given["DATABASE_URL"]:
        del given["DATABASE_URL"]
    if processes == 1:
        del given["REDIS_URL"]
    return kept | given | {"PORT": str(port), "SPLOT_LOG_LEVEL": "WARNING"}


def _filled(values: dict[str, str], rooms: int) -> list[tuple[str, int]]:
    """Sessions of the people with the numbers of their meetings, room by room."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=values, check=True)
    filling = [sys.executable, "tests/meetings/storm_people.py", str(rooms * SEATS), str(rooms)]
    told = subprocess.run(filling, cwd=ROOT, env=values, check=True, capture_output=True, text=True).stdout
    return sorted(json.loads(told.splitlines()[-1]), key=lambda door: door[1])


def _answers(port: int) -> None:
    import socket

    end = time.monotonic() + 90
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(port)


def main() -> None:
    """Measure one after another, within minutes of each other."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.rooms")
    asked.add_argument("--rooms", type=int, default=25)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--rates", type=float, nargs="*", default=[1_000, 10_000], help="deliveries a second")
    asked.add_argument("--engine", choices=["postgresql", "sqlite"], default="postgresql")
    asked.add_argument("--redis", action="store_true", help="measure two processes over a Redis too")
    options = asked.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))
    sites = [reference(options.rooms), ours(options.rooms, 1, options.engine)]
    sites += [ours(options.rooms, 2, options.engine)] if options.redis else []
    told: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **vars(options)}
    lines = [
        "| server | kB a socket | | deliveries a second | CPU µs each | reference ÷ this | p50 ms | p99 ms | lost |",
        "|---|---:|---|" + "---:|" * 6,
    ]
    for making in sites:
        with making as site:
            found = told[site.name] = asyncio.run(measure(site, options.seconds, options.rates))
            for name in map(_part, (0.0, *options.rates)):
                row = found[name]
                row["ratio"] = round(told["websockets"][name]["cpu_us"] / row["cpu_us"], 3)
                lines.append(
                    f"| {site.name} | {found['kB_a_socket']} | {name} | {row['deliveries_a_second']} | {row['cpu_us']} "
                    f"| {row['ratio']} | {row['p50_ms']} | {row['p99_ms']} | {row['lost']} |"
                )
                sys.stderr.write(lines[-1] + "\n")
    place = ROOT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"rooms-{datetime.now(UTC):%Y%m%d-%H%M%S}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
