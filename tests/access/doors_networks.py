"""Doors of networks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from directory.selectors import school_year_for
from networks import services
from networks.lists import lines_of
from networks.models import Edition, Membership
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


def _hand_over(world: Any, client: Any) -> Any:
    successor = Membership.objects.get(user=world.fixture("ewa"))
    answer = client.post(_at("handover_start", world), {"successor": successor.pk})
    return 403 if answer.status_code == 409 else answer


def _move_year(world: Any, client: Any) -> Any:
    answer = client.post(_at("year", world), {"state": "summarising", "reason": ""})
    return 403 if answer.status_code == 409 else answer


def _close_year(world: Any, client: Any) -> Any:
    answer = client.post(_at("year", world), {"state": "closed", "reason": "Koniec projektu."})
    return 403 if answer.status_code == 409 else answer


def _link_code(world: Any, client: Any) -> Any:
    link = services.make_link(by=world.fixture("ada"), edition=world.fixture("edition"), days=3, most_uses=3)
    return client.get(_at("link_code", world, number=link.pk))


def _list_report(world: Any, client: Any) -> Any:
    listed = services.invite_list(by=world.fixture("ada"), edition=world.fixture("edition"), lines=lines_of("nikt"))
    return client.get(_at("list_rejected", world, number=listed.pk))


def _past_year(world: Any, client: Any) -> Any:
    edition = world.fixture("edition")
    before = school_year_for(edition.school_year.starts_on - timedelta(days=9))
    Edition.objects.create(network=edition.network, school_year=before, is_current=False, state="closed")
    return client.get(_at("year_past", world, begins=before.starts_on.year))


DOORS = [
    Door(row="year_manage", name="year", surface="page", opens=_get("year")),
    Door(row="year_manage", name="settings", surface="page", opens=_get("settings")),
    Door(row="year_manage", name="step", surface="page", opens=_move_year),
    Door(row="year_manage", name="renewal", surface="page", opens=_get("renew")),
    Door(row="year_close", name="close", surface="page", opens=_close_year),
    Door(row="year_past_read", name="earlier year", surface="page", opens=_past_year),
    Door(row="handover_read", name="handover", surface="page", opens=_get("handover")),
    Door(row="handover_start", name="handover", surface="page", opens=_hand_over),
    Door(row="invite_member", name="links", surface="page", opens=_get("links")),
    Door(row="invite_member", name="QR code", surface="file", opens=_link_code),
    Door(row="invite_member", name="list", surface="page", opens=_get("invite_list")),
    Door(row="invite_member", name="rejected lines", surface="export", opens=_list_report),
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
