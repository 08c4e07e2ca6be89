"""Surveys of the first network: needs asked about and shown to members, one that takes answers now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.demo.world import World, days_ago
from kit import clock
from networks.surveying import services
from surveys import vault
from surveys.items import Item

NETWORK = "Matematyka bez lęku"
TOPICS = (
    "Jak uczyć na błędach, a nie karać za błędy", "Lęk przed sprawdzianem", "Ułamki w klasie V",
    "Lęk przed matematyką u starszych uczniów", "Praca w grupach na matematyce", "Zadania otwarte",
    "Ocenianie, które pomaga",
)  # fmt: skip
SEEKS = ("Gotowych scenariuszy zajęć", "Rozmowy o trudnych lekcjach", "", "Pomysłów na powtórki", "", "Wsparcia", "")
NOW = (
    Item("", "single", "Kiedy zrobić otwartą lekcję?", is_needed=True, options=("w styczniu", "w marcu", "w obu")),
    Item("", "scale", "Chcę pokazać własną lekcję.", least="zdecydowanie nie", most="zdecydowanie tak"),
    Item("", "ranking", "Co omówić po lekcji?", options=("zadania", "reakcje uczniów", "ocenianie")),
    Item("", "text", "Co pomogłoby Ci się odważyć?"),
)


def plant(world: World) -> None:
    """One survey closed and shown, one open with a few answers."""
    edition = world.networks[NETWORK].editions.select_related("school_year", "network").get(is_current=True)
    members, steering = world.members[NETWORK], world.people["koordynatorka"]
    with days_ago(25):
        needs = services.make(by=steering, edition=edition, title="", template="potrzeby")
        services.open_up(by=steering, asked=needs, closes_on=(clock.now() + timedelta(days=25)).date())
        for number, topic in enumerate(TOPICS):
            _answer(members[number], needs, _needs(number, topic))
    with days_ago(15):
        services.close(by=steering, asked=needs)
        services.share(by=steering, asked=needs)
    lesson = services.make(by=steering, edition=edition, title="Otwarte lekcje w tym roku")
    for item in NOW:
        services.put_item(by=steering, asked=lesson, item=item)
    until = min(clock.today() + timedelta(days=10), edition.school_year.ends_on)
    services.open_up(by=steering, asked=lesson, closes_on=until)
    for number in (2, 3, 4):
        _answer(members[number], lesson, {"q1": number % 3, "q2": number, "q3": [1, 2, 3]})


def _needs(number: int, topic: str) -> dict[str, Any]:
    order = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]][number % 3]
    return {
        "topic": topic, "seek": SEEKS[number], "forms": order, "days": [number % 5, 3], "mode": number % 3,
        "platform": number % 2,
    }  # fmt: skip


def _answer(member: Any, asked: Any, raw: dict[str, Any]) -> None:
    services.answer(by=member, asked=asked, code=vault.code_word(), raw=raw, done=True)
