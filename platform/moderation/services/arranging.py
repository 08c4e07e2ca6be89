"""The list of rules and the watched words of a place."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import rules, trail
from moderation.models import Ground, Watchword
from moderation.registry import LAWS
from moderation.selectors.grounds import forget_watched_words, grounds_for
from search.polish import words as words_of

MOST_WORDS = 300


@transaction.atomic
def add_ground(*, by: Any, place: str, words: str, ready: str = "") -> Ground:
    """Add a rule to the list of the place. Raises Refused when `by` may not, or the words are missing or there."""
    insist(rules.may_arrange(by, place))
    words = _line(words)
    if any(rule.words.casefold() == words.casefold() for rule in grounds_for(place)):
        raise Refused(_("This rule is on the list already."))
    code = f"{slugify(words.translate(str.maketrans('łŁ', 'lL')))[:30]}-{get_random_string(5).lower()}".strip("-")
    last = Ground.objects.filter(place=place).aggregate(last=Max("position"))["last"] or 0
    made = Ground.objects.create(place=place, code=code, words=words, ready=ready.strip()[:4000], position=last + 10)
    trail.write(by=by, action="moderation.ground.add", about=made, values={"place": place})
    return made


@transaction.atomic
def change_ground(*, by: Any, place: str, code: str, words: str, ready: str = "") -> Ground:
    """Give a rule of the list other words or other ready reasons in this place; decisions keep the words they had."""
    insist(rules.may_arrange(by, place))
    known = next((rule for rule in grounds_for(place) if rule.code == code), None)
    if known is None:
        raise Refused(_("This rule is not on the list any more."))
    values = {"words": _line(words), "ready": ready.strip()[:4000], "retired_at": None}
    made, _new = Ground.objects.update_or_create(place=place, code=code, defaults=values)
    trail.write(by=by, action="moderation.ground.change", about=made, values={"place": place, "code": code})
    return made


@transaction.atomic
def retire_ground(*, by: Any, place: str, code: str) -> Ground:
    """Take a rule off the list of the place. Raises Refused for a rule that is law."""
    insist(rules.may_arrange(by, place))
    if code in LAWS:
        raise Refused(_("This rule is law; it stays on every list."))
    known = next((rule for rule in grounds_for(place) if rule.code == code), None)
    if known is None:
        raise Refused(_("This rule is not on the list any more."))
    made, _new = Ground.objects.update_or_create(
        place=place, code=code, defaults={"words": known.words, "retired_at": clock.now()}
    )
    trail.write(by=by, action="moderation.ground.retire", about=made, values={"place": place, "code": code})
    return made


@transaction.atomic
def restore_ground(*, by: Any, place: str, code: str) -> None:
    """Put a rule the place took off back on its list."""
    insist(rules.may_arrange(by, place))
    Ground.objects.filter(place=place, code=code).update(retired_at=None)


@transaction.atomic
def watch(*, by: Any, place: str, words: str) -> Watchword:
    """Watch for a word or phrase in the place, in every inflected form. Raises Refused when `by` may not."""
    insist(rules.may_arrange(by, place))
    words = " ".join(words.split())[:80]
    if not words_of(words):
        raise Refused(_("Write a word or a phrase."))
    if Watchword.objects.filter(place=place).count() >= MOST_WORDS:
        raise Refused(_("There are too many watched words. Take some off the list."))
    made, is_new = Watchword.objects.get_or_create(place=place, words=words.lower(), defaults={"added_by": by})
    if is_new:
        trail.write(by=by, action="moderation.word.watch", about=made, values={"place": place})
    transaction.on_commit(partial(forget_watched_words, place))
    return made


@transaction.atomic
def unwatch(*, by: Any, place: str, number: int) -> None:
    """Watch for a word no more."""
    insist(rules.may_arrange(by, place))
    word = Watchword.objects.filter(place=place, pk=number).first()
    if word is not None:
        trail.write(by=by, action="moderation.word.unwatch", about=word, values={"place": place})
        word.delete()
    transaction.on_commit(partial(forget_watched_words, place))


def _line(words: str) -> str:
    words = " ".join(words.split())[:200]
    if not words:
        raise Refused(_("Write the rule in one sentence."))
    return words
