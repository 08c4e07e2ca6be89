"""Doors of the register of experts and of requests."""

from __future__ import annotations

from typing import Any

from kit import clock
from tests.access.doors import Door, made, network_at, page, post, thing_at


@made
def _expert(world: Any, agreed: bool = False) -> Any:
    from networks.experts import services

    values = {"name": "Maria Zasadna", "provider": "trainer", "topics": "ocenianie"}
    if agreed:
        values["agreed_on"] = clock.today()
    return services.add_expert(by=world.fixture("dov"), county=world.fixture("county"), values=values)


WANTED = {"theme": "Informacja zwrotna", "form": "workshop", "wanted_on": None, "when": "", "hours": 2, "needs": ""}
SENT = {name: value for name, value in WANTED.items() if value is not None}


@made
def _request(world: Any) -> Any:
    from networks.experts import services

    return services.ask(by=world.fixture("ada"), edition=world.fixture("edition"), values=WANTED)


@made
def _assigned(world: Any) -> Any:
    from networks.experts import services

    services.assign(by=world.fixture("dov"), request=_request(world), expert=_expert(world))
    return _request(world)


@made
def _finished(world: Any) -> Any:
    from networks.experts import services

    services.finish(by=world.fixture("ada"), request=_assigned(world))
    return _request(world)


def _card(world: Any) -> dict[str, Any]:
    return {
        "name": "Jan Nowy", "provider": "trainer", "topics": "ocenianie", "forms": ["workshop"],
        "county": world.fixture("county").pk,
    }  # fmt: skip


_at, _asked = thing_at(pk=_expert), thing_at(pk=_request)

DOORS: list[Door] = [
    page("public", "cards of experts", "experts:public"),
    page("public", "public card", "experts:card", thing_at(pk=lambda world: _expert(world, agreed=True))),
    page("nothing_public", "card of one who did not agree", "experts:card", _at),
    page("expert_register_read", "register", "experts:register"),
    page("expert_register_read", "card of the register", "experts:expert", _at),
    page("expert_register_ask", "new person asks", "experts:add"),
    post("expert_register_add", "new person", "experts:add", None, _card),
    page("expert_register_keep", "change asks", "experts:change", _at),
    post("expert_register_keep", "change", "experts:change", _at, _card),
    post("expert_register_keep", "retire", "experts:retire", _at),
    page("expert_requests_of_county", "list", "experts:county"),
    page("expert_requests_of_network", "list", "experts:list", network_at()),
    page("expert_request_write", "asks", "experts:ask", network_at()),
    post("expert_request_write", "ask", "experts:ask", network_at(), SENT),
    page("expert_request_read", "request", "experts:request", _asked),
    post("expert_request_own", "withdraw", "experts:request", _asked, {"act": "withdraw"}),
    post("expert_request_own", "finish", "experts:request", thing_at(pk=_assigned), {"act": "finish"}),
    post(
        "expert_request_own",
        "evaluate",
        "experts:request",
        thing_at(pk=_finished),
        {"act": "evaluate", "ocena-rating": "5", "ocena-words": "Dobrze"},
    ),
    post("expert_request_decide", "take up", "experts:request", _asked, {"act": "take_up"}),
    post("expert_request_decide", "accept", "experts:request", _asked, {"act": "accept"}),
    post(
        "expert_request_decide",
        "refuse",
        "experts:request",
        _asked,
        {"act": "refuse", "odpowiedz-answer": "Brak środków."},
    ),
    post(
        "expert_request_decide",
        "assign",
        "experts:request",
        _asked,
        lambda world: {"act": "assign", "przydzial-expert": _expert(world).pk, "przydzial-answer": ""},
    ),
]
