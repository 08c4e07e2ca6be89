"""The verbs: ask for a date, answer, remind, change the question, end it in a meeting, withdraw it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock, once
from kit.html import from_text
from kit.verdicts import NotThere, Refused, insist
from meetings import services as meetings
from meetings.agendas import DRAFTS
from meetings.datepolls import notices, rules, selectors
from meetings.datepolls.models import FEWEST, MOST, DatePoll, Moment, Say
from meetings.datepolls.states import Fits, PollState
from meetings.enums import Coming, Mode
from meetings.models import Meeting
from moderation import trail
from networks.models import Edition
from networks.selectors import coordinators_of
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from provenance.selectors import sources_of

LONGEST = 12 * 60
REST = timedelta(hours=20)
"""The silent are not reminded again sooner."""
ANSWERS = {Fits.YES: Coming.YES, Fits.IF_NEEDED: Coming.MAYBE, Fits.NO: Coming.NO}
"""What was said of the chosen moment becomes the answer to the invitation; everybody can change it."""


def check(*, edition: Edition, values: dict[str, Any], moments: list[datetime]) -> dict[str, str]:
    """What is wrong with a poll, field by field, in words; nothing when it may stand. The form asks it, and `ask`."""
    wrong: dict[str, str] = {}
    if not values["title"].strip():
        wrong["title"] = _("Give the topic of the meeting.")
    if not 15 <= values["minutes"] <= LONGEST:
        wrong["minutes"] = _("A meeting takes from 15 minutes to 12 hours.")
    if values["mode"] != Mode.ONLINE and not values["place"].strip():
        wrong["place"] = _("Say where you meet.")
    sentence = _wrong_moments(edition, moments)
    if sentence:
        wrong["moments"] = sentence
    elif _wrong_day(values["until_on"], moments):
        wrong["until_on"] = _wrong_day(values["until_on"], moments)
    return wrong


def _wrong_day(until_on: date, moments: list[datetime]) -> str:
    if clock.today() <= until_on <= timezone.localdate(min(moments)):
        return ""
    return _("The last day for answers must lie between today and the first of the moments.")


def _wrong_moments(edition: Edition, moments: list[datetime]) -> str:
    if not FEWEST <= len(set(moments)) <= MOST:
        return _("Give from 2 to 12 different moments.")
    if min(moments) <= clock.now():
        return _("One of the moments has passed already.")
    year = edition.school_year
    outside = [one for one in moments if not year.holds(timezone.localdate(one))]
    if outside:
        return _("This moment is outside the network's school year: %(moment)s") % {"moment": spoken(outside[0])}
    return ""


def spoken(moment: datetime) -> str:
    """A moment in one line, for notices: środa, 14 października, 16:30."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l, j E')}, {local:%H:%M}"


def _people(poll: DatePoll) -> list[Any]:
    return [place.user for place in selectors.asked(poll.edition_id)]


@transaction.atomic
def ask(
    *,
    by: Any,
    edition: Edition,
    moments: Iterable[datetime],
    key: uuid.UUID | None = None,
    made_from: Reference | None = None,
    **values: Any,
) -> DatePoll:
    """Ask the people of the year which of `moments` suits them; they are told at once.

    `values` are title, minutes, mode, until_on, and where given kind, agenda, place, text. `made_from` is what the
    meeting is to be made of. Raises Refused when `by` may not, or the values cannot stand.
    """
    insist(rules.may_ask_as(_place(by, edition)))
    values = {"place": "", "text": "", "agenda": ""} | values
    wanted = sorted(set(moments))
    for sentence in check(edition=edition, values=values, moments=wanted).values():
        raise Refused(sentence)

    def make() -> DatePoll:
        poll = DatePoll.objects.create(
            edition=edition, created_by=by, once=key, **values | {"title": values["title"].strip()}
        )
        Moment.objects.bulk_create(Moment(poll=poll, starts_at=moment) for moment in wanted)
        provenance.record(by=by, source=made_from, result=Reference("date_poll", poll.pk))
        trail.write(by=by, action="datepolls.poll.ask", about=poll, values={"moments": len(wanted)})
        _tell(notices.ASKED, poll, _people(poll), _("Which date suits you? %(title)s") % {"title": poll.title}, by=by)
        return poll

    return once.once(DatePoll.objects.filter(created_by=by), key, make)


