"""A small media server that answers for egress as LiveKit does: the same addresses, messages, rights and refusals.

`test_egress_contract.py` asks it and a real server the same questions.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import jwt
from google.protobuf.json_format import MessageToJson
from livekit import api
from livekit.protocol import webhook

KEY, SECRET = "splotkey", "a-secret-for-tests-of-at-least-32-characters"
WANTED = {
    "CreateRoom": api.CreateRoomRequest,
    "StartRoomCompositeEgress": api.RoomCompositeEgressRequest,
    "StopEgress": api.StopEgressRequest,
    "ListEgress": api.ListEgressRequest,
}


class Refusal(Exception):  # noqa: N818 - an answer of the protocol
    """What Twirp answers when it does not do what was asked."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words


class FakeEgress:
    """Rooms and recordings of one fake server. `is_there`: whether a worker that records is connected."""

    def __init__(self) -> None:
        self.is_there = True
        self.rooms: set[str] = set()
        self.recordings: dict[str, api.EgressInfo] = {}
        self.asked: list[str] = []
        self.url = ""

    def answer(self, method: str, request: Any) -> Any:
        self.asked.append(method)
        return getattr(self, f"on_{method}")(request)

    def on_CreateRoom(self, request: api.CreateRoomRequest) -> api.Room:
        self.rooms.add(request.name)
        return api.Room(name=request.name, sid="RM_fake")

    def on_StartRoomCompositeEgress(self, request: api.RoomCompositeEgressRequest) -> api.EgressInfo:
        if request.room_name not in self.rooms:
            raise Refusal(404, "not_found", "requested room does not exist")
        if not self.is_there:
            raise Refusal(503, "unavailable", "no response from servers")
        info = api.EgressInfo(egress_id=f"EG_{len(self.recordings)}", room_name=request.room_name)
        info.room_composite.CopyFrom(request)
        info.status = api.EgressStatus.EGRESS_STARTING
        self.recordings[info.egress_id] = info
        return info

    def _known(self, number: str) -> api.EgressInfo:
        if number not in self.recordings:
            raise Refusal(404, "not_found", "egress does not exist")
        return self.recordings[number]

    def on_StopEgress(self, request: api.StopEgressRequest) -> api.EgressInfo:
        info = self._known(request.egress_id)
        if info.status not in (api.EgressStatus.EGRESS_STARTING, api.EgressStatus.EGRESS_ACTIVE):
            raise Refusal(412, "failed_precondition", "egress cannot be stopped")
        info.status = api.EgressStatus.EGRESS_ENDING
        return info

    def on_ListEgress(self, request: api.ListEgressRequest) -> api.ListEgressResponse:
        found = [self._known(request.egress_id)] if request.egress_id else list(self.recordings.values())
        return api.ListEgressResponse(items=found)

    # --- what happens by itself at the server

    def begins(self, number: str) -> api.EgressInfo:
        """The worker records."""
        info = self.recordings[number]
        info.status, info.started_at = api.EgressStatus.EGRESS_ACTIVE, time.time_ns()
        return info

    def ends(self, number: str, content: bytes = b"\0\0\0 ftypisom a film") -> api.EgressInfo:
        """The worker has written the file, under the name that was asked for; without content it failed."""
        info = self.recordings[number]
        info.ended_at = time.time_ns()
        if not content:
            info.status, info.error = api.EgressStatus.EGRESS_FAILED, "Start signal not received"
            return info
        place = Path(info.room_composite.file_outputs[0].filepath)
        place.write_bytes(content)
        info.status = api.EgressStatus.EGRESS_COMPLETE
        info.file_results.add(filename=str(place), size=len(content), location=str(place))
        return info


def news(event: str, info: api.EgressInfo) -> bytes:
    """What the server tells of a recording, as it tells it."""
    told = webhook.WebhookEvent(event=event, id=f"EV_{event}", created_at=int(time.time()), egress_info=info)
    return MessageToJson(told).encode()


def proof(body: bytes) -> str:
    """The signature over what is told."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return jwt.encode({"iss": KEY, "sha256": digest, "exp": time.time() + 300}, SECRET, algorithm="HS256")


def _allowed(words: str, method: str) -> bool:
    try:
        told = jwt.decode(words.removeprefix("Bearer "), SECRET, algorithms=["HS256"], options={"verify_aud": False})
    except jwt.PyJWTError:
        return False
    return bool(told.get("video", {}).get("roomCreate" if method == "CreateRoom" else "roomRecord"))


@contextmanager
def serving() -> Iterator[FakeEgress]:
    """The fake server on a free port."""
    fake = FakeEgress()

    class Way(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service, _slash, method = self.path.removeprefix("/twirp/livekit.").partition("/")
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            try:
                if method not in WANTED or service != ("RoomService" if method == "CreateRoom" else "Egress"):
                    raise Refusal(404, "bad_route", f"no handler for path {self.path}")
                if not _allowed(self.headers.get("Authorization", ""), method):
                    raise Refusal(401, "unauthenticated", "permissions denied")
                status, kind = 200, "application/protobuf"
                answer = fake.answer(method, WANTED[method].FromString(body)).SerializeToString()
            except Refusal as refusal:
                status, kind = refusal.status, "application/json"
                answer = json.dumps({"code": refusal.code, "msg": refusal.words}).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Way)
    Thread(target=server.serve_forever, daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield fake
    server.shutdown()
    server.server_close()
