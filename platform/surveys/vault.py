"""The two lists of a survey: the only place that writes who answered and what was answered (docs/decisions/0011).

Each list is one row, in the order of its own values, written anew as a whole under a lock; both in one transaction. No
moment, trail, notice, session or log line is made here, and nothing may be added that makes one.
"""

from __future__ import annotations

import re
import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from surveys.models import Participation, Sheets, Survey
from surveys.pairs import tidied_word

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
GROUPS, OF = 4, 4
_CODE = re.compile(rf"[{LETTERS}]{{{GROUPS * OF}}}")
HALVES = 10
"""Half-filled sheets a survey holds beyond three for everybody asked."""


def code_word() -> str:
    """A code word made at random: shown to its person, kept nowhere."""
    return "-".join("".join(secrets.choice(LETTERS) for _one in range(OF)) for _group in range(GROUPS))


def bare(code: str) -> str:
    """The code word as it is counted with, however it was typed; empty when it cannot be one."""
    found = re.sub(r"[\s-]", "", code).lower()
    return found if _CODE.fullmatch(found) else ""


def token() -> str:
    """A token of a link for a person without an account; kept as its digest only."""
    return secrets.token_urlsafe(24)


def digest_of(word: str) -> str:
    """The digest of a link's token."""
    return _sealed("surveys.link", word, settings.SECRET_KEY)


def digests_of(word: str) -> list[str]:
    """The same under the server's present key and its former ones."""
    return [_sealed("surveys.link", word, secret) for secret in _secrets()]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _sealed(what: str, word: str, secret: str) -> str:
    return salted_hmac(what, word, secret=secret, algorithm="sha256").hexdigest()


def _keys(survey: Survey, code: str) -> list[str]:
    """Keys under which the sheet of the code word may lie: of the server's present key first, then of former ones."""
    return [_sealed("surveys.sheet", f"{survey.pk}:{bare(code)}", secret) for secret in _secrets()]


def has_answered(survey: Survey, *, person: Any = None, link: str = "") -> bool:
    """Whether this person, or whoever holds this link, has answered."""
    held = Participation.objects.filter(survey=survey).first()
    return held is not None and _is_marked(held, person, link)


def _is_marked(held: Participation, person: Any, link: str) -> bool:
    if person is not None:
        return person.pk in held.people
    return bool(set(digests_of(link)) & set(held.links))


def sheet_of(survey: Survey, code: str) -> dict[str, Any] | None:
    """The sheet the code word opens, {"key", "done", "said"}; None when it opens none."""
    if not bare(code):
        return None
    held = Sheets.objects.filter(survey=survey).first()
    return _found(held.sheets, _keys(survey, code)) if held else None


def _found(sheets: list[dict[str, Any]], keys: list[str]) -> dict[str, Any] | None:
    return next((sheet for sheet in sheets if sheet["key"] in keys), None)


@transaction.atomic
def put(
    *,
    survey: Survey,
    code: str,
    said: dict[str, Any],
    done: bool,
    person: Any = None,
    link: str = "",
    asked: int = 0,
    word: str = "",
) -> None:
    """Lay the sheet of the code word down, anew or in place of what it was; handing it in marks its person, once.

    One of `person` and `link` says who lays it; a half-filled sheet is marked nowhere. A sheet once handed in stays so.
    `word` is the person's own, for before and after; left empty, the former one stays. `asked` is how many people were
    asked: half-filled sheets have a limit. Raises Refused after the end, for a word that is no code, and for a second
    sheet of the same person.
    """
    mark, held = locked(survey)
    if not survey.takes_answers:
        raise Refused(_("The time for answers is over; nothing was changed."))
    if not bare(code):
        raise Refused(_("This is not a code of an answer sheet. It has sixteen letters and digits."))
    keys = _keys(survey, code)
    old = _found(held.sheets, keys)
    if old is None and _is_marked(mark, person, link):
        raise Refused(_("You have answered already. With the code of your sheet you can correct it."))
    if old is None and not done and sum(not sheet["done"] for sheet in held.sheets) >= 3 * asked + HALVES:
        raise Refused(_("Too many half-filled sheets wait here already. Please answer in one go."))
    if done and not (old and old["done"]):
        if _is_marked(mark, person, link):
            raise Refused(_("You have answered already. With the code of your sheet you can correct it."))
        _mark(mark, person, link)
    kept = {"key": keys[0], "done": done or bool(old and old["done"]), "said": said}
    sealed = _word(survey, word) or (old or {}).get("word", "")
    if survey.asks_word and sealed:
        kept["word"] = sealed
    _write(held, [sheet for sheet in held.sheets if sheet is not old] + [kept])


