"""Polish is complete: every message of ours is gathered, translated and not fuzzy, with the four plural forms."""

from __future__ import annotations

import re

import polib
import pytest
from django.conf import settings

from kit.management.commands.gather_messages import HEADER, homes, messages

HOMES = homes(settings.ROOT)


@pytest.mark.parametrize(("package", "place", "folders"), HOMES, ids=[package for package, _place, _folders in HOMES])
def test_catalogue_is_complete(package, place, folders):
    wanted = set(messages(folders))
    if not wanted:
        return
    assert place.exists(), f"run: manage.py gather_messages {package}"
    catalogue = polib.pofile(str(place))
    assert catalogue.metadata["Plural-Forms"] == HEADER["Plural-Forms"]
    has = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    assert wanted - set(has) == set(), f"not gathered; run: manage.py gather_messages {package}"
    assert [key for key in wanted if not has[key].translated() or has[key].fuzzy] == []


def test_one_english_message_has_one_polish_translation():
    """Django merges all catalogues into one table: where Polish needs two words, the message needs a context."""
    said: dict = {}
    for package, place, _folders in HOMES:
        if place.exists():
            for entry in polib.pofile(str(place)):
                words = entry.msgstr or tuple(entry.msgstr_plural.values())
                said.setdefault((entry.msgctxt, entry.msgid), {}).setdefault(words, []).append(package)
    assert {key: words for key, words in said.items() if len(words) > 1} == {}


def test_no_message_hides_inside_an_f_string():
    """A message inside an f-string is not gathered, so it would stay English."""
    hidden = re.compile(r"""f["'].*\{(?:_|n?gettext|n?pgettext)\(""")
    found = [
        f"{path.relative_to(settings.ROOT)}:{number}"
        for _package, _place, folders in HOMES
        for folder in folders
        for path in folder.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if hidden.search(line)
    ]
    assert found == []
