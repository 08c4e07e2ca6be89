"""The board: what everybody draws stands the same for everybody, and nothing but shapes and words gets on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from accounts.personal_data import erase
from kit.verdicts import NotThere, Refused
from meetings import board, selectors, services
from meetings.models import BoardMark
from meetings.services import boarding
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]
PEN = {"kind": "pen", "ink": 1, "points": [10, 10, 20, 30, 40, 50]}
WORDS = {"kind": "text", "ink": 0, "points": [100, 100], "text": "Oś liczbowa <na podłodze>"}
OPEN = {"speak": True, "show": True, "write": True, "whisper": False}


def draw(by: Any, meeting: Any, mark: Any = PEN, key: Any = "k") -> dict:
    return services.draw(by=by, meeting_id=meeting.pk, mark=mark, key=key)


def rub(by: Any, meeting: Any, number: Any, key: str = "r") -> dict:
    return services.erase_mark(by=by, meeting_id=meeting.pk, mark=number, key=key)


def test_a_mark_is_kept_once_and_numbered(open_meeting, ada, ben):
    first = draw(ben, open_meeting)
    assert draw(ben, open_meeting) == first
    assert first == {"from": 0, "number": 1, "marks": [{"id": 1, "person": str(ben.pk), **PEN}], "gone": []}
    assert draw(ada, open_meeting, WORDS, key="w")["number"] == 2
    assert selectors.board_of(open_meeting) == [PEN, WORDS]


def test_its_author_and_who_leads_erase_and_nobody_else(open_meeting, ada, ben, ewa):
    for key in ("a", "b"):
        draw(ben, open_meeting, key=key)
    with pytest.raises(Refused):
        rub(ewa, open_meeting, 1)
    assert rub(ben, open_meeting, 1) == {"from": 2, "number": 3, "marks": [], "gone": [1]}
    assert rub(ben, open_meeting, 1)["number"] == 3, "erasing what is erased changes nothing"
    assert rub(ada, open_meeting, 2)["number"] == 4
    assert draw(ben, open_meeting, key="a")["marks"] == [], "a mark sent again does not come back once erased"
    assert selectors.board_of(open_meeting) == []


def test_clearing_takes_what_was_seen_and_leaves_what_was_drawn_meanwhile(open_meeting, ada, ben):
    draw(ben, open_meeting, key="a")
    draw(ben, open_meeting, WORDS, key="b")
    with pytest.raises(Refused):
        services.clear_board(by=ben, meeting_id=open_meeting.pk, upto=2, key="c")
    assert services.clear_board(by=ada, meeting_id=open_meeting.pk, upto=1, key="c")["gone"] == [1]
    assert services.clear_board(by=ada, meeting_id=open_meeting.pk, upto=1, key="c")["gone"] == []
    assert selectors.board_of(open_meeting) == [WORDS]


def strange() -> list[Any]:
    return [
        None, [], "pen", {}, {"kind": "pen"}, PEN | {"kind": "script"}, PEN | {"ink": 9}, PEN | {"ink": True},
        PEN | {"points": [1, 2]}, PEN | {"points": [1, 2, 3]}, PEN | {"points": [1, 2, 3, "4"]},
        PEN | {"points": [1, 2, 3, -1]}, PEN | {"points": [0, 0, 1601, 0]}, PEN | {"points": [0, 0, 0, 901]},
        PEN | {"points": [0, 1] * 301}, PEN | {"kind": "box", "points": [1, 1, 2, 2, 3, 3]}, WORDS | {"text": ""},
        WORDS | {"text": "x" * 121}, WORDS | {"text": 7}, WORDS | {"text": "a\u0000b"},
        WORDS | {"points": [1, 1, 2, 2]},
    ]  # fmt: skip


@pytest.mark.parametrize("mark", strange(), ids=range(len(strange())))
def test_what_is_no_mark_is_refused(open_meeting, ada, mark):
    with pytest.raises(Refused):
        draw(ada, open_meeting, mark)
    assert not BoardMark.objects.exists()


def test_nothing_beside_the_shape_is_kept(open_meeting, ada):
    draw(ada, open_meeting, PEN | {"onload": "alert(1)", "text": "<b>", "id": 77})
    assert selectors.board_of(open_meeting) == [PEN]


def test_only_who_may_write_draws_and_a_full_board_says_so(open_meeting, ada, ben, cleo, monkeypatch):
    with pytest.raises(NotThere):
        draw(cleo, open_meeting)
    for key in (None, "", "ł"):
        with pytest.raises(Refused):
            draw(ben, open_meeting, key=key)
    services.set_switches(by=ada, meeting_id=open_meeting.pk, key="s", **(OPEN | {"write": False}))
    with pytest.raises(Refused):
        draw(ben, open_meeting)
    draw(ada, open_meeting)
    monkeypatch.setattr(boarding, "MOST_MARKS", 1)
    with pytest.raises(Refused, match="pełna"):
        draw(ada, open_meeting, key="2")
    assert BoardMark.objects.count() == 1


def applied(copy: dict[int, dict], change: dict) -> dict[int, dict]:
    """The copy of a window after a change, as theme/src/js/rooms/room/board.js does it."""
    kept = {} if change["from"] == 0 else dict(copy)
    kept |= {mark["id"]: mark for mark in change["marks"]}
    return {number: mark for number, mark in kept.items() if number not in change["gone"]}


def test_whoever_leaves_at_any_moment_gets_what_is_missing(open_meeting, ada, ben):
    steps = st.lists(st.tuples(st.sampled_from(["draw", "rub", "clear"]), st.integers(1, 8)), max_size=12)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps, st.integers(0, 12))
    def each(acts: list[tuple[str, int]], left_at: int) -> None:
        BoardMark.objects.all().delete()
        seen, copy = 0, {}
        for at, (act, which) in enumerate(acts):
            if act == "draw":
                draw(ben, open_meeting, key=f"k{at}")
            elif act == "clear":
                services.clear_board(by=ada, meeting_id=open_meeting.pk, upto=which, key="c")
            elif BoardMark.objects.filter(number=which).exists():
                rub(ben, open_meeting, which)
            if at < left_at:
                change = selectors.board_since(ben, open_meeting.pk, seen)
                seen, copy = change["number"], applied(copy, change)
        copy = applied(copy, selectors.board_since(ben, open_meeting.pk, seen))
        standing = BoardMark.objects.filter(gone=None).values_list("number", flat=True)
        assert sorted(copy) == sorted(standing)

    each()


@given(
    st.lists(
        st.fixed_dictionaries({
            "kind": st.sampled_from(sorted(board.COUNTS)), "ink": st.integers(0, 4),
            "text": st.text(min_size=1, max_size=20), "points": st.lists(st.integers(0, 900), min_size=2, max_size=4),
        }), max_size=8,
    ),
    st.text(max_size=20),
)  # fmt: skip
def test_the_picture_is_well_formed_whatever_was_drawn(given_marks, title):
    marks = []
    for one in given_marks:
        try:
            marks.append(board.mark(one))
        except board.StrangeMarkError:
            continue
    title = "".join(char for char in title if char.isprintable())
    tree = etree.fromstring(board.drawing(marks, title).encode())
    allowed = {"svg", "title", "rect", "polyline", "ellipse", "text"}
    assert {etree.QName(node).localname for node in tree.iter()} <= allowed
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on") or "href" in name]


def test_it_stays_on_the_meetings_page_for_who_may_read_it(client, open_meeting, ada, ben, cleo):
    address = reverse("meetings:board", args=[open_meeting.pk])
    client.force_login(ben)
    assert client.get(address).status_code == 404
    draw(ada, open_meeting, WORDS)
    page = client.get(open_meeting.get_absolute_url()).content.decode()
    assert address in page
    assert "Oś liczbowa &lt;na podłodze&gt;" in page
    picture = client.get(address)
    assert b"&lt;na pod" in picture.content
    assert picture["Content-Security-Policy"] == "sandbox; default-src 'none'"
    client.force_login(cleo)
    assert client.get(address).status_code == 404


def test_who_is_forgotten_leaves_the_drawing_without_a_name(open_meeting, ben):
    draw(ben, open_meeting)
    erase(ben)
    assert BoardMark.objects.get().author is None


@pytest.mark.django_db(transaction=True)
async def test_over_sockets_everybody_has_it_and_who_returns_lacks_nothing(open_meeting, ada, ben, hub):
    one, two = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await one.send(type="draw", key="1", mark=PEN)
    await two.until(lambda: any(frame["type"] == "board" for frame in two.others))
    await two.drop()
    await one.send(type="draw", key="2", mark=WORDS)
    await one.send(type="erase", key="3", mark=1)
    await one.until(lambda: sum(frame["type"] == "ack" for frame in one.others) == 3)
    back = await Browser(ben, open_meeting).enter()
    await back.send(type="board_sync", number=1)
    await back.until(lambda: any(frame["type"] == "board" for frame in back.others))
    lacks = next(frame for frame in back.others if frame["type"] == "board")
    assert (lacks["from"], lacks["number"], lacks["gone"]) == (1, 3, [1])
    assert [mark["text"] for mark in lacks["marks"]] == [WORDS["text"]]
    await back.send(type="board_sync", number="1")
    await back.until(lambda: any(frame["type"] == "refused" for frame in back.others))
    await one.drop()
    await back.drop()
