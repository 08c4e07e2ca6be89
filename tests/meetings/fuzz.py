"""Frames no browser of ours sends, made from what the socket itself takes: frames added later are tried too."""

from __future__ import annotations

import inspect
import json
import random
import re
import string
from collections.abc import Iterator
from functools import cache
from typing import Any

from kit.sockets import MAX_FRAME, MAX_NESTING
from meetings.consumers import RoomSocket

WORD = re.compile(r"""["']([a-z_]{1,20})["']""")
HOSTS_OWN = re.compile(r"\bas_(?:host|leader|chair)\w*\(")
STRANGE: list[Any] = [{"a": {"b": []}}, [[]], [None], -1, 1.5, 1e308, 10**40, "", "\u0000", {"": None}, [{}], -(2**63)]
"""What no field of any frame may hold."""
ANYTHING: list[Any] = [
    *STRANGE,
    None,
    True,
    False,
    0,
    1,
    2**53,
    "x" * 3_000,
    "ą" * 70,
    "\ud800",
    [],
    {},
    "٣",
    "../1",
    "<b>",
]
"""And what some of them may."""
STRANGE_KEYS: list[Any] = [None, 0, 1, True, [], {}, {"a": 1}, "", "ł", "k" * 65, "a\nb", "\u0000", "\ud800", 1.5]
"""No key of an act is like this."""
_MISSING = object()

WITHOUT_KEYS = {"hello", "ping", "seen", "signal", "admission", "leave", "note_sync", "board_sync", "shelf"}
"""Frames that write nothing: they are answered, carried or let be."""


@cache
def types() -> dict[str, Any]:
    """Every type of frame the socket takes, with its method."""
    return {
        name.removeprefix("on_"): method
        for name, method in inspect.getmembers(RoomSocket, inspect.isfunction)
        if name.startswith("on_")
    }


@cache
def fields_of(kind: str) -> list[str]:
    """The fields a frame of this type has, besides its key: every word in quotes in its method."""
    words = WORD.findall(inspect.getsource(types()[kind]))
    return sorted({word for word in words if word not in {"type", "key", kind, "refused", "frame", "hello", "reason"}})


@cache
def is_hosts_own(kind: str) -> bool:
    """Whether the verb behind the frame asks for the host."""
    from meetings import services

    named = re.findall(r"services\.(\w+)", inspect.getsource(types()[kind]))
    verbs = [getattr(services, name) for name in named if callable(getattr(services, name, None))]
    return bool(verbs) and all(HOSTS_OWN.search(inspect.getsource(verb)) for verb in verbs)


@cache
def acts() -> list[str]:
    """Types that write events."""
    return sorted(set(types()) - WITHOUT_KEYS)


def _text(frame: Any) -> str:
    return json.dumps(frame)


def misshapen(chance: random.Random) -> str:
    """Not a frame at all: broken, too large, too deep, of no or a strange type."""
    kinds = sorted(types())
    what = chance.randrange(9)
    if what == 0:
        whole = _text({"type": chance.choice(kinds), "key": "k", "text": "Dzień dobry"})
        return whole[: chance.randrange(len(whole))]
    if what == 1:
        return _text(
            {"type": "say", "key": f"huge-{chance.random()}", "text": "a" * (MAX_FRAME + chance.randrange(99))}
        )
    if what == 2:
        deep = MAX_NESTING + chance.randrange(20)
        return '{"type":"say","key":"deep","text":' + "[" * deep + "]" * deep + "}"
    if what == 3:
        return _text(chance.choice([None, [], [{"type": "say"}], "hello", 5, True, {}, {"key": "k"}, {"type": None}]))
    if what == 4:
        wrong = ["connect", "disconnect", "receive", "__init__", "websocket_connect", "say ", "SAY", "on_say", "ſay"]
        return _text({"type": chance.choice(wrong), "key": "k", "text": "x"})
    if what == 5:
        return _text({"type": chance.choice([5, None, [], {}, ["say"], True]), "key": "k"})
    if what == 6:
        return chance.choice(
            ["[" * 9_000, "{" * 100, '{"type":"say","key":"k","text":' + "9" * 5_000 + "}", "\ufeff{}"]
        )
    if what == 7:
        return "".join(chance.choices(string.printable + "ąłżź\u2028", k=chance.randrange(1, 60)))
    return _text({"type": "".join(chance.choices(string.ascii_lowercase, k=9)), "key": "k"})


def without_right_key(chance: random.Random) -> str:
    """An act whose key is missing or strange; all else may be as it should."""
    kind = chance.choice(acts())
    frame: dict[str, Any] = {"type": kind}
    for field in fields_of(kind):
        frame[field] = chance.choice(ANYTHING)
    key = chance.choice([_MISSING, *STRANGE_KEYS])
    if key is not _MISSING:
        frame["key"] = key
    return _text(frame)


def with_strange_values(chance: random.Random) -> str:
    """An act with a good key, no field of which holds what it may hold."""
    kind = chance.choice([one for one in acts() if fields_of(one)])
    return _text({"type": kind, "key": f"f-{chance.random()}", **{f: chance.choice(STRANGE) for f in fields_of(kind)}})


def out_of_order(chance: random.Random) -> str:
    """A second hello, claims about the future, words aside nobody is owed."""
    kind = chance.choice(["hello", "seen", "signal", "hello", "seen", "note_sync"])
    frame: dict[str, Any] = {"type": kind}
    for field in fields_of(kind):
        frame[field] = chance.choice(ANYTHING)
    if kind == "signal" and chance.random() < 0.5:
        aside = {"person": str(chance.randrange(9)), "tab": "abcd", "data": {"a": chance.choice(ANYTHING)}}
        frame["to"] = [aside] * chance.randrange(1, 30)
    return _text(frame)


def unauthorised(chance: random.Random, persons: list[int], items: list[int]) -> str:
    """What only the host may do, in its best form."""
    kind = chance.choice([one for one in acts() if is_hosts_own(one)])
    frame: dict[str, Any] = {"type": kind, "key": f"u-{chance.random()}", "by": persons[0], "role": "coordinator"}
    frame |= {field: chance.choice([True, None, chance.choice(persons), "Sala"]) for field in fields_of(kind)}
    frame |= {"person": chance.choice(persons)} if "person" in fields_of(kind) else {}
    frame |= {"item": chance.choice(items)} if "item" in fields_of(kind) else {}
    return _text(frame)


def frames(seed: int, count: int, *, is_host: bool, persons: list[int], items: list[int]) -> Iterator[str]:
    """`count` frames that must all come to nothing."""
    chance = random.Random(seed)
    makers = [misshapen] * 20 + [out_of_order] * 5 + [without_right_key, with_strange_values]
    if not is_host:
        makers.append(lambda from_: unauthorised(from_, persons, items))
    for _one in range(count):
        yield chance.choice(makers)(chance)
