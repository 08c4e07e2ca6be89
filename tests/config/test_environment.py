"""A wrong or missing value stops the start with a sentence that names the variable; .env.example knows them all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

ROOT = settings.ROOT
READING = r'env\.(?:text|flag|number|words|folder|needed)\(\s*"([A-Z_]+)"'
GOOD = {
    "SPLOT_PROFILE": "production",
    "SPLOT_SECRET_KEY": "p" * 25 + "q1-W_e" * 8,
    "SPLOT_BASE_URL": "https://splot.example.org",
    "DATABASE_URL": "postgres://splot:secret@127.0.0.1:1/splot",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SPLOT_TRUSTED_PROXIES": "1",
}


def manage(tmp_path, *words, **changes):
    env = {"PATH": os.environ["PATH"], "SPLOT_DATA_DIR": str(tmp_path), **GOOD, **changes}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_production_passes_the_deployment_check(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_production_has_the_real_clock(tmp_path):
    done = manage(tmp_path, "check", SPLOT_CLOCK_FILE=str(tmp_path / "clock"))
    assert done.returncode != 0
    assert "SPLOT_CLOCK_FILE" in done.stderr.strip().splitlines()[-1]


def test_a_rehearsal_lives_at_another_time(tmp_path):
    (tmp_path / "clock").write_text(str(400 * 24 * 3600))
    code = (
        "import config.settings; from django.utils import timezone; from kit import clock;"
        "print(clock.now().isoformat(), timezone.now().isoformat(), sep='|')"
    )
    env = {"PATH": os.environ["PATH"], "SPLOT_DATA_DIR": str(tmp_path), "SPLOT_CLOCK_FILE": str(tmp_path / "clock")}
    env |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    for said in done.stdout.strip().split("|"):
        assert datetime.fromisoformat(said) > datetime.now(UTC) + timedelta(days=399)


@pytest.mark.parametrize("name", ["SPLOT_SECRET_KEY", "SPLOT_BASE_URL", "DATABASE_URL", "REDIS_URL"])
def test_a_missing_value_is_named(tmp_path, name):
    done = manage(tmp_path, "check", **{name: ""})
    assert done.returncode != 0
    assert f"{name} is missing" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "ośmiotysięczny"),
        ("SPLOT_DEMO", "maybe"),
        ("SPLOT_PROFILE", "staging"),
        ("SPLOT_BASE_URL", "splot.example.org"),
        ("DATABASE_URL", "nonsense"),
        ("SPLOT_SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, name, value):
    done = manage(tmp_path, "check", **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_the_example_lists_exactly_what_is_read():
    read = set()
    for path in (ROOT / "platform").rglob("*.py"):
        read |= set(
            re.findall(
                r'env\.(?:text|flag|number|words|folder|needed)\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8")
            )
        )
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([A-Z_]+)=", example, flags=re.M))
    compose_only = {"SPLOT_DOMAIN", "POSTGRES_PASSWORD"}
    assert read - listed == set()
    assert listed - read == compose_only
