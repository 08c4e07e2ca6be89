"""The works of the forum: conversations read and answered by a member."""

from __future__ import annotations

import random
import re
import uuid
from typing import Any

from tests.bench.words import WORDS
from tests.bench.works import work

PER_PAGE = 20
CHANCE = random.Random(20)


def _thread(bench: Any, name: str) -> dict[str, Any]:
    return bench.house.facts["threads"][name]


def _ours(name: str, tail: str = "") -> Any:
    return lambda bench: bench.member.get(_thread(bench, name)["path"] + tail)


def _page(bench: Any, which: str) -> str:
    """The address of a page of the hot conversation, found once as a reader finds it."""
    pages = bench.kept.setdefault("pages", {})
    if which not in pages:
        hot = _thread(bench, "hot")
        number = {"middle": hot["posts"] // 2, "last": hot["posts"]}[which]
        pages[which] = bench.member.landing(f"{hot['path']}wpis/{number}/")
    return pages[which]


def _permalink(bench: Any) -> int:
    hot = _thread(bench, "hot")
    path = bench.member.landing(f"{hot['path']}wpis/{hot['posts'] // 2}/")
    return bench.member.get(path)


def _reference(name: str, after: float = 0) -> Any:
    def ask(bench: Any) -> int:
        thread = _thread(bench, name)
        start = max(0, int(thread["posts"] * after) - PER_PAGE) if after else 0
        return bench.reference.get(f"/{thread['pk']}/{start}/")

    return ask


def _reply(bench: Any) -> int:
    """Answer in the conversation of a hundred, with a fresh key, as the form does; in other words every time.

    The very same words within a day would be held for somebody to read first, which is another work.
    """
    if "token" not in bench.kept:
        page = bench.member.page(_thread(bench, "middle")["path"])
        bench.kept["token"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]
        bench.member.cookies["csrftoken"] = bench.kept["token"]
    marks = " ".join(CHANCE.choices(WORDS, k=6))
    text = f"<p>Spróbuję tego w środę i napiszę, co z tego wyszło: {marks}.</p>"
    values = {"csrfmiddlewaretoken": bench.kept["token"], "once": str(uuid.uuid4()), "text": text, "parent": ""}
    return bench.member.post(_thread(bench, "middle")["path"] + "odpowiedz/", values)


def _write(bench: Any) -> int:
    """W3: lock the conversation, insert, update, commit, in a bare view."""
    return bench.reference.post(f"/{_thread(bench, 'middle')['pk']}/odpowiedz/", {"text": "<p>Spróbuję w środę.</p>"})


def _public(bench: Any) -> dict[str, Any]:
    return bench.house.facts["public"][0]


def _cold(bench: Any) -> int:
    """A page of a public conversation nobody asked for yet: another one every time."""
    bench.kept["cold"] = at = bench.kept.get("cold", -1) + 1
    threads = bench.house.facts["public"]
    thread, number = threads[at % len(threads)], 1 + at // len(threads) % max(1, threads[0]["posts"] - PER_PAGE)
    return bench.visitor.get(f"{thread['path']}?jak=czas&od={number}")


def _cold_list(bench: Any) -> int:
    """A page of the public list nobody asked for yet: from a moment to come on, another one every time."""
    bench.kept["cold list"] = at = bench.kept.get("cold list", 0) + 1
    return bench.visitor.get(f"{bench.house.facts['public_list']}?po=2099-01-01T00:00:00%2B00:00_{at}")


def _public_reference(bench: Any) -> int:
    return bench.reference.get(f"/{_public(bench)['pk']}/0/")


work("forum.thread.visitor.warm", ours=lambda b: b.visitor.get(_public(b)["path"]), reference=_public_reference,
     must=1.5, stretch=3.0)  # fmt: skip
work("forum.thread.visitor.cold", ours=_cold, reference=_public_reference, must=0.75, stretch=1.0)
work("forum.list.visitor.cold", ours=_cold_list, reference=_public_reference, must=1.0, stretch=1.5)
work("forum.list.visitor.warm", ours=lambda b: b.visitor.get(b.house.facts["public_list"]),
     reference=_public_reference, must=2.1, stretch=3.0)  # fmt: skip
work("forum.list.member", ours=lambda b: b.member.get(b.house.facts["list"]), reference=_reference("middle"),
     must=0.6, stretch=0.9)  # fmt: skip
work("forum.hot.first.member", ours=_ours("hot"), reference=_reference("hot"), must=0.6, stretch=0.9)
work("forum.hot.middle.member", ours=lambda b: b.member.get(_page(b, "middle")), reference=_reference("hot", 0.5),
     must=0.6, stretch=0.9)  # fmt: skip
work("forum.hot.last.member", ours=lambda b: b.member.get(_page(b, "last")), reference=_reference("hot", 1.0),
     must=0.6, stretch=0.9)  # fmt: skip
work("forum.hot.permalink.member", ours=_permalink, reference=_reference("hot", 0.5), must=0.3, stretch=0.5)
work("forum.last_of_hot_to_small", ours=lambda b: b.member.get(_page(b, "last")), reference=_ours("small"),
     must=1.10, stretch=1.05, by_itself=True)  # fmt: skip
work("forum.reply", ours=_reply, reference=_write, must=3, stretch=2, by_time=True, rounds=40)
