"""Doors of needs, wishes, votes and anonymous questions."""

from __future__ import annotations

from typing import Any

from kit import clock
from networks.needs import services
from networks.needs.models import Need
from tests.access.doors import Door, made, network_at, page, post, thing_at
from tests.access.doors_networks import _opening


@made
def _need(world: Any) -> Need:
    return services.report(by=world.fixture("hal"), county=world.fixture("county"), title="Potrzeba", text="Opis")


@made
def _proposal(world: Any) -> Any:
    return services.propose(
        by=world.fixture("ewa"), edition=world.fixture("edition"), title="Pomysł", closes_on=clock.today()
    )


@made
def _wish(world: Any) -> Any:
    return services.wish(by=world.fixture("ewa"), edition=world.fixture("edition"), kind="seeks", title="Karty pracy")


@made
def _question(world: Any) -> Any:
    return services.ask(by=world.fixture("ewa"), edition=world.fixture("edition"), words="Jak oceniać?")


def _report(world: Any) -> dict[str, Any]:
    return {"title": "Lęk", "text": "Od jesieni.", "priority": "high", "county": world.fixture("county").pk}


def _proposed(world: Any) -> dict[str, Any]:
    return {"title": "Kiedy?", "kind": "support", "closes_on": clock.today().isoformat()}


_at = thing_at(number=_need)
_in = network_at

DOORS: list[Door] = [
    page("signed_in", "my needs", "needs:mine"),
    page("need_report", "form", "needs:report"),
    post("need_report", "report", "needs:report", None, _report),
    page("need_read", "need", "needs:need", _at),
    post("need_decide", "analyse", "needs:need", _at, {"act": "analyse"}),
    post("need_decide", "refuse", "needs:need", _at, {"act": "refuse", "odmowa-words": "Jest taka sieć."}),
    page("need_decide", "open a network asks", "needs:open_network", _at),
    post("need_decide", "open a network", "needs:open_network", _at, _opening),
    page("county_needs", "list", "needs:county"),
    page("voices_read", "needs and offers", "needs:wishes", _in()),
    page("voices_read", "votes", "needs:proposals", _in()),
    page("voices_read", "questions", "needs:questions", _in()),
    post("voices_speak", "wish", "needs:wishes", _in(), {"kind": "seeks", "title": "Gry"}),
    post("voices_close", "close a wish", "needs:wish_close", _in(number=_wish)),
    page("voices_speak", "propose asks", "needs:propose", _in()),
    post("voices_speak", "propose", "needs:propose", _in(), _proposed),
    post(
        "voices_speak",
        "vote",
        "needs:vote",
        _in(number=_proposal),
        lambda world: {"option": _proposal(world).options.get().pk},
    ),
    post("voices_close", "close a vote", "needs:proposal_close", _in(number=_proposal)),
    post("voices_speak", "ask anonymously", "needs:questions", _in(), {"words": "Pytanie"}),
    page("voices_reply", "answer asks", "needs:reply", _in(number=_question)),
    post("voices_reply", "answer", "needs:reply", _in(number=_question), {"words": "Kartą."}),
]
