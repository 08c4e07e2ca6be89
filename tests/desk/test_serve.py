"""`manage.py serve`: one command, both processes, a clean end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError

from desk.management.commands import serve
from tests.servers import free_port


def test_a_taken_port_is_refused_with_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="cannot be used"):
            serve.refuse_taken("127.0.0.1", other.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no advisory locks of this kind")
def test_a_second_web_process_on_the_same_folder_is_refused(tmp_path):
    first = serve.alone(tmp_path)
    with pytest.raises(CommandError, match="already runs"):
        serve.alone(tmp_path)
    first.close()
    serve.alone(tmp_path).close()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def _until(true, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)


def _children(pid: int) -> dict[str, int]:
    found = {}
    for line in subprocess.check_output(["ps", "-o", "pid=,args=", "--ppid", str(pid)], text=True).splitlines():
        number, command = line.strip().split(None, 1)
        found["web" if "daphne" in command else "worker"] = int(number)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes the Linux way")
def test_it_serves_restarts_its_worker_and_stops_both(tmp_path):
    port = free_port()
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    surroundings |= {"PORT": str(port), "SPLOT_DATA_DIR": str(tmp_path), "SPLOT_DEMO": "0"}
    household = subprocess.Popen(
        [sys.executable, "manage.py", "serve"], cwd=settings.ROOT, env=surroundings, stdout=subprocess.PIPE, text=True
    )
    patience = threading.Timer(240, household.kill)  # a reader of lines that do not come would wait for ever
    patience.start()
    try:
        lines = []
        while not any("Splot is ready" in line for line in lines):
            line = household.stdout.readline()
            assert line, lines
            lines.append(line)
        assert f"http://127.0.0.1:{port}/" in lines[-1]
        with urlopen(f"http://127.0.0.1:{port}/zdrowie/", timeout=30) as answer:
            assert answer.status == 200
        before = _children(household.pid)
        os.kill(before["worker"], signal.SIGKILL)
        _until(lambda: _children(household.pid).get("worker", before["worker"]) != before["worker"])
        after = _children(household.pid)
        household.send_signal(signal.SIGTERM)
        assert household.wait(30) == 0
        assert not any(_alive(pid) for pid in after.values())
    finally:
        patience.cancel()
        if household.poll() is None:
            household.kill()
