"""What libraries say on our screens is Polish, right, and speaks to everybody."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from kit.management.commands.gather_messages import HEADER, homes

SCRIPTS = settings.ROOT / "platform" / "pages" / "locale" / "pl" / "LC_MESSAGES" / "djangojs.po"
CORRECTIONS = settings.ROOT / "templates" / "locale" / "pl" / "LC_MESSAGES" / "django.po"
OURS = polib.pofile(str(CORRECTIONS))
GENDERED = re.compile(r"(?<!wła)(ałeś|iłeś|yłeś|ąłeś|ałaś|neś\b|pewien\?|pewn[ya]\b.*\?|/-a\b|/am\b|\(a\))")
PLACES = ("account/", "templates/account", "templates/mfa", "templates/usersessions", "templates/socialaccount", "mfa/")
HOLES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")
SAME_IN_POLISH = {
    "%(field_label)s:",
    "%(related_model_name)s %(field_label)s",
    "%(status_display)s %(task_name)s %(started_at)s",
    "Alias",
    "Format",
    "ID",
    "Import",
    "Link",
    "Login",
    "Status",
    "Token",
    "port",
    "status",
}


def _entries(path: Path) -> list[polib.POEntry]:
    return [one for one in polib.pofile(str(path)) if not one.obsolete] if path.exists() else []


def _allauth() -> list[polib.POEntry]:
    return _entries(Path(import_module("allauth").__file__).parent / "locale/pl/LC_MESSAGES/django.po")


def _wagtail(catalogue: str = "django") -> list[polib.POEntry]:
    """Every English message of the Wagtail apps that are installed."""
    return [
        one
        for app in apps.get_app_configs()
        if app.name.split(".")[0] == "wagtail"
        for one in _entries(Path(app.path) / f"locale/en/LC_MESSAGES/{catalogue}.po")
    ]


def _said(one: polib.POEntry) -> list[str]:
    """What the screen says in Polish: one sentence, or one for each of the plural forms."""
    with translation.override("pl"):
        if one.msgid_plural:
            return [translation.ngettext(one.msgid, one.msgid_plural, number) for number in (1, 2, 5)]
        return [translation.pgettext(one.msgctxt, one.msgid) if one.msgctxt else translation.gettext(one.msgid)]


def _holes(words: str) -> set[str]:
    return set(HOLES.findall(words))


def test_each_correction_corrects_something_that_is_still_there():
    known = {(one.msgctxt, one.msgid) for one in [*_allauth(), *_wagtail()]}
    assert [one.msgid for one in OURS if (one.msgctxt, one.msgid) not in known] == []


def test_corrections_of_scripts_correct_something_that_is_still_there_and_lack_nothing():
    theirs = _wagtail("djangojs")
    ours = {one.msgid for one in _entries(SCRIPTS)}
    admin = Path(apps.get_app_config("wagtailadmin").path)
    polish = {one.msgid for one in _entries(admin / "locale/pl/LC_MESSAGES/djangojs.po") if one.translated()}
    assert ours - {one.msgid for one in theirs} == set()
    assert {one.msgid for one in theirs} - polish - ours == set()


def test_the_editors_side_says_nothing_in_english():
    english = [
        one.msgid
        for one in _wagtail()
        if one.msgid not in SAME_IN_POLISH and {one.msgid, one.msgid_plural} & set(_said(one))
    ]
    assert english == []


@pytest.mark.parametrize("path", [CORRECTIONS, SCRIPTS], ids=["screens", "scripts"])
def test_corrections_are_whole_and_keep_the_names_and_tags_of_the_message(path):
    catalogue = polib.pofile(str(path))
    assert catalogue.metadata["Plural-Forms"] == HEADER["Plural-Forms"]
    assert [one.msgid for one in catalogue if not one.translated() or one.fuzzy] == []
    for one in catalogue:
        if one.msgid_plural:
            # "One page" needs no number, so a form may leave a name out but never make one up.
            for words in one.msgstr_plural.values():
                assert _holes(words) <= _holes(one.msgid) | _holes(one.msgid_plural), one.msgid
        else:
            assert _holes(one.msgstr) == _holes(one.msgid), one.msgid


def test_corrections_do_not_change_what_our_own_screens_say():
    """They stand before all catalogues: a word of ours would silently become theirs."""
    # Our templates of the sign-in screens use allauth's messages, and there the corrections are meant.
    meant = {(one.msgctxt, one.msgid) for one in _allauth()}
    corrected = {key: one.msgstr for one in OURS if (key := (one.msgctxt, one.msgid)) not in meant}
    changed = [
        (package, one.msgid, one.msgstr, corrected[one.msgctxt, one.msgid])
        for package, place, _folders in homes(settings.ROOT)
        for one in _entries(place)
        if corrected.get((one.msgctxt, one.msgid), one.msgstr) != one.msgstr
    ]
    assert changed == []


def test_no_word_of_the_sign_in_screens_and_of_the_editors_side_speaks_to_men_only():
    shown = [one for one in _allauth() if any(place.startswith(PLACES) for place, _line in one.occurrences)]
    said = {one.msgid: " ".join(_said(one)) for one in [*shown, *_wagtail()]}
    assert {message: words for message, words in said.items() if GENDERED.search(words)} == {}
