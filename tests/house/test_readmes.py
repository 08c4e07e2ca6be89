"""Every package of ours introduces itself in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from kit.packages import own_apps

PACKAGES = {app.label: Path(app.path) for app in own_apps()} | {"config": settings.ROOT / "platform" / "config"}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_the_package_has_a_short_readme(package):
    lines = (PACKAGES[package] / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].lower().startswith(f"# {package}")
    assert 5 <= len(lines) <= 40
    assert max(map(len, lines)) <= 140
