"""The media server as a second witness of the ledger: believed only by its signature, each of its news once."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from kit import clock
from meetings import selectors, services
from meetings.media import Carried
from meetings.models import RoomEvent, Visit

pytestmark = pytest.mark.django_db
KEY, SECRET = "splotkey", "a-secret-for-tests-of-at-least-32-characters"
WHERE = "/spotkania/dzwiek-i-obraz/wiesci/"


@pytest.fixture
def begun(plan: Any, settings: Any) -> Any:
    settings.LIVEKIT_URL, settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = "ws://127.0.0.1:9", KEY, SECRET
    return plan(in_minutes=-30)


def news(meeting: Any, person: Any, event: str, at: datetime, **more: Any) -> bytes:
    joined = more.pop("joined", at)
    return json.dumps(
        {
            "event": f"participant_{event}",
            "id": f"EV_{event}_{at.timestamp()}",
            "createdAt": str(int(at.timestamp())),
            "room": {"name": f"meeting-{meeting.pk}"},
            "participant": {
                "sid": "PA_abcdefgh", "identity": f"{person.pk}-abcd", "joinedAt": str(int(joined.timestamp())),
            },
        } | more
    ).encode()  # fmt: skip


def proof(body: bytes, **more: Any) -> str:
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    claims = {"iss": KEY, "sha256": digest, "exp": clock.now().timestamp() + 300} | more
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, SECRET, algorithm="HS256")


def send(client: Any, body: bytes, words: str | None = None) -> int:
    words = proof(body) if words is None else words
    return client.post(
        WHERE, body, content_type="application/webhook+json", headers={"Authorization": words}
    ).status_code


def time_of(meeting: Any, user: Any) -> timedelta:
    found = selectors.presences_in([meeting]).get((meeting.pk, user.pk))
    return found.time(meeting.ends_at) if found else timedelta()


def test_a_coming_and_a_going_are_one_stay_right_to_the_second(client, begun, ben):
    joined, left = begun.starts_at + timedelta(seconds=61), begun.starts_at + timedelta(seconds=1_000)
    assert reverse("meetings:media_news") == WHERE
    for _again in range(2):
        assert send(client, news(begun, ben, "joined", joined)) == 204
    assert time_of(begun, ben) == timedelta()
    for _again in range(2):
        assert send(client, news(begun, ben, "left", left, joined=joined)) == 204
        assert send(client, news(begun, ben, "joined", joined)) == 204
    expected = timedelta(seconds=int(left.timestamp()) - int(joined.timestamp()))
    assert time_of(begun, ben) == expected
    assert Visit.objects.count() == 1
    assert not RoomEvent.objects.exists()


def test_both_witnesses_are_merged(client, begun, ben):
    def at(seconds: int) -> datetime:
        return begun.starts_at.replace(microsecond=0) + timedelta(seconds=seconds)

    Visit.objects.create(meeting=begun, user=ben, process="A", joined_at=at(100), seen_at=at(500), left_at=at(500))
    send(client, news(begun, ben, "joined", at(400)))
    send(client, news(begun, ben, "left", at(900), joined=at(400)))
    assert time_of(begun, ben) == timedelta(seconds=800)


def test_forged_changed_replayed_late_and_foreign_news_are_refused(client, begun, ben):
    body = news(begun, ben, "joined", begun.starts_at)
    changed = body.replace(f'"{ben.pk}-abcd"'.encode(), b'"1-abcd"')
    other = jwt.encode(
        {"iss": KEY, "exp": clock.now().timestamp() + 9, "sha256": "x"}, "another" * 6, algorithm="HS256"
    )
    for wrong in ("", "Bearer x", other, proof(body, iss="else"), proof(body, sha256=None), proof(body, exp=None),
                  proof(body, exp=clock.now().timestamp() - 400), "a.b.c"):  # fmt: skip
        assert send(client, body, wrong) == 403
    assert send(client, changed + b" ", proof(body)) == 403
    assert send(client, b"\xff\xfe", proof(b"\xff\xfe")) == 403
    assert send(client, b"x" * 70_000) == 413
    assert client.get(WHERE).status_code == 405
    assert not Visit.objects.exists()


def test_news_of_no_use_are_thanked_for_and_change_nothing(client, begun, ben):
    at = begun.starts_at
    for body in (
        news(begun, ben, "moved", at),
        news(begun, ben, "joined", at, room={"name": "meeting-999999"}),
        news(begun, ben, "joined", at, room={"name": "other"}),
        news(begun, ben, "joined", at, participant={"sid": "PA", "identity": "EG_recorder"}),
        news(begun, ben, "joined", at, participant={"sid": "PA", "identity": "999999-abcd"}),
        news(begun, ben, "joined", at, participant={"sid": "", "identity": f"{ben.pk}-abcd"}),
    ):
        assert send(client, body) == 204
    assert not Visit.objects.exists()


def test_a_site_without_such_a_server_has_no_such_place(client, begun, ben, settings):
    settings.LIVEKIT_URL = ""
    assert send(client, news(begun, ben, "joined", begun.starts_at)) == 404


@drawn(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(["joined", "left", "joined", "left"]), st.integers(-900, 6_000), st.integers(0, 9_000))
def test_in_whatever_order_they_come_the_stay_is_the_same(begun, ben, order, begin, long):
    Visit.objects.all().delete()
    joined = begun.starts_at + timedelta(seconds=begin)
    left = joined + timedelta(seconds=long)
    for event in order:
        services.carried(told=Carried(begun.pk, ben.pk, "lk-1", joined, left if event == "left" else None))
    stay = Visit.objects.get()
    assert stay.joined_at == joined
    assert stay.left_at == min(left, begun.closes_at)
