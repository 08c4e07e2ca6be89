"""One command for one machine: brings the database up, then runs the web server and the worker side by side."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger("desk.serve")

HANDSHAKE_SECONDS = 30
"""A storm of reconnecting sockets needs longer than daphne's own 5 seconds."""
BACKLOG = 4096
GRACE_SECONDS = 10
LONGEST_PAUSE = 30


class Command(BaseCommand):
    """`manage.py serve`: pages and sockets in exactly one web process, background work in another (OP-09)."""

    help = "Bring the database up to date, then run the platform with its worker until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default=settings.HOST, help="address to listen on (SPLOT_HOST)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (PORT)")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        lock = alone(Path(settings.DATA_DIR))
        refuse_taken(host, port)
        self.bring_up()
        connections.close_all()
        try:
            Household(host, port, say=self.stdout.write).run()
        finally:
            lock.close()

    def bring_up(self) -> None:
        """Migrate when something waits to be migrated; fill an empty database with the demo when it is wanted."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database…")
            call_command("migrate", verbosity=0, interactive=False)
        from django.contrib.auth import get_user_model

        if settings.DEMO and "demo" in get_commands() and not get_user_model().objects.exists():
            self.stdout.write("Putting the demo data in…")
            try:
                call_command("demo")
            except Exception:
                # A platform without its demo is still a platform; the log says what went wrong.
                logger.exception("the demo data could not be put in; starting without it")


def alone(folder: Path) -> IO[str]:
    """Hold the data folder's lock while we run; a second web process on the same folder is refused (OP-09, K9)."""
    lock = (folder / "serve.lock").open("a+", encoding="utf-8")
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError:
        lock.close()
        raise CommandError(
            f"Splot already runs on the data folder {folder}. Stop it first, or set SPLOT_DATA_DIR to another folder."
        ) from None
    return lock


def refuse_taken(host: str, port: int) -> None:
    """Raise CommandError when somebody already listens where we want to."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop the other program or choose another port, for example PORT={port + 1} make run."
            ) from error


def _go_with_parent() -> None:
    # Linux: when we are killed without a chance to clean up, the kernel stops our children too.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Household:
    """The two child processes. Stops both together; starts the worker anew when it dies."""

    def __init__(self, host: str, port: int, *, say: Any) -> None:
        self.host, self.port, self.say = host, port, say
        self.running = True
        self.web: subprocess.Popen | None = None
        self.worker: subprocess.Popen | None = None

    def run(self) -> None:
        """Until a signal comes or the web server ends by itself (then CommandError)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.web = self._start(
            "-m", "daphne", "-v", "0", "--websocket_connect_timeout", str(HANDSHAKE_SECONDS), "-e", self._endpoint(),
            "config.asgi:application",
        )  # fmt: skip
        self.worker = self._start("manage.py", "work", "--alone")
        try:
            self._watch()
        finally:
            self._end()

    def _stop(self, _number: int, _frame: Any) -> None:
        self.running = False

    def _endpoint(self) -> str:
        interface = self.host.replace(":", r"\:")
        return f"tcp:port={self.port}:interface={interface}:backlog={BACKLOG}"

    def _start(self, *command: str) -> subprocess.Popen:
        root = str(settings.ROOT)
        sources = os.pathsep.join([root, os.path.join(root, "platform")])
        surroundings = os.environ | {"PYTHONPATH": sources, "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen(  # noqa: S603 - our own two commands
            [sys.executable, *command],
            cwd=root,
            env=surroundings,
            preexec_fn=_go_with_parent if sys.platform == "linux" else None,
        )

    def _watch(self) -> None:
        announced, pause, born = False, 1, time.monotonic()
        while self.running:
            if self.web is not None and self.web.poll() is not None:
                raise CommandError(f"The web server stopped by itself (code {self.web.returncode}).")
            if not announced and self._answers():
                announced = True
                shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - shown, not bound
                self.say(f"Splot is ready: http://{shown}:{self.port}/  (Ctrl-C stops it)")
                sys.stdout.flush()
            if self.worker is not None and self.worker.poll() is not None:
                pause = 1 if time.monotonic() - born > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
                logger.warning("the worker stopped (code %s); starting it again", self.worker.returncode)
                self._rest(pause)
                if self.running:
                    self.worker, born = self._start("manage.py", "work", "--alone"), time.monotonic()
            time.sleep(0.1)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self.running and time.monotonic() < until:
            time.sleep(0.1)

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - asked, not bound
        try:
            with socket.create_connection((host, self.port), timeout=0.5):
                return True
        except OSError:
            return False

    def _end(self) -> None:
        children = [child for child in (self.web, self.worker) if child is not None]
        for child in children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for child in children:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
