"""The verbs of surveys. Whose survey it is and who may do this is asked by whoever puts it to people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from surveys import pairs, vault
from surveys.items import Item, checked, fresh_key, insist_whole, items_of, stored, tidied
from surveys.models import Survey
from surveys.outcome import counted
from surveys.states import SurveyState
from surveys.templates import TEMPLATES

LONGEST_OPEN = timedelta(days=120)
MOST_LINKS = 200
WORD = "word"
"""Under which a wrong word of one's own is told; no question has this key."""
LONGEST_WAIT = timedelta(days=400)
"""So long what was said before waits for the survey after."""


class AnswersWrong(Refused):
    """Some answers cannot stand; `wrong` says which and why, by key. Nothing was kept."""

    def __init__(self, wrong: dict[str, str]) -> None:
        super().__init__(_("Some answers are missing or cannot stand. Nothing is lost; look at the questions below."))
        self.wrong = wrong


def _titled(title: str) -> str:
    found = " ".join(title.split())[:160]
    if not found:
        raise Refused(_("Give the survey a title."))
    return found


def make(*, title: str, template: str = "", intro: str = "") -> Survey:
    """A draft, blank or with the items of a template. Raises Refused without a title and for an unknown template."""
    ready = TEMPLATES.get(template)
    if template and ready is None:
        raise Refused(_("There is no such template of a survey."))
    return Survey.objects.create(
        title=_titled(title or (str(ready.title) if ready else "")),
        intro=(intro or (str(ready.intro) if ready else "")).strip()[:2000],
        template=template,
        items=stored(ready.items()) if ready else [],
        made_at=clock.now(),
    )


def _draft(survey: Survey) -> Survey:
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    if held.state != SurveyState.DRAFT:
        raise Refused(_("This survey is open already; its questions stay as people were asked them."))
    return held


def _save(held: Survey, items: list[Item], survey: Survey) -> None:
    insist_whole(items)
    held.items, held.revision = stored(items), held.revision + 1
    held.save(update_fields=["items", "revision"])
    survey.items, survey.revision = held.items, held.revision


def make_after(*, survey: Survey, title: str) -> Survey:
    """A draft with the same questions, for the same people after some time; the pair is known by words of their own.

    Raises Refused unless the first one asked for words and is closed, and when the second one is there already.
    """
    if not survey.asks_word or survey.state != SurveyState.CLOSED or survey.before_id is not None:
        raise Refused(_("Only a closed survey that asked for words of their own has a survey after it."))
    if Survey.objects.filter(before=survey).exists():
        raise Refused(_("The survey after this one is there already."))
    return Survey.objects.create(
        title=_titled(title),
        intro=survey.intro,
        template=survey.template,
        items=survey.items,
        asks_word=True,
        before=survey,
        made_at=clock.now(),
    )


@transaction.atomic
def name(*, survey: Survey, title: str, intro: str, asks_word: bool | None = None) -> None:
    """Another title and introduction of a draft, and whether it is the first of two, before and after.

    Raises Refused without a title and once it is open. The second of two stays one.
    """
    held = _draft(survey)
    held.title, held.intro = _titled(title), intro.strip()[:2000]
    if asks_word is not None and held.before_id is None:
        held.asks_word = asks_word
    held.save(update_fields=["title", "intro", "asks_word"])


@transaction.atomic
def take_items(*, survey: Survey, items: list[Item]) -> int:
    """Add ready questions at the end, each under its own key where that is free; gives how many.

    What one depended on is asked of everybody when it is not taken too. Raises Refused once the survey is open, for
    none, and as `put_item` does.
    """
    held = _draft(survey)
    now = items_of(held.items)
    if not items:
        raise Refused(_("Choose at least one question."))
    keys: dict[str, str] = {}
    for item in items:
        key = fresh_key(now) if item.key in {one.key for one in now} else item.key
        keys[item.key] = key
        hangs = item.after in keys
        now.append(replace(item, key=key, after=keys[item.after] if hangs else "", when=item.when if hangs else ""))
    _save(held, now, survey)
    return len(items)


@transaction.atomic
def put_item(*, survey: Survey, item: Item) -> Item:
    """Add an item at the end (an empty key), or put it in place of the one with its key.

    Raises Refused once the survey is open, for a key that is gone, and when it, or a question that depends on it,
    could not stand.
    """
    held = _draft(survey)
    items = items_of(held.items)
    item = tidied(replace(item, key=item.key or fresh_key(items)))
    at = next((number for number, one in enumerate(items) if one.key == item.key), None)
    if at is None and item.key != fresh_key(items):
        raise Refused(_("This question is not there any more."))
    _save(held, [*items, item] if at is None else [*items[:at], item, *items[at + 1 :]], survey)
    return item


@transaction.atomic
def remove_item(*, survey: Survey, key: str) -> None:
    """Take an item out; twice is once. Raises Refused once the survey is open, and when a question depends on it."""
    held = _draft(survey)
    items = items_of(held.items)
    if any(item.after == key for item in items):
        raise Refused(_("Another question depends on this one. Change that one first."))
    _save(held, [item for item in items if item.key != key], survey)


