"""What every test has: the fixed cast, Wagtail's root kept, background work done at once when asked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser driver runs a loop in the test's thread

from tests.cast import *  # noqa: F403
from tests.databases import *  # noqa: F403
from tests.patience import PATIENCE
from tests.servers import *  # noqa: F403

# A busy machine is slow, not wrong: no test asserts a time.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if not os.environ.get("CI"):  # there Hypothesis loads its own, equally patient profile
    hypothesis_settings.load_profile("house")


def pytest_configure(config: Any) -> None:
    """Settings of the run. Each process has a Redis database of its own: emptying one's must not empty the others'."""
    from django.conf import settings
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE * 1000)

    # Each browser of a test loads the middleware anew; a walk through all static files is a third of a small page.
    settings.WHITENOISE_AUTOREFRESH = True
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        # Whoever holds a row for ever is an error with a name, not a run that stands still.
        settings.DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=150s"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if settings.REDIS_URL:
        settings.CACHES["default"]["LOCATION"] = f"{settings.REDIS_URL.rsplit('/', 1)[0]}/{int(worker) + 1}"
        settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"splot-test-{worker}"


REQUIRE_ALL = os.environ.get("SPLOT_REQUIRE_ALL") == "1"


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Any) -> Iterator[None]:
    """Files and mail of a test lie in its own folder; memory is its own too."""
    from django.core.cache import cache, caches

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_AUDIENCE_SECONDS = 0
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    caches["pieces"].clear()
    yield
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def work_done(db: None) -> Callable[[], int]:
    """Do all waiting background work, as the worker would; gives how many tasks ran."""

    def run() -> int:
        from django_tasks_db.models import DBTaskResult

        done = 0
        while True:
            waiting = list(DBTaskResult.objects.ready().order_by("enqueued_at")[:50])
            if not waiting:
                return done
            for row in waiting:
                row.claim("test")
                row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
                row.set_successful(None)
                done += 1

    return run


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """A test marked with a database runs only on that one; CI runs everything on both."""
    from django.db import connection

    others = {"sqlite", "postgresql"} - {connection.vendor}
    foreign = [item for item in items if any(item.get_closest_marker(vendor) for vendor in others)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


def _not_allowed(reporter: Any) -> list[Any]:
    """The skips that count as failures: with SPLOT_REQUIRE_ALL=1 only a real Meilisearch server may be missing."""
    skipped = reporter.stats.get("skipped", []) if REQUIRE_ALL else []
    return [report for report in skipped if "Meilisearch" not in str(report.longrepr)]


def _write_failed(reporter: Any) -> None:
    """With SPLOT_FAILED the names of tests that failed are added to that file, a line each, as pytest takes them."""
    if not (place := os.environ.get("SPLOT_FAILED")):
        return
    rows = [report.nodeid for outcome in ("failed", "error") for report in reporter.stats.get(outcome, [])]
    # The runner of many processes puts a group behind a name.
    names = {row.rpartition("@")[0] if row.rfind("@") > row.rfind("]") else row for row in rows}
    with open(place, "a", encoding="utf-8") as file:
        file.writelines(f"{name}\n" for name in sorted(names))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """List every skipped test by name and reason, and last those that fail a run in which nothing may be missing."""
    _write_failed(terminalreporter)
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("skipped, by name and reason")
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            terminalreporter.write_line(f"{report.nodeid}: {reason}")
    if refused := _not_allowed(terminalreporter):
        terminalreporter.section("FAILED: skipped where nothing may be missing (SPLOT_REQUIRE_ALL)")
        for report in refused:
            terminalreporter.write_line(report.nodeid)


def pytest_sessionfinish(session: Any, exitstatus: int) -> None:
    """With SPLOT_REQUIRE_ALL=1 a skip that is not allowed fails the run."""
    if hasattr(session.config, "workerinput"):
        return
    if exitstatus == 0 and _not_allowed(session.config.pluginmanager.get_plugin("terminalreporter")):
        session.exitstatus = 1