def _place(by: Any, edition: Edition) -> Any:
    return next((one for one in selectors.asked(edition.pk) if one.user_id == by.pk), None)


def _tell(kind: Any, poll: DatePoll, people: Iterable[Any], title: str, *, by: Any = None, text: str = "") -> None:
    until = _("Answers until %(day)s.") % {"day": date_format(poll.until_on, "j E")}
    notify(kind, to=people, about=poll, title=title, text=text or until, url=poll.get_absolute_url(), by=by)


@transaction.atomic
def answer(*, by: Any, poll: DatePoll, said: dict[int, str]) -> None:
    """Keep what `by` says of moments (number -> Fits); a later answer replaces the earlier, others stay.

    Raises Refused when `by` may not answer now, or a moment is not of this poll.
    """
    held = DatePoll.objects.select_for_update().select_related("edition__network").get(pk=poll.pk)
    insist(rules.may_answer(by, held))
    known = set(Moment.objects.filter(poll=held, pk__in=said).values_list("pk", flat=True))
    if not said or known != set(said) or not set(said.values()) <= set(Fits.values):
        raise Refused(_("The poll has changed meanwhile. Look at the moments again."))
    now = clock.now()
    Say.objects.bulk_create(
        [Say(moment_id=moment, user=by, fits=fits, said_at=now) for moment, fits in sorted(said.items())],
        update_conflicts=True,
        unique_fields=["moment", "user"],
        update_fields=["fits", "said_at"],
    )


@transaction.atomic
def change(*, by: Any, poll: DatePoll, until_on: date, more: Iterable[datetime] = ()) -> DatePoll:
    """Give a later last day, or moments beside those asked about; what was said stays.

    People are told only of new moments. Raises Refused when `by` may not, or it cannot stand.
    """
    held = _taken(by, poll)
    asked = set(held.moments.values_list("starts_at", flat=True))
    new = sorted(set(more) - asked)
    coming = [moment for moment in sorted(asked) if moment > clock.now()] + new
    sentence = _wrong_moments(held.edition, coming) or _wrong_day(until_on, coming)
    if sentence:
        raise Refused(sentence)
    if len(asked) + len(new) > MOST:
        raise Refused(_("Give from 2 to 12 different moments."))
    Moment.objects.bulk_create(Moment(poll=held, starts_at=moment) for moment in new)
    if until_on != held.until_on:
        held.reminded_at = held.due_told_at = None
    held.until_on = until_on
    held.save(update_fields=["until_on", "reminded_at", "due_told_at"])
    trail.write(by=by, action="datepolls.poll.change", about=held, values={"new": len(new), "until": str(until_on)})
    if new:
        _tell(
            notices.CHANGED, held, _people(held), _("New moments to choose: %(title)s") % {"title": held.title}, by=by
        )
    return held


def _taken(by: Any, poll: DatePoll) -> DatePoll:
    """The poll with its row taken, when `by` may end it. Raises Refused."""
    rows = DatePoll.objects.select_for_update(of=("self",)).select_related("edition__network", "edition__school_year")
    held = rows.get(pk=poll.pk)
    insist(rules.may_end(by, held))
    return held


@transaction.atomic
def remind(*, by: Any, poll: DatePoll) -> int:
    """Remind only those who left a moment unanswered; gives how many. Raises Refused when it was done just now."""
    held = _taken(by, poll)
    if clock.now() > held.closes_at:
        raise Refused(_("The time for answers is over. Give a later last day, or choose the date."))
    if held.reminded_at is not None and clock.now() - held.reminded_at < REST:
        raise Refused(_("Those who are silent were reminded less than a day ago."))
    trail.write(by=by, action="datepolls.poll.remind", about=held)
    return _remind(held)


