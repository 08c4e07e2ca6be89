"""The verbs of a network's surveys: rights here, the questionnaire and its lists in `surveys.services`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import ALLOWED, Refused, Verdict, insist, refusal
from moderation import trail
from networks.enums import Role
from networks.models import Edition, Membership
from networks.planning import services as planning
from networks.planning.models import Goal
from networks.surveying import notices, rules, selectors
from networks.surveying.models import NetworkSurvey
from notifications.services import notify
from provenance.registry import Reference
from surveys import services as surveys
from surveys.items import Item
from surveys.states import SurveyState

REST = timedelta(hours=24)
"""So long nobody is reminded again."""
BEFORE_END = timedelta(days=2)
"""So long before the last day the silent are reminded by themselves."""
MOST_RUNNING = 12
"""Surveys of one year that are not closed."""


@transaction.atomic
def make(
    *, by: Any, edition: Edition, title: str, template: str = "", intro: str = "", key: UUID | None = None
) -> NetworkSurvey:
    """A draft from a template or from blank. Raises Refused unless `by` steers the year, and above twelve unclosed."""
    insist(rules.may_make(by, edition))

    def begin() -> NetworkSurvey:
        _insist_room(edition)
        survey = surveys.make(title=title, template=template, intro=intro)
        made = NetworkSurvey.objects.create(edition=edition, survey=survey, made_by=by, once=key)
        trail.write(by=by, action="surveying.make", about=made, values={"template": template})
        return made

    return once(NetworkSurvey.objects.filter(made_by=by), key, begin)


@transaction.atomic
def make_after(*, by: Any, asked: NetworkSurvey, edition: Edition, key: UUID | None = None) -> NetworkSurvey:
    """A draft in `edition` with the same questions for the same people: the after of a before. Raises Refused unless
    `by` steers the year and reads the outcome, above twelve unclosed, and as `surveys.services.make_after` does."""
    insist(rules.may_make(by, edition))
    insist(rules.may_see_outcome(by, asked))

    def begin() -> NetworkSurvey:
        _insist_room(edition)
        survey = surveys.make_after(
            survey=asked.survey, title=_("%(title)s – after") % {"title": asked.survey.title[:150]}
        )
        made = NetworkSurvey.objects.create(edition=edition, survey=survey, made_by=by, once=key)
        trail.write(by=by, action="surveying.make", about=made, values={"after": asked.pk})
        return made

    return once(NetworkSurvey.objects.filter(made_by=by), key, begin)


def _insist_room(edition: Edition) -> None:
    running = NetworkSurvey.objects.filter(edition=edition).exclude(survey__state=SurveyState.CLOSED)
    if running.count() >= MOST_RUNNING:
        raise Refused(_("Twelve surveys are open or in preparation already. Close one of them first."))


@transaction.atomic
def name(*, by: Any, asked: NetworkSurvey, title: str, intro: str, asks_word: bool | None = None) -> None:
    """Another title and introduction of a draft; whether an after shall follow it.

    Raises Refused unless `by` leads it, and once it is open.
    """
    insist(rules.may_lead(by, asked))
    surveys.name(survey=asked.survey, title=title, intro=intro, asks_word=asks_word)


@transaction.atomic
def put_item(*, by: Any, asked: NetworkSurvey, item: Item) -> Item:
    """Add an item, or change one. Raises Refused unless `by` leads it, and as `surveys.services.put_item` does."""
    insist(rules.may_lead(by, asked))
    return surveys.put_item(survey=asked.survey, item=item)


@transaction.atomic
def remove_item(*, by: Any, asked: NetworkSurvey, key: str) -> None:
    """Take an item out; twice is once. Raises Refused unless `by` leads it, and when another depends on it."""
    insist(rules.may_lead(by, asked))
    surveys.remove_item(survey=asked.survey, key=key)


@transaction.atomic
def move_item(*, by: Any, asked: NetworkSurvey, key: str, step: int) -> None:
    """Move an item one place up (-1) or down (1). Raises Refused unless `by` leads it, and when it cannot
    stand there."""
    insist(rules.may_lead(by, asked))
    surveys.move_item(survey=asked.survey, key=key, by=step)


@transaction.atomic
def drop(*, by: Any, asked: NetworkSurvey) -> None:
    """Throw a draft away. Raises Refused unless `by` leads it, and once it is open."""
    insist(rules.may_lead(by, asked))
    trail.write(by=by, action="surveying.drop", about=asked, values={"title": asked.survey.title})
    surveys.drop(survey=asked.survey)


@transaction.atomic
def open_up(*, by: Any, asked: NetworkSurvey, closes_on: date) -> None:
    """Open it until the end of the day; members are told. Raises Refused unless `by` leads it, without a question, and
    for a day that cannot stand."""
    insist(rules.may_lead(by, asked))
    insist(may_end_on(asked.edition, closes_on))
    surveys.open_up(survey=asked.survey, closes_on=closes_on)
    trail.write(by=by, action="surveying.open", about=asked, values={"until": str(closes_on)})
    _tell(
        notices.ASKED,
        asked,
        [place.user for place in selectors.people_asked(asked.edition_id)],
        _("A survey: %(title)s"),
        by=by,
        text=_until(asked),
    )


def may_end_on(edition: Edition, closes_on: date) -> Verdict:
    """Whether a survey of the year may end on this day: within its school year."""
    if edition.school_year.holds(closes_on):
        return ALLOWED
    return refusal(_("The survey must end within the network's school year."))


@transaction.atomic
def put_off(*, by: Any, asked: NetworkSurvey, closes_on: date) -> None:
    """Another last day. Raises Refused unless `by` leads it, and for a day that cannot stand."""
    insist(rules.may_lead(by, asked))
    insist(may_end_on(asked.edition, closes_on))
    surveys.put_off(survey=asked.survey, closes_on=closes_on)
    NetworkSurvey.objects.filter(pk=asked.pk).update(reminded_at=None)
    trail.write(by=by, action="surveying.put_off", about=asked, values={"until": str(closes_on)})


@transaction.atomic
def remind(*, by: Any, asked: NetworkSurvey) -> int:
    """Remind only those who have not answered; gives how many. Raises Refused unless `by` leads it, when it takes no
    answers, and when it was done less than a day ago."""
    insist(rules.may_lead(by, asked))
    held = NetworkSurvey.objects.select_for_update(of=("self",)).select_related("survey", "edition__network")
    asked = held.get(pk=asked.pk)
    insist(rules.may_be_answered(asked))
    if asked.reminded_at is not None and clock.now() - asked.reminded_at < REST:
        raise Refused(_("Those who are silent were reminded less than a day ago."))
    trail.write(by=by, action="surveying.remind", about=asked)
    return _remind(asked)


def _remind(asked: NetworkSurvey) -> int:
    silent = selectors.silent_in(asked)
    asked.reminded_at = clock.now()
    asked.save(update_fields=["reminded_at"])
    _tell(notices.SILENT, asked, silent, _("Your answers are missing: %(title)s"), text=_until(asked))
    return len(silent)


@transaction.atomic
def make_links(*, by: Any, asked: NetworkSurvey, count: int) -> list[str]:
    """Tokens of links for people without an account, one for each, shown this once. Raises Refused unless `by` leads
    it, unless it takes answers, and for more than two hundred."""
    insist(rules.may_lead(by, asked))
    insist(rules.may_be_answered(asked))
    tokens = surveys.make_links(survey=asked.survey, count=count)
    trail.write(by=by, action="surveying.links", about=asked, values={"count": count})
    return tokens


@transaction.atomic
def answer(*, by: Any, asked: NetworkSurvey, code: str, raw: dict[str, Any], done: bool, word: str = "") -> None:
    """Lay down one's answers under the code word, half-way or for good. Nothing else is written.

    Raises Refused unless `by` may answer, and as `surveys.services.answer` does.
    """
    insist(rules.may_answer(by, asked))
    people = len(selectors.people_asked(asked.edition_id)) + len(asked.survey.links)
    surveys.answer(survey=asked.survey, code=code, raw=raw, done=done, person=by, asked=people, word=word)


@transaction.atomic
def answer_by_link(
    *, asked: NetworkSurvey, token: str, code: str, raw: dict[str, Any], done: bool, word: str = ""
) -> None:
    """The same for whoever holds one of its links. Raises NotThere for another word, Refused as `answer` does."""
    held = selectors.by_link(asked.pk, token)
    insist(rules.may_be_answered(held))
    people = len(selectors.people_asked(held.edition_id)) + len(held.survey.links)
    surveys.answer(survey=held.survey, code=code, raw=raw, done=done, link=token, asked=people, word=word)


@transaction.atomic
def close(*, by: Any, asked: NetworkSurvey) -> None:
    """Close it for good: sheets become sums and are gone; twice is once. Raises Refused unless `by` leads it."""
    insist(rules.may_lead(by, asked))
    if surveys.close(survey=asked.survey):
        trail.write(by=by, action="surveying.close", about=asked, values={"by_hand": True})


@transaction.atomic
def share(*, by: Any, asked: NetworkSurvey) -> None:
    """Show the outcome to members, who are told; twice is once. Raises Refused unless `by` leads it, before it is
    closed, and when fewer than five people answered."""
    insist(rules.may_lead(by, asked))
    if not asked.is_closed:
        raise Refused(_("Nobody sees answers before the survey is closed."))
    if not asked.survey.outcome.get("questions"):
        raise Refused(_("Fewer than five people answered; there is nothing to show."))
    if not NetworkSurvey.objects.filter(pk=asked.pk, shared_at=None).update(shared_at=clock.now()):
        return
    trail.write(by=by, action="surveying.share", about=asked)
    places = Membership.objects.active().filter(edition=asked.edition_id).exclude(role=Role.EXPERT)
    people = [place.user for place in places.select_related("user")]
    _tell(notices.SHARED, asked, people, _("The outcome of the survey: %(title)s"), by=by)


@transaction.atomic
def make_goal(
    *, by: Any, asked: NetworkSurvey, edition: Edition, title: str, criteria: str = "", key: UUID | None = None
) -> Goal:
    """A goal of the plan from what the survey showed (D34, W3). Raises Refused unless `by` reads the outcome and
    writes the plan of `edition`, and without a title."""
    insist(rules.may_add_goal(by, asked, edition))
    return planning.add_goal(
        by=by,
        edition=edition,
        title=title,
        criteria=criteria,
        why=_("From the survey “%(title)s”.") % {"title": asked.survey.title},
        made_from=Reference("survey", asked.pk),
        key=key,
    )


def keep_watch() -> int:
    """Remind the silent of surveys that end soon, close those whose last day is over; each once. Gives how many."""
    rows = NetworkSurvey.objects.filter(survey__state=SurveyState.OPEN)
    soon = clock.today() + BEFORE_END
    done = 0
    for asked in rows.filter(survey__closes_on__lte=soon, survey__closes_on__gte=clock.today(), reminded_at=None)[:200]:
        done += _remind_once(asked.pk)
    for asked in rows.filter(survey__closes_on__lt=clock.today()).select_related("survey", "edition__network")[:200]:
        done += _end(asked)
    surveys.drop_late_words()
    return done


@transaction.atomic
def _remind_once(number: int) -> int:
    held = NetworkSurvey.objects.select_for_update(of=("self",)).select_related("survey", "edition__network")
    asked = held.get(pk=number)
    fresh = asked.survey.opened_at is not None and clock.now() - asked.survey.opened_at < REST
    if fresh or asked.reminded_at is not None or not rules.may_be_answered(asked):
        return 0
    return 1 if _remind(asked) else 0


@transaction.atomic
def _end(asked: NetworkSurvey) -> int:
    if not surveys.close(survey=asked.survey):
        return 0
    heads = Membership.objects.active().filter(edition=asked.edition_id, role__in=(Role.COORDINATOR, Role.DEPUTY))
    people = [place.user for place in heads.select_related("user")]
    _tell(notices.ENDED, asked, people, _("The survey has ended: %(title)s"))
    return 1


def _until(asked: NetworkSurvey) -> str:
    return _("Answers until %(day)s. Nobody can find out who answered what.") % {
        "day": date_format(asked.survey.closes_on, "j E Y") if asked.survey.closes_on else ""
    }


def _tell(kind: Any, asked: NetworkSurvey, people: list[Any], title: str, *, by: Any = None, text: str = "") -> None:
    notify(
        kind,
        to=people,
        by=by,
        about=asked,
        title=title % {"title": asked.survey.title},
        text=text or asked.survey.intro or " ",
        url=asked.get_absolute_url(),
    )
