"""Polls of a room: a second vote changes the first, closing freezes, and an anonymous vote is nobody's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import serializers

from accounts.personal_data import erase
from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.models import Poll, RoomEvent
from tests.meetings.seated import Browser

pytestmark = [pytest.mark.django_db]
SECRET = "s3cret-of-one-browser-0001"


@pytest.fixture
def asked(open_meeting: Any, ada: Any) -> Any:
    """A maker of polls asked by Ada."""

    def make(kind: str = "single", *, anonymous: bool = True, options: Any = ("Tak", "Nie")) -> Poll:
        event = services.ask(
            by=ada, meeting_id=open_meeting.pk, question="Spotykamy się w maju?", kind=kind, options=list(options),
            anonymous=anonymous, key=f"q{Poll.objects.count()}",
        )  # fmt: skip
        return Poll.objects.get(pk=event.values["id"])

    return make


def vote(person: Any, poll: Poll, *choices: str, secret: str = SECRET) -> Any:
    return services.vote(
        by=person, meeting_id=poll.meeting_id, poll=poll.pk, choices=list(choices), secret=f"{secret}-{person.pk}"
    )


def close(by: Any, poll: Poll) -> list[dict[str, Any]]:
    services.close_poll(by=by, meeting_id=poll.meeting_id, poll=poll.pk, key=f"c{poll.pk}")
    return [(row["label"], row["count"]) for row in Poll.objects.get(pk=poll.pk).results]


def test_a_second_vote_changes_the_first_and_closing_freezes(asked, ada, ben, ewa):
    poll = asked()
    assert vote(ben, poll, "Tak").values == {"poll": poll.pk, "voted": 1}
    assert vote(ben, poll, "Nie") is None
    vote(ewa, poll, "Nie")
    assert close(ada, poll) == [("Tak", 0), ("Nie", 2)]
    with pytest.raises(Refused):
        vote(ada, poll, "Tak")
    with pytest.raises(Refused):
        services.close_poll(by=ada, meeting_id=poll.meeting_id, poll=poll.pk, key="again")
    assert [one["results"] for one in selectors.room_state_of(poll.meeting_id)["polls"]] == [
        [{"label": "Tak", "count": 0, "names": []}, {"label": "Nie", "count": 2, "names": []}]
    ]


def test_nothing_in_the_database_says_whose_an_anonymous_vote_is(asked, ada, ben, ewa):
    poll = asked()
    for person, choice in ((ewa, "Tak"), (ben, "Nie")):
        vote(person, poll, choice)
    held = Poll.objects.get(pk=poll.pk)
    assert held.voters == sorted([ben.pk, ewa.pk])
    assert list(held.ballots) == sorted(held.ballots), "no order of voting"
    assert not {str(ben.pk), str(ewa.pk)} & set(held.ballots)
    for event in RoomEvent.objects.filter(kind="voted"):
        assert event.author is None
        assert set(event.values) == {"poll", "voted"}
        assert event.made_key == ""
    close(ada, poll)
    kept = json.loads(serializers.serialize("json", Poll.objects.all()))[0]["fields"]
    assert kept["ballots"] == {}
    assert SECRET not in json.dumps(kept)


def test_an_anonymous_vote_is_changed_only_from_its_own_browser(asked, ben, ewa):
    poll = asked()
    vote(ben, poll, "Tak")
    with pytest.raises(Refused):
        vote(ben, poll, "Nie", secret="another-browser-000002")
    with pytest.raises(Refused):
        services.vote(by=ewa, meeting_id=poll.meeting_id, poll=poll.pk, choices=["Nie"], secret=f"{SECRET}-{ben.pk}")
    held = Poll.objects.get(pk=poll.pk)
    assert (held.voters, list(held.ballots.values())) == ([ben.pk], [["Tak"]])


def test_a_named_poll_shows_who_chose_what_and_forgets_who_leaves(asked, ada, ben, ewa, open_meeting):
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[ben.pk, ewa.pk], departed=[])
    poll = asked("several", anonymous=False, options=["Rano", "Po południu", "Wieczorem"])
    vote(ben, poll, "Rano", "Wieczorem")
    vote(ewa, poll, "Wieczorem")
    close(ada, poll)
    rows = {row["label"]: row["names"] for row in Poll.objects.get(pk=poll.pk).results}
    assert rows == {"Rano": ["Ben Lis"], "Po południu": [], "Wieczorem": sorted(["Ben Lis", str(ewa)])}
    erase(ben)
    held = Poll.objects.get(pk=poll.pk)
    assert "Ben" not in json.dumps([held.results, held.ballots])
    assert ben.pk not in held.voters
    assert [row["count"] for row in held.results] == [1, 0, 2]


def test_scales_and_words(asked, ada, ben, ewa):
    scale = asked("scale", options=())
    vote(ben, scale, "4")
    vote(ewa, scale, "5")
    assert close(ada, scale) == [("1", 0), ("2", 0), ("3", 0), ("4", 1), ("5", 1)]
    words = asked("words", options=())
    vote(ben, words, " Spokój ", "spokój", "rytm")
    vote(ewa, words, "Spokój")
    assert close(ada, words) == [("spokój", 2), ("rytm", 1)]


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("single", ["Tak", "Nie"]),
        ("single", ["Może"]),
        ("single", []),
        ("scale", ["6"]),
        ("words", [" "]),
        ("words", 7),
    ],
)
def test_strange_votes_change_nothing(asked, ben, kind, choices):
    poll = asked(kind)
    with pytest.raises(Refused):
        services.vote(by=ben, meeting_id=poll.meeting_id, poll=poll.pk, choices=choices, secret=SECRET)
    assert Poll.objects.get(pk=poll.pk).voters == []


def test_members_do_not_ask_nor_close_strangers_do_not_vote(asked, open_meeting, ben, cleo):
    poll = asked()
    with pytest.raises(Refused):
        services.ask(by=ben, meeting_id=open_meeting.pk, question="?", kind="scale", options=0, anonymous=True, key="k")
    with pytest.raises(Refused):
        services.close_poll(by=ben, meeting_id=open_meeting.pk, poll=poll.pk, key="c")
    with pytest.raises(NotThere):
        vote(cleo, poll, "Tak")
    for number in (None, "x", True, poll.pk + 1):
        with pytest.raises(Refused):
            services.vote(by=ben, meeting_id=open_meeting.pk, poll=number, choices=["Tak"], secret=SECRET)
    assert Poll.objects.get().voters == []


@pytest.mark.parametrize("options", [["Tylko jedna"], ["Ta sama", "Ta  sama"], [], "ab", [1, 2], ["x" * 121, "y"]])
def test_a_question_without_proper_answers_is_not_asked(open_meeting, ada, options):
    with pytest.raises(Refused):
        services.ask(
            by=ada, meeting_id=open_meeting.pk, question="Co?", kind="single", options=options, anonymous=True, key="k"
        )
    assert not Poll.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_late_joiners_see_the_poll_and_everybody_the_results(hub, open_meeting, ada, ben, ewa):
    host, member = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    question = {"question": "Maj?", "kind": "single", "options": ["Tak", "Nie"], "anonymous": True}
    await host.send(type="poll", key="q", **question)
    await member.until(lambda: member.state["polls"])
    number = member.state["polls"][0]["id"]
    await member.send(type="vote", key="v", poll=number, choices=["Tak"], secret=SECRET)
    await member.until(lambda: any(frame["type"] == "ack" and frame["key"] == "v" for frame in member.others))
    late = await Browser(ewa, open_meeting).enter()
    assert [(one["open"], one["voted"], one["results"]) for one in late.state["polls"]] == [(True, 1, [])]
    await host.send(type="close_poll", key="c", poll=number)
    await late.until(lambda: not late.state["polls"][0]["open"])
    assert [row["count"] for row in late.state["polls"][0]["results"]] == [1, 0]
    for one in (host, member, late):
        await one.drop()
