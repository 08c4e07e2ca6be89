"""The documented table is the table of the code (FU-01)."""

from pathlib import Path

from django.conf import settings

from files import slots


def test_docs_and_code_are_one_table():
    assert slots.as_table() in (Path(settings.ROOT) / "docs" / "files.md").read_text(encoding="utf-8")


def test_nothing_that_acts_in_a_browser_is_taken():
    taken = {extension for slot in slots.SLOTS.values() for extension in slot.extensions}
    assert not taken & {".svg", ".xhtml", ".xml", ".js", ".mjs", ".docm", ".xlsm", ".pptm", ".swf"}
