"""Doors of networks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from networks import services
from networks.models import Membership
from tests.access.doors import Door


def _at(name: str, world: Any, **more: Any) -> str:
    return reverse(f"networks:{name}", kwargs={"slug": world.fixture("network").slug, **more})


def _get(name: str) -> Any:
    return lambda world, client: client.get(_at(name, world))


def _join(world: Any, client: Any) -> Any:
    return client.post(_at("join", world), {"motivation": ""})


def _invite(world: Any, client: Any) -> Any:
    return client.post(_at("invitations", world), {"emails": "ktos@example.org", "role": "member"})


def _remove(world: Any, client: Any) -> Any:
    member = Membership.objects.get(user=world.fixture("ewa"))
    return client.post(_at("member_remove", world, number=member.pk), {"reason": "Zmiana szkoły."})


def _submit(world: Any, client: Any) -> Any:
    return client.post(_at("report_present", world))


def _approve(world: Any, client: Any) -> Any:
    services.present_report(by=world.fixture("ada"), edition=world.fixture("edition"))
    return client.post(_at("county_report", world), {"decision": "accept"})


def _appoint(world: Any, client: Any) -> Any:
    return client.post(_at("appoint", world), {"coordinator": world.fixture("ewa").email})


DOORS = [
    Door(row="network_card_read", name="card", surface="page", opens=_get("card")),
    Door(row="network_card_read", name="list", surface="page", opens=lambda w, c: c.get(reverse("networks:list"))),
    Door(row="members_list", name="people", surface="page", opens=_get("members")),
    Door(row="join_request", name="join", surface="page", opens=_join),
    Door(row="invite_member", name="invite", surface="page", opens=_invite),
    Door(row="remove_member", name="remove", surface="page", opens=_remove),
    Door(row="appoint_coordinator", name="appoint", surface="page", opens=_appoint),
    Door(row="report_draft_read", name="report", surface="page", opens=_get("report")),
    Door(row="report_submit", name="present", surface="page", opens=_submit),
    Door(row="report_approve", name="decide", surface="page", opens=_approve),
]
