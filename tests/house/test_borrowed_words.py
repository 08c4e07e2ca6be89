"""What libraries say on our screens is right and speaks to everybody."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import polib
from django.conf import settings
from django.utils import translation

OURS = polib.pofile(str(settings.ROOT / "templates" / "locale" / "pl" / "LC_MESSAGES" / "django.po"))
GENDERED = re.compile(r"(?<!wła)(ałeś|iłeś|yłeś|ąłeś|ałaś|neś\b|pewien\?|pewny\?|/-a\b|/am\b)")
PLACES = ("account/", "templates/account", "templates/mfa", "templates/usersessions", "templates/socialaccount", "mfa/")


def _theirs() -> list[polib.POEntry]:
    folder = Path(import_module("allauth").__file__).parent
    return [one for one in polib.pofile(str(folder / "locale/pl/LC_MESSAGES/django.po")) if not one.obsolete]


def test_each_correction_corrects_something_that_is_still_there():
    known = {(one.msgctxt, one.msgid) for one in _theirs()}
    assert [one.msgid for one in OURS if (one.msgctxt, one.msgid) not in known] == []


def test_no_word_of_the_sign_in_screens_speaks_to_men_only():
    said = {}
    with translation.override("pl"):
        for one in _theirs():
            if any(place.startswith(PLACES) for place, _line in one.occurrences):
                words = (
                    translation.gettext(one.msgid)
                    if not one.msgid_plural
                    else " ".join(translation.ngettext(one.msgid, one.msgid_plural, number) for number in (1, 2, 5))
                )
                if GENDERED.search(words):
                    said[one.msgid] = words
    assert said == {}
