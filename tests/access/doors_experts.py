"""Doors of the register of experts and of requests."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def _expert(world: Any, **values: Any) -> Any:
    from networks.experts import services

    county = world.fixture("county")
    world.fixture("network")
    return services.add_expert(
        by=world.fixture("dov"),
        county=county,
        values={"name": "Maria Zasadna", "provider": "trainer", "topics": "ocenianie", **values},
    )


def _request(world: Any) -> Any:
    from networks.experts import services

    wanted = {"theme": "Informacja zwrotna", "form": "workshop", "wanted_on": None, "when": "", "hours": 2, "needs": ""}
    return services.ask(by=world.fixture("ada"), edition=world.fixture("edition"), values=wanted)


def _public(world: Any, client: Any) -> Any:
    from kit import clock

    return client.get(f"/eksperci/{_expert(world, agreed_on=clock.today()).pk}/")


DOORS: list[Door] = [
    Door(
        row="expert_register_read",
        name="register",
        surface="page",
        opens=lambda world, client: (_expert(world), client.get("/eksperci/rejestr/"))[1],
    ),
    Door(
        row="expert_register_read",
        name="card of the register",
        surface="page",
        opens=lambda world, client: client.get(_expert(world).get_absolute_url()),
    ),
    Door(
        row="expert_register_keep",
        name="new person",
        surface="page",
        opens=lambda world, client: (_expert(world), client.get("/eksperci/rejestr/nowa-osoba/"))[1],
    ),
    Door(
        row="expert_register_keep",
        name="change",
        surface="page",
        opens=lambda world, client: client.get(f"{_expert(world).get_absolute_url()}zmiana/"),
    ),
    Door(row="expert_card_public", name="public card", surface="page", opens=_public),
    Door(
        row="expert_request_write",
        name="ask",
        surface="page",
        opens=lambda world, client: client.get(f"/sieci/{world.fixture('network').slug}/eksperci/nowe/"),
    ),
    Door(
        row="expert_request_read",
        name="request",
        surface="page",
        opens=lambda world, client: client.get(_request(world).get_absolute_url()),
    ),
]
