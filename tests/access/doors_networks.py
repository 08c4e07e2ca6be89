"""Doors of networks: coming and going, people, the year, the handover, the report, the county."""

from __future__ import annotations

import functools
from datetime import timedelta
from typing import Any

from directory.selectors import school_year_for
from kit import clock
from networks import selectors, services
from networks.lists import lines_of
from networks.models import Edition, Handover, Invitation, Membership, Nomination
from tests.access.doors import Door, made, network_at, page, post


def _member(name: str) -> Any:
    """The number of this person's place in Ada's network."""
    return lambda world: Membership.objects.get(user=world.fixture(name), edition=world.fixture("edition")).pk


@made
def _link(world: Any) -> Any:
    return services.make_link(by=world.fixture("ada"), edition=world.fixture("edition"), days=3, most_uses=3)


@made
def _invitation(world: Any) -> Any:
    """An invitation to Nina."""
    email = world.fixture("nina").email
    services.invite(by=world.fixture("ada"), edition=world.fixture("edition"), emails=[email])
    return Invitation.objects.get(email=email)


@made
def _old_invitation(world: Any) -> Any:
    """The same, sent two days ago."""
    invitation = _invitation(world)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=invitation.expires_at - timedelta(days=16))
    return invitation


def _expert(world: Any) -> dict[str, Any]:
    last = clock.today() + timedelta(days=20)
    return {"emails": "ktos@example.org", "role": "expert", "ends_on": last.isoformat()}


@made
def _listed(world: Any) -> Any:
    return services.invite_list(by=world.fixture("ada"), edition=world.fixture("edition"), lines=lines_of("nikt"))


@made
def _presented(world: Any) -> Any:
    return services.present_report(by=world.fixture("ada"), edition=world.fixture("edition"))


@made
def _handed(world: Any) -> Any:
    report = services.present_report(by=world.fixture("ada"), edition=world.fixture("edition"))
    return services.hand_report(by=world.fixture("ada"), report=report)


@made
def _accepted(world: Any) -> Any:
    return services.accept_report(by=world.fixture("dov"), report=_handed(world))


@made
def _published(world: Any) -> Any:
    return services.publish_report(by=world.fixture("ada"), report=_accepted(world))


def _of_year(**values: Any) -> Any:
    """The published report's address."""

    def address(world: Any) -> dict[str, Any]:
        begins = _published(world).edition.school_year.starts_on.year
        return {"slug": world.fixture("network").slug, "begins": begins, **values}

    return address


@made
def _handover(world: Any) -> Handover:
    """Ada asks Ben to take the network over."""
    return services.start_handover(
        by=world.fixture("ada"), edition=world.fixture("edition"), successor=world.fixture("ben")
    )


@made
def _nomination(world: Any) -> Nomination:
    """Ewa names Ben."""
    return services.nominate(by=world.fixture("ewa"), edition=world.fixture("edition"), candidate=world.fixture("ben"))


@made
def past_year(world: Any) -> Edition:
    """An earlier year of the network, closed."""
    edition = world.fixture("edition")
    before = school_year_for(edition.school_year.starts_on - timedelta(days=9))
    return Edition.objects.create(network=edition.network, school_year=before, is_current=False, state="closed")


def _begins(world: Any) -> int:
    return past_year(world).school_year.starts_on.year


def _opening(world: Any) -> dict[str, Any]:
    return {
        "title": "Nowa sieć", "county": world.fixture("county").pk, "school_year": world.fixture("school_year").pk,
        "kind": "issue", "audience": ["teachers"], "join_policy": "request", "capacity": "20",
        "coordinator": world.fixture("ewa").email, "state": "recruiting",
    }  # fmt: skip


def _renewal(world: Any) -> dict[str, Any]:
    edition = world.fixture("edition")
    after = school_year_for(edition.school_year.ends_on.replace(month=9, day=1))
    people = {f"person_{held.pk}": "carry" for held in selectors.people_to_renew(edition)}
    return {"school_year": after.pk, "goal": "", "recommendations": ""} | people


def _county_file(world: Any) -> dict[str, Any]:
    _presented(world)
    return _in(form="docx")(world)


def _report_words(world: Any) -> dict[str, Any]:
    return {"version": 1, "words_conclusions": "Wnioski"}


_in = functools.partial(network_at)
ELSEWHERE = "Zmiana szkoły."
PLACES = [
    ("member_accept", "asking", None),
    ("member_restore", "suspended", None),
    ("member_refuse", "asking", "Nie ta sieć."),
    ("member_remove", "ewa", ELSEWHERE),
    ("member_suspend", "ewa", ELSEWHERE),
]

