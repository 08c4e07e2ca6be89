"""The house itself: roots, names, floors."""

from __future__ import annotations

import importlib
import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.ROOT
STDLIB = sysconfig.get_paths()["stdlib"]
ENV = {"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}", "PATH": "/usr/bin:/bin", "SPLOT_DATA_DIR": str(settings.DATA_DIR)}


def test_platform_is_a_place_on_the_path_and_no_package():
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not list((ROOT / "platform").glob("test_*.py")) + list((ROOT / "platform").glob("conftest.py"))


def test_import_platform_is_the_standard_library_under_pytest():
    assert platform.__file__.startswith(STDLIB)


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import sys; sys.argv=['manage.py','check']; import runpy; runpy.run_path('manage.py', run_name='x')"],
        ["-c", "import config.asgi"],
        ["-c", "import daphne.cli, config.wsgi"],
    ],
    ids=["manage.py", "daphne", "wsgi"],
)
def test_import_platform_is_the_standard_library_under(command):
    code = command[1] + f"; import platform; assert platform.__file__.startswith({STDLIB!r}), platform.__file__"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [*settings.OWN_APPS, "config"])
def test_every_package_of_ours_resolves_inside_the_repository(name):
    assert Path(importlib.import_module(name).__file__).is_relative_to(ROOT)


def test_no_drawer_for_odds_and_ends():
    banned = {"utils", "helpers", "common", "core"}
    found = [p for p in ROOT.rglob("*.py") if p.stem in banned and not {".venv", "node_modules"} & set(p.parts)]
    assert found == []


def test_no_address_of_a_package_registry_is_committed():
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "proxy.go" + "lang.org"]
    for host in hosts:
        done = subprocess.run(["git", "grep", "-l", host], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.stdout == "", f"{host} in {done.stdout}"


def test_locks_hold_hashes_and_no_addresses():
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_migration_has_a_name():
    found = [p for p in ROOT.rglob("migrations/0*.py") if "_auto_" in p.stem and ".venv" not in p.parts]
    assert found == []
