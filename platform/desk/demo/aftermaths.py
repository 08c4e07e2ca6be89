"""Around meetings: a date being looked for, a workshop with a line for places, what came back after a meeting."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from desk.demo.gatherings import planned
from desk.demo.world import WARSAW, World, days_ago
from kit import clock
from meetings import selectors, services
from meetings.afterwards import services as afterwards
from meetings.afterwards.models import Envelope
from meetings.datepolls import services as polls

SAID = [
    ("very", "enough", "Praca w parach na prawdziwych zadaniach – zostawmy to."),
    ("very", "some", "Dziesięć minut więcej na pytania do siebie nawzajem."),
    ("rather", "enough", ""),
    ("very", "enough", "Materiały dwa dni wcześniej bardzo pomogły."),
    ("rather", "some", ""),
    ("little", "some", "Mniej o przepisach, więcej o lekcji."),
]


def plant(world: World) -> None:
    """In the coordinator's first network, with the people of the sign-in page."""
    title, network = next(iter(world.networks.items()))
    edition = network.editions.get(is_current=True)
    lead, teacher = world.people["koordynatorka"], world.people["nauczycielka"]
    others = [one for one in world.members[title] if one.pk not in (lead.pk, teacher.pk)]
    day = clock.today() + timedelta(days=24)
    moments = [datetime.combine(day + timedelta(days=step), time(16), WARSAW) for step in (0, 1, 6)]
    if edition.school_year.holds(moments[-1].date()):
        poll = polls.ask(
            by=lead, edition=edition, title="Wspólne oglądanie lekcji – kiedy?", minutes=90, mode="online",
            kind="working", until_on=clock.today() + timedelta(days=6), moments=moments,
        )  # fmt: skip
        for place, one in enumerate(others[:5]):
            fits = ("yes", "if_needed", "no")
            said = {moment.pk: fits[(place + step) % 3] for step, moment in enumerate(poll.moments.all())}
            polls.answer(by=one, poll=poll, said=said)
    starts = datetime.combine(day, time(15), WARSAW)
    workshop = planned(edition, lead, starts, "robocze", "Warsztat: gry z liczbami", capacity=3)
    if workshop is not None:
        for one in others[:5]:
            services.answer(by=one, meeting=workshop, coming="yes")
    with days_ago(19, hour=20):
        afterwards.send_due()
    _answers(edition.pk, without=teacher.pk)


def _answers(edition: int, *, without: int) -> None:
    """Six of those who were there have answered; the teacher of the sign-in page still can."""
    envelope = Envelope.objects.filter(meeting__edition=edition).select_related("meeting").first()
    if envelope is None:
        return
    there = selectors.there_in([envelope.meeting])
    people = {row.user.pk: row.user for row in selectors.attendance_of(envelope.meeting)}
    came = [people[person] for _meeting, person in sorted(there) if person in people and person != without]
    with days_ago(17, hour=18):
        for one, (useful, voice, words) in zip(came, SAID, strict=False):
            afterwards.answer(by=one, envelope=envelope, useful=useful, voice=voice, words=words)
