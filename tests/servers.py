"""Real servers and browsers for tests; a test that needs an absent one is skipped with the reason."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import SystemRandom
from typing import Any

import pytest

from tests.databases import migrated

__all__ = ["browser_context_args", "browser_type_launch_args", "livekit", "redis_url", "site"]

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def free_port() -> int:
    """A port nobody listens on now, below those that systems lend to outgoing connections.

    From among the lent ones, a connection to PostgreSQL or Redis may take it before our server does, and whoever asks
    there whether it answers yet may be connected with itself.
    """
    chance = SystemRandom()  # the runner gives every process the same seed
    for _ in range(200):
        port = chance.randrange(12_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port below those lent to connections")


def wait_for(address: str, process: subprocess.Popen | None = None, seconds: float = 60) -> None:
    """Wait until `address` answers; fail when the process ends before."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before {address} answered")
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except urllib.error.HTTPError:
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


SITES = count()
"""Sites of this process; the first databases of a Redis server belong to the processes of the tests."""


class Site:
    """A whole platform in processes of its own: database, demo data, daphne and the worker."""

    def __init__(self, folder: Path, *, demo: bool = True) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PYTEST_"))},
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "SPLOT_DATA_DIR": str(folder / "data"),
            "PORT": str(self.port),
            "SPLOT_BASE_URL": self.url,
            "SPLOT_DEMO": "1" if demo else "0",
            "SPLOT_CHANNEL_PREFIX": f"test{self.port}",
            "SPLOT_CLOCK_FILE": str(folder / "clock"),
        }
        self._process: subprocess.Popen | None = None
        self._log = folder / "serve.log"
        self._database()
        self._memory()

    def _memory(self) -> None:
        """A database of the Redis server of its own: what one site counts (questions a day) is not another's."""
        url = os.environ.get("REDIS_URL")
        if not url:
            return
        import redis

        own = f"{url.rsplit('/', 1)[0]}/{4 + next(SITES) % 12}"
        redis.Redis.from_url(own).flushdb()
        self.env["REDIS_URL"] = own

    def _database(self) -> None:
        url = os.environ.get("DATABASE_URL")
        if not url:
            return
        import psycopg

        name = f"walk_{self.port}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated(url)}"')
        self.env["DATABASE_URL"] = url.rsplit("/", 1)[0] + "/" + name

    def manage(self, *words: str) -> str:
        """Run a management command against this site's data."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def move_to(self, moment: datetime) -> None:
        """Let the whole platform live at `moment` (aware) from now on."""
        ahead = (moment - datetime.now(UTC)).total_seconds()
        (self.folder / "clock").write_text(f"{ahead:.0f}", encoding="ascii")

    def start(self, seconds: float = 600) -> Site:
        """Start it as `make run` does; the first start makes the demo data."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], cwd=ROOT, env=self.env, stdout=log, stderr=log
            )
        try:
            wait_for(self.url + "/zdrowie/", self._process, seconds)
        except (RuntimeError, TimeoutError) as error:
            raise RuntimeError(f"{error}\n{self._log.read_text(encoding='utf-8')[-4000:]}") from error
        return self

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)
            self._process = None


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running platform with the demo data, shared by the journeys of one process.

    SPLOT_TEST_SITE may name one that runs already (to look at a journey again and again while writing it), and
    SPLOT_DATA_DIR where its data lies.
    """
    if os.environ.get("SPLOT_TEST_SITE"):
        ready = Site(tmp_path_factory.mktemp("site"))
        ready.url = os.environ["SPLOT_TEST_SITE"]
        ready.env["SPLOT_DATA_DIR"] = os.environ.get("SPLOT_DATA_DIR", ready.env["SPLOT_DATA_DIR"])
        yield ready
        return
    running = Site(tmp_path_factory.mktemp("site")).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis server."""
    given = os.environ.get("SPLOT_TEST_REDIS")
    if given:
        yield given
        return
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("Redis: no redis-server on this machine")
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    process = subprocess.Popen(
        [binary, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(10)


@contextmanager
def livekit_server(folder: Path, redis: str = "") -> Iterator[dict[str, str]]:
    """A real LiveKit server: its address, key and secret, and the port of this machine to which it tells its news.

    With the address of a `redis` it looks there for egress.
    """
    binary = os.environ.get("SPLOT_LIVEKIT_BINARY") or shutil.which("livekit-server")
    if not binary:
        pytest.skip("LiveKit: no livekit-server on this machine")
    port, rtc, hook = free_port(), free_port(), free_port()
    key, secret = "splotkey", "a-secret-for-tests-of-at-least-32-characters"
    config = folder / "livekit.yaml"
    config.write_text(
        f"port: {port}\nbind_addresses: ['127.0.0.1']\nkeys:\n  {key}: {secret}\n"
        f"rtc:\n  tcp_port: {rtc}\n  use_external_ip: false\nlogging:\n  level: error\n"
        f"webhook:\n  api_key: {key}\n  urls: ['http://127.0.0.1:{hook}/spotkania/dzwiek-i-obraz/wiesci/']\n"
        + (f"redis:\n  address: {redis}\n" if redis else ""),
        encoding="utf-8",
    )
    process = subprocess.Popen([binary, "--config", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(f"http://127.0.0.1:{port}/", process, 30)
    yield {"url": f"http://127.0.0.1:{port}", "key": key, "secret": secret, "hook": str(hook)}
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def livekit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A real LiveKit server by itself."""
    with livekit_server(tmp_path_factory.mktemp("livekit")) as found:
        yield found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium; absent, the journeys are skipped."""
    if CHROMIUM is None:
        pytest.skip("Chromium: no browser on this machine")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Polish, Warsaw."""
    return {**browser_context_args, "locale": "pl-PL", "timezone_id": "Europe/Warsaw"}


def artefacts() -> Path:
    """Where screenshots of journeys are kept as build output."""
    place = Path(os.environ.get("SPLOT_ARTEFACTS") or ROOT / "var" / "artefacts")
    place.mkdir(parents=True, exist_ok=True)
    return place
