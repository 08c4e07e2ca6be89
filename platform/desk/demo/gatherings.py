"""Meetings past and future: two held, one soon, one in the spring; with agendas, answers and attendance."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from desk.demo.world import WARSAW, World, days_ago
from kit import clock
from meetings import services
from meetings.agendas import DRAFTS
from meetings.models import Meeting

HELD = [(55, "organizacyjne", "Spotkanie organizacyjne: kim jesteśmy i czego szukamy"), (20, "robocze", "")]
TOPICS = {
    "Matematyka bez lęku": "Praca z błędem – co wypróbowaliśmy",
    "Ocenianie, które pomaga się uczyć": "Kryteria sukcesu w praktyce",
    "Biblioteka szkolna jako serce szkoły": "Miejsce, do którego się wpada na przerwie",
    "Dyrektor jako lider uczenia się": "Obserwacja koleżeńska bez papierów",
    "Poloniści o czytaniu: od lektury do rozmowy": "Pytania, na które nie ma złej odpowiedzi",
    "Przyroda w terenie – biologia, geografia i przyroda razem": "Karta pomiarów dla pięciu szkół",
    "Wychowawca w trudnej rozmowie z rodzicem": "Pierwsze zdanie",
    "Informatycy i sztuczna inteligencja w szkole": "Umowa klasowa",
}


def plant(world: World) -> None:
    """Plan the meetings of every network; hold the past ones."""
    for number, (title, network) in enumerate(world.networks.items()):
        edition = network.editions.get(is_current=True)
        coordinator = edition.memberships.get(role="coordinator").user
        for ago, draft, name in HELD:
            hold(world, edition, coordinator, title, ago + number, draft, name or f"Warsztat: {TOPICS[title]}")
        soon = datetime.combine(clock.today() + timedelta(days=2 + number), time(16, 30), WARSAW)
        if number == 0:
            # The first network meets now, so that its room can be entered during the demo.
            soon = (clock.now() - timedelta(minutes=5)).replace(second=0, microsecond=0)
        meeting = planned(edition, coordinator, soon, "robocze-online", f"Online: {TOPICS[title]}, część druga")
        if meeting is None:
            continue
        for place, member in enumerate(world.members[title]):
            if place % 3 != 2:
                services.answer(by=member, meeting=meeting, coming=["yes", "maybe", "yes"][place % 3])
        last = edition.school_year.ends_on - timedelta(days=80 - number)
        spring = datetime.combine(last, time(15, 0), WARSAW)
        planned(edition, coordinator, spring, "podsumowujace", "Spotkanie podsumowujące: co pokażemy innym szkołom")


def planned(edition: Any, coordinator: Any, starts: datetime, draft: str, title: str, **more: Any) -> Meeting | None:
    """A meeting with the points of a ready agenda; none when the day lies outside the school year."""
    if not edition.school_year.holds(starts.date()):
        return None
    ready = DRAFTS[draft]
    agenda = [{"title": str(point), "minutes": minutes} for point, minutes in ready.points]
    onsite = ready.mode != "online"
    return services.plan(
        by=coordinator,
        edition=edition,
        agenda=agenda,
        title=title,
        kind=ready.kind,
        mode=ready.mode,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=ready.minutes),
        place="Biblioteka Pedagogiczna w Lipowie, sala 2" if onsite else "",
        **more,
    )


def hold(world: World, edition: Any, coordinator: Any, network: str, ago: int, draft: str, title: str) -> None:
    """A meeting that took place, with its attendance."""
    starts = datetime.combine(clock.today() - timedelta(days=ago), time(16, 0), WARSAW)
    with days_ago(ago + 14):
        meeting = planned(edition, coordinator, starts, draft, title)
    if meeting is None:
        return
    with days_ago(ago, hour=20):
        there = [coordinator, *[m for place, m in enumerate(world.members[network]) if (place + ago) % 5]]
        meeting = services.mark_held(by=coordinator, meeting=meeting)
        services.correct(by=coordinator, meeting=meeting, present=[person.pk for person in there])
