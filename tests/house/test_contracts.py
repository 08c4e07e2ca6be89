"""Floors and doors hold, and each contract is seen to break when somebody breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.ROOT
OWN = ["platform", "networks", "forum", "resources", "meetings", "support"]

BREAKS = {
    "Imports only go down the stairs": ("platform/kit/clock.py", "from accounts import models as _broken"),
    "Inside an app, the outside world is at the top": (
        "networks/rules/space.py",
        "from networks import services as _broken",
    ),
    "In the hall, the network knows nothing of what stands on it": (
        "networks/services/seats.py",
        "from networks import forms as _broken",
    ),
    "Neighbours come in by the front door": ("forum/models/posts.py", "from networks import views as _broken"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": f"{folder}:{folder / 'platform'}"}
    lint_imports = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [lint_imports, "--no-cache"], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources in a folder where they may be broken."""
    place = tmp_path_factory.mktemp("house")
    for name in OWN:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "node_modules"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def test_the_contracts_hold(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_seen(copy, contract):
    name, line = BREAKS[contract]
    broken = copy / name
    kept = broken.read_text(encoding="utf-8")
    broken.write_text(kept + f"\n{line}\n", encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        broken.write_text(kept, encoding="utf-8")
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
