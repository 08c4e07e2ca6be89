"""Doors of open meetings: what everybody sees, the links of letters, the coordinator's side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kit import clock
from meetings.models import Meeting
from meetings.openings import selectors, services
from meetings.openings.models import SignUp
from meetings.passes import selectors as passes
from meetings.passes.models import ExpertPass
from tests.access.doors import Door, made, page, post, thing_at

ASKS = {"name": "Ola Nowa", "email": "ola@example.org"}


@made
def _open(world: Any) -> Any:
    """The network's meeting, open to everybody and to begin tomorrow, however long the doors are tried."""
    meeting, starts_at = world.fixture("meeting"), clock.now() + timedelta(days=1)
    Meeting.objects.filter(pk=meeting.pk).update(
        kind="open", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )
    meeting.refresh_from_db()
    services.publish(by=world.fixture("ada"), meeting=meeting)
    return meeting


@made
def _hidden(world: Any) -> Any:
    """The same, hidden again."""
    meeting = _open(world)
    services.hide(by=world.fixture("ada"), meeting=meeting)
    return meeting


@made
def _asked(world: Any) -> SignUp:
    meeting = _open(world)
    services.ask(opening=meeting.opening, name="Ewa Obca", email="ewa@example.org")
    return SignUp.objects.get(meeting=meeting)


@made
def _visitor(world: Any) -> ExpertPass:
    held = services.confirm(asked=_asked(world)).held
    assert held is not None
    return held


_there = thing_at(pk=_open)
_gone = thing_at(pk=_hidden)

DOORS: list[Door] = [
    page("public", "open meetings", "openings:list"),
    page("public", "open meetings for calendars", "openings:feed", surface="feed"),
    page("public", "an open meeting", "openings:page", _there),
    page("public", "way to sign up", "openings:sign_up", _there),
    post("public", "sign up", "openings:sign_up", _there, ASKS),
    page("nothing_public", "a hidden open meeting", "openings:page", _gone),
    post("nothing_public", "sign up for a hidden one", "openings:sign_up", _gone, ASKS, only_reads=True),
    page("public", "confirm a sign-up", "openings:confirm", lambda w: {"words": selectors.signed(_asked(w))}),
    post("public", "confirm it", "openings:confirm", lambda w: {"words": selectors.signed(_asked(w))}),
    page("public", "give the place back", "openings:withdraw", lambda w: {"words": passes.signed(_visitor(w))}),
    post("public", "give it back", "openings:withdraw", lambda w: {"words": passes.signed(_visitor(w))}),
    page("pass_manage", "open to everybody", "openings:manage", _there),
    post("pass_manage", "publish", "openings:manage", _there),
    post("pass_manage", "hide", "openings:hide", _there),
    post("pass_manage", "take off the list", "openings:take_off", thing_at(pk=_open, number=_visitor)),
]
