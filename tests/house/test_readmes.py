"""Every package of ours introduces itself in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

PACKAGES = sorted({*settings.OWN_APPS, "config"})


def _folder(package: str) -> Path:
    if package == "config":
        return settings.ROOT / "platform" / "config"
    return Path(apps.get_app_config(package).path)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_has_a_short_readme(package):
    lines = (_folder(package) / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].lower().startswith(f"# {package}")
    assert 5 <= len(lines) <= 40
    assert max(map(len, lines)) <= 140