@transaction.atomic
def move_item(*, survey: Survey, key: str, by: int) -> None:
    """Move an item by one place, up (-1) or down (1); at the end it stays. Raises Refused as `put_item` does."""
    held = _draft(survey)
    items = items_of(held.items)
    at = next((number for number, one in enumerate(items) if one.key == key), None)
    if at is None:
        raise Refused(_("This question is not there any more."))
    to = at + (1 if by > 0 else -1)
    if to in range(len(items)):
        items[at], items[to] = items[to], items[at]
        _save(held, items, survey)


def wrong_day(closes_on: date) -> str:
    """What is wrong with a last day for answers; empty when nothing is."""
    if closes_on < clock.today():
        return _("This day has passed already.")
    if closes_on > clock.today() + LONGEST_OPEN:
        return _("A survey is open for 120 days at most.")
    return ""


@transaction.atomic
def open_up(*, survey: Survey, closes_on: date) -> None:
    """Open a draft until the end of `closes_on`. Raises Refused without a question and for a day that cannot stand."""
    held = _draft(survey)
    items = items_of(held.items)
    insist_whole(items)
    if not any(item.asks for item in items):
        raise Refused(_("There is no question yet."))
    if sentence := wrong_day(closes_on):
        raise Refused(sentence)
    held.state, held.closes_on, held.opened_at = SurveyState.OPEN, closes_on, clock.now()
    held.save(update_fields=["state", "closes_on", "opened_at"])
    vault.begin(held)
    survey.refresh_from_db()


def _opened(survey: Survey) -> Survey:
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    if held.state != SurveyState.OPEN:
        raise Refused(_("This survey does not collect answers."))
    return held


@transaction.atomic
def put_off(*, survey: Survey, closes_on: date) -> None:
    """Another last day of an open survey. Raises Refused for a day that cannot stand."""
    held = _opened(survey)
    if sentence := wrong_day(closes_on):
        raise Refused(sentence)
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    survey.closes_on = closes_on


@transaction.atomic
def make_links(*, survey: Survey, count: int) -> list[str]:
    """Tokens of further links for people without an account, one for each; they are shown once, digests are kept.

    Raises Refused unless the survey is open, and for more than two hundred in all.
    """
    held = _opened(survey)
    if not 1 <= count <= MOST_LINKS - len(held.links):
        raise Refused(
            _("A survey has two hundred links at most; %(count)s are made already.") % {"count": len(held.links)}
        )
    tokens = [vault.token() for _one in range(count)]
    held.links = sorted([*held.links, *(vault.digest_of(token) for token in tokens)])
    held.save(update_fields=["links"])
    return tokens


@transaction.atomic
def answer(
    *,
    survey: Survey,
    code: str,
    raw: dict[str, Any],
    done: bool,
    person: Any = None,
    link: str = "",
    asked: int = 0,
    word: str = "",
) -> None:
    """Lay down the answers `raw` under the code word: half-filled, or handed in (`done`), or as a correction.

    `word` is a word of one's own for before and after, taken where the survey asks for one; it may be left out. Raises
    AnswersWrong for answers that cannot stand, and Refused as `vault.put` does.
    """
    old = vault.sheet_of(survey, code)
    said, wrong = checked(items_of(survey.items), raw, whole=done or bool(old and old["done"]))
    word = pairs.tidied_word(word) if survey.asks_word else ""
    if word and not pairs.SHORTEST <= len(word) <= pairs.LONGEST:
        wrong[WORD] = _("A word of your own has from 6 to 80 characters; two or three words are best.")
    if wrong:
        raise AnswersWrong(wrong)
    if done and not said:
        raise Refused(_("Answer at least one question."))
    vault.put(survey=survey, code=code, said=said, done=done, person=person, link=link, asked=asked, word=word)


def empty(*, survey: Survey, code: str) -> None:
    """Take every answer out of one's sheet. Raises Refused as `vault.empty` does."""
    vault.empty(survey=survey, code=code)


@transaction.atomic
def close(*, survey: Survey) -> bool:
    """Close an open survey for good: sheets become sums and words and are gone. Gives whether it was open."""
    if survey.state == SurveyState.DRAFT:
        raise Refused(_("This survey is not open yet."))
    vault.locked(survey)
    if survey.state != SurveyState.OPEN:
        return False
    sheets, items = vault.take_out(survey), items_of(survey.items)
    survey.outcome = counted(items, [sheet["said"] for sheet in sheets])
    if survey.asks_word and survey.before is not None:
        before = survey.before
        old = (items_of(before.items), vault.take_words(before), before.outcome)
        survey.outcome["pairs"] = pairs.compared(old, items, sheets)
    elif survey.asks_word:
        vault.keep_words(survey, pairs.kept(items, sheets))
    survey.state, survey.closed_at = SurveyState.CLOSED, clock.now()
    survey.save(update_fields=["outcome", "state", "closed_at"])
    return True


@transaction.atomic
def drop(*, survey: Survey) -> None:
    """Throw a draft away. Raises Refused once it is open."""
    _draft(survey).delete()


def drop_late_words() -> None:
    """What was kept of first surveys for second ones nobody made goes."""
    vault.drop_words_before(clock.today() - LONGEST_WAIT)
