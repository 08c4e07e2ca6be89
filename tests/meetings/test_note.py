"""Minutes written together: whatever order changes come in, everybody's text is the server's, and it is handed over."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from kit.verdicts import NotThere, Refused
from meetings import common_text, selectors, services
from meetings.models import Decision, Minutes, NoteChange
from meetings.services import noting
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]


class Writer:
    """A browser's copy of the text; `write` and `cut` give the change that travels."""

    def __init__(self) -> None:
        self.doc: Doc = Doc()
        self.text = self.doc.get(common_text.FIELD, type=XmlFragment)

    def _changed(self, before: bytes) -> bytes:
        return self.doc.get_update(before)

    def write(self, words: str, mark: str = "", at: int | None = None) -> bytes:
        before = self.doc.get_state()
        with self.doc.transaction():
            line = XmlElement("paragraph", {"mark": mark} if mark else {})
            place = len(self.text.children) if at is None else min(at, len(self.text.children))
            self.text.children.insert(place, line)
            line.children.append(XmlText(words))
        return self._changed(before)

    def cut(self, at: int) -> bytes | None:
        if not len(self.text.children):
            return None
        before = self.doc.get_state()
        del self.text.children[at % len(self.text.children)]
        return self._changed(before)


def sent(data: bytes) -> str:
    return base64.b64encode(data).decode()


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 2), st.integers(0, 5)),
        st.tuples(st.just("cut"), st.integers(0, 2), st.integers(0, 5)),
        st.tuples(st.just("deliver"), st.integers(0, 2), st.integers(0, 40)),
        st.tuples(st.just("compact"), st.just(0), st.just(0)),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_three_writers_end_with_the_servers_text_in_any_interleaving(acts):
    writers, log = [Writer() for _one in range(3)], []
    whole: list[bytes] = []
    for step, (act, who, where) in enumerate(acts):
        if act == "deliver" and log:
            # late, doubled, and out of order
            writers[who].doc.apply_update(log[where % len(log)])
        elif act == "compact" and whole:
            whole = [common_text.merged(whole)]
        elif act in ("write", "cut"):
            writer = writers[who]
            change = writer.write(f"{who}:{step}", at=where) if act == "write" else writer.cut(where)
            if change is not None:
                log.append(change)
                whole.append(change)
    server = common_text.document(whole)
    for writer in writers:  # what each lacks, as after a return
        writer.doc.apply_update(common_text.missing(server, writer.doc.get_state()))
    assert [common_text.lines(writer.doc) for writer in writers] == [common_text.lines(server)] * 3


def write(person: Any, meeting: Any, data: bytes, key: str = "k") -> Any:
    return services.write_note(by=person, meeting_id=meeting.pk, update=sent(data), key=key)


def test_changes_are_kept_once_and_old_ones_become_one(open_meeting, ben, ewa, monkeypatch):
    monkeypatch.setattr(noting, "COMPACT_AFTER", 3)
    one, two = Writer(), Writer()
    for number in range(6):
        writer, person = ((one, ben), (two, ewa))[number % 2]
        data = writer.write(f"Zdanie {number}")
        first = write(person, open_meeting, data, key=f"k{number}")
        assert write(person, open_meeting, data, key=f"k{number}") == first
    assert NoteChange.objects.count() <= 4
    assert sorted(line.text for line in selectors.note_lines(open_meeting)) == [f"Zdanie {n}" for n in range(6)]


@pytest.mark.parametrize("update", [None, 7, "", "nie base64!", sent(b"byle co"), sent(b"\xff" * 40)])
def test_what_is_no_change_is_refused_and_not_kept(open_meeting, ben, update):
    with pytest.raises(Refused):
        services.write_note(by=ben, meeting_id=open_meeting.pk, update=update, key="k")
    assert not NoteChange.objects.exists()


def test_too_long_a_change_a_full_text_and_strangers_are_refused(open_meeting, ada, ben, cleo, monkeypatch):
    with pytest.raises(Refused, match="Podziel"):
        write(ben, open_meeting, Writer().write("x" * 20_000))
    with pytest.raises(NotThere):
        write(cleo, open_meeting, Writer().write("Jestem obca"))
    monkeypatch.setattr(noting, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="pełna"):
        write(ben, open_meeting, Writer().write("y" * 120))
    monkeypatch.undo()
    switches = {"speak": True, "show": True, "write": False, "whisper": False}
    services.set_switches(by=ada, meeting_id=open_meeting.pk, key="s", **switches)
    with pytest.raises(Refused):
        write(ben, open_meeting, Writer().write("Nie wolno"))
    write(ada, open_meeting, Writer().write("Wolno"))
    assert [line.text for line in selectors.note_lines(open_meeting)] == ["Wolno"]


def test_marked_lines_become_decisions_questions_and_text_and_never_twice(open_meeting, ada, ben):
    writer = Writer()
    for words, mark in (
        ("Rozmawialiśmy o ułamkach", ""), ("Próbujemy stacji zadaniowych", "decision"), ("Ben robi kartę", "task"),
        ("Jak oceniać pracę w parach?", "question"), ("https://example.org/karta", "material"),
        ("Obcy znak", "<script>"),
    ):  # fmt: skip
        write(ben, open_meeting, writer.write(words, mark), key=words[:20].encode().hex())
    for _twice in range(2):
        services.take_over(by=ada, meeting=open_meeting)
    minutes = Minutes.objects.get()
    assert minutes.summary.splitlines() == ["Rozmawialiśmy o ułamkach", "https://example.org/karta", "Obcy znak"]
    assert minutes.questions == "Jak oceniać pracę w parach?"
    assert [one.text for one in Decision.objects.all()] == ["Próbujemy stacji zadaniowych", "Ben robi kartę"]
    with pytest.raises(Refused):
        services.take_over(by=ben, meeting=open_meeting)


def test_the_coordinator_sees_it_beside_the_minutes_and_brings_it_in(client, open_meeting, ada, ben):
    write(ben, open_meeting, Writer().write("Próbujemy stacji", "decision"))
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    page = f"/spotkania/{open_meeting.pk}/notatka/pisanie/"
    assert "Próbujemy stacji" in client.get(page).content.decode()
    assert client.post(f"/spotkania/{open_meeting.pk}/notatka/z-pokoju/").url == page
    assert Decision.objects.get().text == "Próbujemy stacji"
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/spotkania/{open_meeting.pk}/notatka/z-pokoju/").status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_over_sockets_changes_reach_everybody_and_who_returns_lacks_nothing(hub, open_meeting, ada, ben):
    one, two = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    mine, theirs = Writer(), Writer()
    await one.send(type="note", key="n1", update=sent(mine.write("Pierwsze")))
    await two.until(lambda: any(frame["type"] == "note" for frame in two.others))
    await two.drop()
    await one.send(type="note", key="n2", update=sent(mine.write("Drugie")))
    await one.until(lambda: sum(frame["type"] == "ack" for frame in one.others) == 2)
    back = await Browser(ben, open_meeting).enter()
    await back.send(type="note_sync", vector=sent(theirs.doc.get_state()))
    await back.until(lambda: any(frame["type"] == "note_state" for frame in back.others))
    state = next(frame for frame in back.others if frame["type"] == "note_state")
    theirs.doc.apply_update(base64.b64decode(state["update"]))
    assert [line.text for line in common_text.lines(theirs.doc)] == ["Pierwsze", "Drugie"]
    await back.send(type="note_sync", vector="###")
    await back.until(lambda: any(frame["type"] == "refused" for frame in back.others))
    await one.drop()
    await back.drop()
