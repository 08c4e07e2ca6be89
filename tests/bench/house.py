"""Starts what production has: PostgreSQL, Redis, and each site under gunicorn with two synchronous workers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench import meter
from tests.bench.client import Client
from tests.servers import ROOT, free_port, wait_for

WORKERS = 2


class House:
    """The servers of one bench, all of them gone afterwards."""

    def __init__(self, folder: Path, posts: int, *, resources: int = 0, engine: str = "postgresql") -> None:
        self.folder, self.posts, self.resources, self.engine = folder, posts, resources, engine
        self.running: dict[str, subprocess.Popen] = {}
        self.postmaster = 0
        self.pg_port, self.redis_port = free_port(), free_port()
        self.ports = {"ours": free_port(), "reference": free_port()}
        self.facts: dict[str, Any] = {}

    # --- as a context: everything started, everything stopped

    def __enter__(self) -> House:
        try:
            self.databases()
            self._fill()
            self._sites()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: Any) -> None:
        if error and error[0] is not None:
            for log in self.folder.glob("*.log"):
                sys.stderr.write(f"--- {log.name}\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}\n")
        for process in reversed(self.running.values()):
            process.terminate()
        for process in self.running.values():
            process.wait(20)
        if self.postmaster:
            self._postgres("pg_ctl", "-D", str(self.folder / "pg"), "-m", "fast", "stop")

    # --- what the meter counts

    def cpu(self, site: str) -> float:
        """Seconds of processor time of a site so far, its databases included (only one site works at a time)."""
        return meter.cpu([self.running[site].pid, *self.beside])

    @property
    def beside(self) -> list[int]:
        """The processes of its databases."""
        return [self.running["redis"].pid, *([self.postmaster] if self.postmaster else [])]

    def megabytes(self, site: str) -> float:
        """What the site's page workers hold."""
        return meter.memory([self.running[site].pid])

    def client(self, site: str, *, member: bool = False) -> Client:
        """Somebody who asks."""
        return Client(self.ports[site], {"sessionid": self.facts["member"]} if member else None)

    # --- starting

    @property
    def database(self) -> str:
        """The database of both sites."""
        if self.engine == "sqlite":
            return f"sqlite:///{self.folder / 'data' / 'splot.sqlite3'}"
        return f"postgres://postgres@127.0.0.1:{self.pg_port}/postgres"

    @property
    def env(self) -> dict[str, str]:
        """The surroundings of production."""
        return {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            # On SQLite as `make run` sets it up; the page workers are the same.
            "SPLOT_PROFILE": "embedded" if self.engine == "sqlite" else "production",
            "SPLOT_SEARCHES_A_MINUTE": "1000000",
            "SPLOT_SECRET_KEY": "b" * 64,
            "SPLOT_BASE_URL": f"http://127.0.0.1:{self.ports['ours']}",
            "SPLOT_DATA_DIR": str(self.folder / "data"),
            "DATABASE_URL": "" if self.engine == "sqlite" else self.database,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
        }

    def _postgres(self, program: str, *words: str) -> None:
        place = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
        subprocess.run([*before, str(place / program), *words], check=True, stdout=subprocess.DEVNULL)

    def databases(self) -> None:
        """Start Redis and, where it is asked for, PostgreSQL."""
        self._start("redis", "redis-server", "--port", str(self.redis_port), "--save", "", "--bind", "127.0.0.1")
        self.folder.chmod(0o755)
        if self.engine == "sqlite":
            (self.folder / "data").mkdir(exist_ok=True)
            return
        home = self.folder / "pg"
        if not home.exists():
            home.mkdir()
            if os.getuid() == 0:
                shutil.chown(home, "postgres")
            self._postgres("initdb", "-D", str(home), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-p {self.pg_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
        self._postgres("pg_ctl", "-D", str(home), "-w", "-l", str(home / "log"), "-o", options, "start")
        self.postmaster = int((home / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def _start(self, name: str, *command: str, **env: str) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            command, cwd=ROOT, env=self.env | env, stdout=log, stderr=subprocess.STDOUT
        )

    def _fill(self) -> None:
        steps: list[tuple[str, ...]] = [
            ("manage.py", "migrate", "-v0"),
            ("manage.py", "collectstatic", "--noinput", "-v0"),
        ]
        # A folder that is kept (--data) is filled once.
        done = json.loads(facts.read_text(encoding="utf-8")) if (facts := self.folder / "facts.json").exists() else {}
        if not done:
            steps.append(("-m", "tests.bench.data", str(self.folder), str(self.posts)))
        if self.resources and "search" not in done:
            steps.append(("-m", "tests.bench.search_data", str(self.folder), str(self.resources)))
        for words in steps:
            subprocess.run([sys.executable, *words], cwd=ROOT, env=self.env, check=True)
        self.facts = json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))

    def _sites(self) -> None:
        gunicorn = str(Path(sys.executable).parent / "gunicorn")
        ours = ("--config", "deploy/gunicorn.conf.py", "--threads", "1", "config.wsgi:application")
        for name, words in (("ours", ours), ("reference", ("tests.bench.reference",))):
            place = f"127.0.0.1:{self.ports[name]}"
            env = {"DATABASE_URL": self.database} if name == "reference" else {}
            self._start(name, gunicorn, "-w", str(WORKERS), "--keep-alive", "60", "-b", place, *words, **env)
        wait_for(f"http://127.0.0.1:{self.ports['ours']}/zdrowie/", self.running["ours"], 120)
        wait_for(f"http://127.0.0.1:{self.ports['reference']}/1/", self.running["reference"], 60)
        time.sleep(1)