def _remind(poll: DatePoll) -> int:
    silent = selectors.silent_in(poll)
    poll.reminded_at = clock.now()
    poll.save(update_fields=["reminded_at"])
    _tell(notices.SILENT, poll, silent, _("Your answer is missing: %(title)s") % {"title": poll.title})
    return len(silent)


@transaction.atomic
def close(*, by: Any, poll: DatePoll, moment: int) -> Meeting:
    """Choose the moment: the meeting, its invitations and its room are made in this one step.

    What people said of the moment becomes their answer to the invitation. Of two who choose at once the second is
    refused: there is one meeting. Raises Refused when `by` may not, the moment has passed or is not of this poll.
    """
    held = _taken(by, poll)
    chosen = held.moments.filter(pk=moment).first()
    if chosen is None:
        raise Refused(_("The poll has changed meanwhile. Look at the moments again."))
    if chosen.starts_at <= clock.now():
        raise Refused(_("This moment has passed already. Choose another one."))
    left = DatePoll.objects.filter(pk=held.pk, state=PollState.OPEN)
    if not left.update(state=PollState.CLOSED, ended_at=clock.now()):
        raise Refused(_("Somebody else has just chosen the date."))
    made = _meeting_at(by, held, chosen)
    DatePoll.objects.filter(pk=held.pk).update(meeting=made)
    provenance.record(by=by, source=Reference("date_poll", held.pk), result=Reference("meeting", made.pk))
    meetings.take_answers(
        meeting=made, said={user: ANSWERS[Fits(fits)] for user, fits in selectors.answers_about(chosen).items()}
    )
    trail.write(by=by, action="datepolls.poll.close", about=held, values={"meeting": made.pk})
    return made


def _meeting_at(by: Any, poll: DatePoll, chosen: Moment) -> Meeting:
    """The meeting of the poll, made from what the poll was made from as far as `by` may open it."""
    ready = DRAFTS.get(poll.agenda)
    points = [{"title": str(title), "minutes": minutes} for title, minutes in ready.points] if ready else []
    values: dict[str, Any] = {
        "title": poll.title,
        "kind": poll.kind,
        "mode": poll.mode,
        "place": poll.place,
        "starts_at": chosen.starts_at,
        "ends_at": chosen.starts_at + poll.length,
        "description": from_text(poll.text) if poll.text else "",
    }
    made = meetings.plan(by=by, edition=poll.edition, agenda=points, **values)
    for source in sources_of("date_poll", poll.pk):
        try:
            provenance.record(by=by, source=source, result=Reference("meeting", made.pk))
        except NotThere:  # the source is gone, or closed to whoever chooses now
            continue
    return made


@transaction.atomic
def withdraw(*, by: Any, poll: DatePoll) -> None:
    """End the poll without a meeting; its people are told."""
    held = _taken(by, poll)
    DatePoll.objects.filter(pk=held.pk).update(state=PollState.WITHDRAWN, ended_at=clock.now())
    trail.write(by=by, action="datepolls.poll.withdraw", about=held)
    title = _("No date is being looked for any more: %(title)s") % {"title": held.title}
    _tell(notices.WITHDRAWN, held, _people(held), title, by=by, text=" ")


@transaction.atomic
def keep_watch() -> int:
    """Remind the silent of polls that end soon, tell coordinators whose polls are over; each once. Gives how many."""
    count = 0
    for poll in selectors.due_for_reminder():
        count += _remind_once(poll)
    for poll in selectors.past_deadline():
        count += _tell_due(poll)
    return count


def _remind_once(poll: DatePoll) -> int:
    fresh = clock.now() - poll.created_at < REST
    if fresh or not DatePoll.objects.filter(pk=poll.pk, reminded_at=None).update(reminded_at=clock.now()):
        return 0
    return 1 if _remind(poll) else 0


def _tell_due(poll: DatePoll) -> int:
    if not DatePoll.objects.filter(pk=poll.pk, due_told_at=None).update(due_told_at=clock.now()):
        return 0
    heads = [place.user for place in coordinators_of(poll.edition)]
    title = _("Choose the date: %(title)s") % {"title": poll.title}
    _tell(notices.DUE, poll, heads, title, text=_("The time for answers is over; what people said waits for you."))
    return 1
