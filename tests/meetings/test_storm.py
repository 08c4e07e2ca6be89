"""2,000 people come back at once to one daphne, which refuses who waits over 30 seconds: nobody is refused (K3)."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, ROOMS, HANDSHAKE_SECONDS = 2_000, 100, 30
pytestmark = pytest.mark.alone


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return kept | {
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        "SPLOT_DATA_DIR": str(folder),
        "PORT": str(port),
        "SPLOT_LOG_LEVEL": "WARNING",
    }


@pytest.fixture
def storm_server(tmp_path):
    """daphne over a database of its own with 100 open rooms of 20 people each: (port, process id, doors)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 8192, hard))
    port = free_port()
    environment = _environment(tmp_path, port)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    filled = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("storm_people.py")), str(PEOPLE), str(ROOMS)],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    doors = json.loads(filled.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(
        [*command, "--websocket_connect_timeout", str(HANDSHAKE_SECONDS), "config.asgi:application"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, server.pid, doors
    finally:
        server.kill()
        server.wait()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("daphne did not start")


async def _come_in(port: int, session: str, meeting: int) -> tuple[float, object]:
    from websockets.asyncio.client import connect

    connection = await connect(
        f"ws://127.0.0.1:{port}/ws/pokoj/{meeting}/",
        additional_headers={"Cookie": f"sessionid={session}"},
        origin=f"http://127.0.0.1:{port}",
        open_timeout=None,
        compression=None,
        ping_interval=None,
    )
    await connection.send('{"type":"hello","last":null}')
    while '"type":"ready"' not in await connection.recv():
        pass
    return time.monotonic(), connection


def test_two_thousand_people_come_back_at_once(storm_server, capsys):
    port, pid, doors = storm_server

    async def storm() -> list[float]:
        begun = time.monotonic()
        held = await asyncio.gather(*(_come_in(port, *door) for door in doors), return_exceptions=True)
        failed = [one for one in held if isinstance(one, BaseException)]
        assert not failed, (len(failed), failed[:3])
        times = sorted(at - begun for at, _connection in held)
        # Nobody says goodbye: the server is ended while they are connected, as in life.
        for _at, connection in held:
            connection.transport.abort()
        return times

    # In a thread of its own: the browser's driver keeps a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        times = apart.submit(asyncio.run, storm()).result()
    status = Path(f"/proc/{pid}/status").read_text() if Path(f"/proc/{pid}/status").exists() else ""
    memory = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(times)} sockets in: half after {times[len(times) // 2]:.1f} s, "
            f"all after {times[-1]:.1f} s; server {int(memory) // 1024} MB\n"
        )
    assert len(times) == PEOPLE