DOORS: list[Door] = [
    page("network_card_read", "list", "networks:list"),
    page("network_card_read", "card", "networks:card", _in()),
    page("network_card_read", "space", "networks:space", _in()),
    page("members_list", "people", "networks:members", _in()),
    # coming and going
    post("join_request", "join", "networks:join", _in(), {"motivation": "Chcę."}),
    post("own_request", "withdraw", "networks:request_withdraw", _in()),
    post("own_offer", "accept", "networks:offer_accept", _in()),
    post("own_offer", "decline", "networks:offer_decline", _in()),
    page("leave_ask", "leave", "networks:leave", _in()),
    post("leave", "leave", "networks:leave", _in()),
    page("invitation_read", "link", "networks:link", lambda world: {"token": _link(world).token}),
    post("join_by_link", "link", "networks:link", lambda world: {"token": _link(world).token}),
    page("invitation_read", "letter", "networks:invitation", lambda world: {"token": _invitation(world).token}),
    post("invitation_accept", "letter", "networks:invitation", lambda world: {"token": _invitation(world).token}),
    # inviting
    page("invite_member", "invitations", "networks:invitations", _in()),
    post("invite_member", "invite", "networks:invitations", _in(), {"emails": "ktos@example.org", "role": "member"}),
    post("invite_member", "expert", "networks:invitations", _in(), _expert),
    post("invite_member", "resend", "networks:invitation_resend", _in(number=_old_invitation)),
    post("invite_member", "withdraw", "networks:invitation_withdraw", _in(number=_invitation)),
    page("invite_member", "links", "networks:links", _in()),
    post("invite_member", "new link", "networks:links", _in(), {"days": 3, "most_uses": 3}),
    post("invite_member", "revoke a link", "networks:link_revoke", _in(number=_link)),
    page("invite_member", "QR code", "networks:link_code", _in(number=_link), surface="file"),
    page("invite_member", "lists", "networks:invite_list", _in()),
    post("invite_member", "new list", "networks:invite_list", _in(), {"pasted": "ktos@example.org"}),
    page("invite_member", "report of a list", "networks:list_report", _in(number=_listed)),
    page("invite_member", "rejected lines", "networks:list_rejected", _in(number=_listed), surface="export"),
    # deciding about people
    *(
        post("remove_member", act, f"networks:{act}", _in(number=_member(who)), {"reason": reason} if reason else {})
        for act, who, reason in PLACES
    ),
    *(
        page("remove_member", f"{act} asks", f"networks:{act}", _in(number=_member(who)))
        for act, who, reason in PLACES
        if reason
    ),
    post("name_deputy", "a deputy", "networks:member_deputy", _in(number=_member("ewa"))),
    post("name_deputy", "no deputy", "networks:member_plain", _in(number=_member("deputy"))),
    post(
        "appoint_coordinator",
        "appoint",
        "networks:appoint",
        _in(),
        lambda world: {"coordinator": world.fixture("ewa").email, "keep_present": ""},
    ),
    page("appoint_coordinator", "asks", "networks:appoint", _in()),
    # the year
    page("year_manage", "year", "networks:year", _in()),
    page("year_manage", "settings", "networks:settings", _in()),
    post("year_step", "step", "networks:year", _in(), {"state": "summarising", "reason": ""}),
    post(
        "year_manage",
        "change settings",
        "networks:settings",
        _in(),
        {"join_policy": "open", "target_size": 20, "capacity": 30, "summary": "Nowe", "question": ""},
    ),
    page("year_renew", "renewal", "networks:renew", _in()),
    post("year_renew", "renew", "networks:renew", _in(), _renewal),
    post("year_close", "close", "networks:year", _in(), {"state": "closed", "reason": "Koniec projektu."}),
    page("year_past_read", "earlier year", "networks:year_past", _in(begins=_begins)),
    page("year_past_read", "earlier years", "networks:years", lambda world: (past_year(world), _in()(world))[1]),
    page("goal_write", "goal", "networks:goal", _in()),
    post("goal_write", "change", "networks:goal", _in(), {"goal": "Więcej rozmowy"}),
    # the handover
    page("handover_read", "handover", "networks:handover", _in()),
    post(
        "handover_start",
        "propose",
        "networks:handover_start",
        _in(),
        lambda world: {"successor": _member("ewa")(world)},
    ),
    post("handover_answer", "accept", "networks:handover_accept", _in(number=_handover)),
    post("handover_answer", "refuse", "networks:handover_refuse", _in(number=_handover)),
    post("handover_withdraw", "withdraw", "networks:handover_withdraw", _in(number=_handover)),
    post("nominate", "name", "networks:nominate", _in(), lambda world: {"candidate": _member("ewa")(world)}),
    post("handover_answer", "not me", "networks:nomination_withdraw", _in(number=_nomination)),
    # progress and the report
    page("progress_read", "progress", "networks:progress", _in()),
    page("report_draft_read", "report", "networks:report", _in()),
    post("report_submit", "words", "networks:report", _in(), _report_words),
    page("report_submit", "asks", "networks:report_present", _in()),
    post("report_submit", "present", "networks:report_present", _in()),
    page("report_approve", "read", "networks:county_report", lambda world: (_presented(world), _in()(world))[1]),
    post("report_approve", "accept", "networks:county_report", _in(), {"decision": "accept"}, before=_handed),
    post("report_approve", "return", "networks:county_report", _in(), {"words": "Popraw."}, before=_handed),
    page("report_approve", "file", "networks:county_report_file", _county_file),
    page("report_draft_read", "as a file", "networks:report_file", _in(form="pdf")),
    page("report_draft_read", "versions", "networks:report_versions", _in()),
    post("report_speak", "say", "networks:report_voice", _in(), {"remark": "Dobrze."}, before=_presented),
    post("report_submit", "hand over", "networks:report_hand", _in(), before=_presented),
    post("report_submit", "take back", "networks:report_take_back", _in(), before=_presented),
    post("report_submit", "publish", "networks:report_publish", _in(), before=_accepted),
    page("public", "published report", "networks:report_public", _of_year()),
    page("public", "published report as a file", "networks:report_public_file", _of_year(form="docx")),
    page("county_board", "summary", "networks:summary"),
    page("county_board", "summary as a sheet", "networks:summary_sheet"),
    page("country_summary", "summary", "networks:national"),
    page("country_summary", "summary as a sheet", "networks:national_sheet"),
    # the county
    page("county_board", "board", "networks:county"),
    page("county_board", "table", "networks:county_table", surface="export"),
    page("network_open", "form", "networks:open"),
    post("network_open", "open", "networks:open", None, _opening),
]