def _word(survey: Survey, word: str) -> str:
    """The digest of a person's own word, the same in both surveys of a pair, also when the server's key was changed."""
    if not word:
        return ""
    pair = survey.before_id or survey.pk
    digests = [_sealed("surveys.word", f"{pair}:{tidied_word(word)}", secret) for secret in _secrets()]
    first = Sheets.objects.filter(survey=pair).first()
    known = {one["word"] for one in first.words} if first else set()
    return next((one for one in digests if one in known), digests[0])


def _mark(mark: Participation, person: Any, link: str) -> None:
    if person is not None:
        mark.people = sorted({*mark.people, person.pk})
    else:
        mark.links = sorted({*mark.links, digest_of(link)})
    mark.save(update_fields=["people", "links"])


def _write(held: Sheets, sheets: list[dict[str, Any]]) -> None:
    held.sheets = sorted(sheets, key=lambda sheet: sheet["key"])
    held.save(update_fields=["sheets"])


@transaction.atomic
def empty(*, survey: Survey, code: str) -> None:
    """Take every answer out of the sheet of the code word. Raises Refused after the end, and where it opens none."""
    _mark_row, held = locked(survey)
    if not survey.takes_answers:
        raise Refused(_("The time for answers is over; nothing was changed."))
    old = _found(held.sheets, _keys(survey, code)) if bare(code) else None
    if old is None:
        raise Refused(_("No sheet of this survey opens with this code."))
    rest = [sheet for sheet in held.sheets if sheet is not old]
    bare_sheet = {"key": old["key"], "done": True, "said": {}}
    _write(held, [*rest, bare_sheet] if old["done"] else rest)


def begin(survey: Survey) -> None:
    """Lay both lists out, empty, before anybody answers."""
    Participation.objects.create(survey=survey)
    Sheets.objects.create(survey=survey)


def take_out(survey: Survey) -> list[dict[str, Any]]:
    """All sheets handed in, for counting; afterwards no sheet is kept. To be called in a transaction that holds both
    lists (`locked`)."""
    held = Sheets.objects.get(survey=survey)
    found = [sheet for sheet in held.sheets if sheet["done"] and sheet["said"]]
    _write(held, [])
    return found


def keep_words(survey: Survey, words: list[dict[str, Any]]) -> None:
    """What stays of a survey for the one after it."""
    Sheets.objects.filter(survey=survey).update(words=words)


def take_words(survey: Survey) -> list[dict[str, Any]]:
    """What stayed of it; afterwards it is gone. To be called in a transaction."""
    held = Sheets.objects.select_for_update().get(survey=survey)
    found: list[dict[str, Any]] = held.words
    Sheets.objects.filter(pk=held.pk).update(words=[])
    return found


def drop_words_before(day: date) -> None:
    """Nobody made the second survey in time: what waited for it goes."""
    Sheets.objects.filter(survey__closed_at__lt=clock.end_of(day)).exclude(words=[]).update(words=[])


def locked(survey: Survey) -> tuple[Participation, Sheets]:
    """Both lists with their rows taken, and the survey as it now stands."""
    mark = Participation.objects.select_for_update().filter(survey=survey).first()
    held = Sheets.objects.select_for_update().filter(survey=survey).first()
    survey.refresh_from_db()
    if mark is None or held is None:
        raise Refused(_("This survey is not open yet."))
    return mark, held


@transaction.atomic
def forget(user: Any) -> None:
    """Take the person's number out of every list of who answered; the sheets stay, nobody can tell whose they are."""
    for mark in Participation.objects.select_for_update().order_by("pk"):
        if user.pk in mark.people:
            mark.people = [number for number in mark.people if number != user.pk]
            mark.save(update_fields=["people"])
