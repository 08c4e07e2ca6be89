"""Life in public: schools that use it too, questions to the authors and their answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.outcomes import faces, notices, rules, selectors
from networks.outcomes.models import Outcome, Question, SchoolUse
from networks.outcomes.services.preparing import locked
from notifications.services import notify


@transaction.atomic
def say_we_use(*, by: Any, outcome: Outcome, words: str = "", key: uuid.UUID | None = None) -> SchoolUse:
    """Put the school of `by` on the list of those that use it. The same `key` again gives the same row.

    Raises Refused for the authors' own school, for a school on the list, and without a school in the profile.
    """
    held = locked(outcome)
    mine = SchoolUse.objects.filter(user=by, outcome=held)
    if key is not None and (made := mine.filter(once=key).first()) is not None:
        return made
    insist(rules.may_use(by, held))

    def make() -> SchoolUse:
        school = by.profile.institution
        use = SchoolUse.objects.create(
            outcome=held,
            institution=school,
            user=by,
            words=" ".join(words.split())[:300],
            once=key,
            said_at=clock.now(),
        )
        trail.write(by=by, action="outcomes.use.say", about=held, values={"school": school.pk})
        notify(
            notices.USED,
            to=[row.user for row in held.authors.select_related("user")],
            about=held,
            by=by,
            title=_("“%(title)s” is used at: %(school)s") % {"title": held.title, "school": school},
            text=use.words,
            url=faces.address_of(held),
        )
        return use

    try:
        with transaction.atomic():
            return once(mine, key, make)
    except IntegrityError:
        raise Refused(_("Your school is on the list already.")) from None


@transaction.atomic
def take_use_back(*, by: Any, use: SchoolUse) -> None:
    """Take the school off the list. Raises Refused for anybody but who put it there."""
    held = SchoolUse.objects.select_for_update(of=("self",)).get(pk=use.pk)
    insist(rules.may_take_use_back(by, held))
    held.taken_back_at = clock.now()
    held.save(update_fields=["taken_back_at"])


@transaction.atomic
def hide_use(use: SchoolUse) -> None:
    """Hide by a decision of moderation."""
    SchoolUse.objects.filter(pk=use.pk).update(hidden_at=clock.now())


@transaction.atomic
def show_use(use: SchoolUse) -> None:
    """Undo the hiding."""
    SchoolUse.objects.filter(pk=use.pk).update(hidden_at=None)


@transaction.atomic
def ask(*, by: Any, outcome: Outcome, words: str, key: uuid.UUID | None = None) -> Question:
    """Ask the authors; they are told. The same `key` again gives the same question. Raises Refused."""
    held = locked(outcome)
    mine = Question.objects.filter(asker=by, outcome=held)
    if key is not None and (made := mine.filter(once=key).first()) is not None:
        return made
    insist(rules.may_ask(by, held))
    words = words.replace("\x00", "").strip()[:1000]
    if not words:
        raise Refused(_("Write the question."))

    def make() -> Question:
        question = Question.objects.create(outcome=held, asker=by, words=words, once=key, asked_at=clock.now())
        notify(
            notices.ASKED,
            to=selectors.answerers_of(held),
            about=question,
            by=by,
            title=_("%(person)s asks about “%(title)s”") % {"person": by, "title": held.title},
            text=words,
            url=question.get_absolute_url(),
        )
        return question

    return once(mine, key, make)


@transaction.atomic
def answer(*, by: Any, question: Question, words: str, shown: bool) -> None:
    """Answer a question; the asker is told. `shown` puts question and answer on the public page, without names.

    Answering again changes the answer. Raises Refused without words or when `by` may not.
    """
    held = Question.objects.select_for_update(of=("self",)).select_related("outcome__network").get(pk=question.pk)
    insist(rules.may_answer(by, held))
    words = words.replace("\x00", "").strip()[:2000]
    if not words:
        raise Refused(_("Write the answer."))
    held.answer, held.answered_by, held.answered_at, held.is_shown = words, by, clock.now(), shown
    held.save(update_fields=["answer", "answered_by", "answered_at", "is_shown"])
    trail.write(by=by, action="outcomes.answer", about=held.outcome, values={"question": held.pk, "shown": shown})
    if held.asker is not None:
        notify(
            notices.ANSWERED,
            to=[held.asker],
            about=held,
            by=by,
            title=_("The authors of “%(title)s” answered your question") % {"title": held.outcome.title},
            text=words,
            url=held.get_absolute_url(),
        )


@transaction.atomic
def hide_question(question: Question) -> None:
    """Hide by a decision of moderation."""
    Question.objects.filter(pk=question.pk).update(hidden_at=clock.now())


@transaction.atomic
def show_question(question: Question) -> None:
    """Undo the hiding."""
    Question.objects.filter(pk=question.pk).update(hidden_at=None)
