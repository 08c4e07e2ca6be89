"""The ledger: intervals, the code, what a certificate counts, and forgetting; right to the second."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from kit.verdicts import Refused
from meetings import ledger, selectors, services
from meetings.models import Correction, Meeting, RoomEvent, SignIn, Visit
from meetings.services.signing_in import MOST_TRIES
from moderation.models import TrailEntry
from tests.networks.test_screens import sign_in

START = datetime(2026, 10, 14, 16, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200)), max_size=12))
def test_merging_covers_exactly_what_was_covered_and_short_pauses(pairs):
    given_ = [(at(begin), at(begin + long)) for begin, long in pairs]
    found = ledger.merged(given_)
    covered = {second for begin, long in pairs for second in range(begin, begin + long)}
    kept = {second for begin, end in found for second in range(int((begin - START).total_seconds()),
                                                                int((end - START).total_seconds()))}  # fmt: skip
    assert covered <= kept
    for (_begin, end), (begin, _end) in itertools.pairwise(found):
        assert begin - end >= ledger.GAP
    added = sorted(kept - covered)
    runs = [1] if added else []
    for before, second in itertools.pairwise(added):
        if second == before + 1:
            runs[-1] += 1
        else:
            runs.append(1)
    assert all(run < 60 for run in runs)
    assert ledger.merged(found) == found


@given(st.lists(st.tuples(st.integers(-300, 400), st.integers(0, 300)), max_size=8))
def test_clipping_stays_within(pairs):
    whole = ledger.merged([(at(begin), at(begin + long)) for begin, long in pairs])
    cut = ledger.clipped(whole, at(0), at(200))
    assert all(at(0) <= begin < end <= at(200) for begin, end in cut)
    assert ledger.length(cut) <= timedelta(seconds=200)


pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(plan: Any) -> Meeting:
    """A meeting on site that began half an hour ago and lasts 90 minutes."""
    return plan(in_minutes=-30, mode="hybrid", place="Lipowo")


def stay(meeting: Meeting, user: Any, begin: int, end: int) -> None:
    """A stay in the room, in seconds from the planned beginning."""
    starts = meeting.starts_at
    Visit.objects.create(
        meeting=meeting, user=user, process="A", joined_at=starts + timedelta(seconds=begin),
        seen_at=starts + timedelta(seconds=end), left_at=starts + timedelta(seconds=end),
    )  # fmt: skip


def time_of(meeting: Meeting, user: Any, now: datetime | None = None) -> timedelta:
    found = selectors.presences_in([meeting])[meeting.pk, user.pk]
    return found.time(now or meeting.ends_at)


def test_room_and_code_are_one_presence_right_to_the_second(begun, ada, ben):
    stay(begun, ben, -600, 1_201)  # early comers count from the planned beginning
    stay(begun, ben, 1_240, 1_500)  # a pause of 39 seconds is none
    stay(begun, ben, 1_600, 1_700)
    assert time_of(begun, ben) == timedelta(seconds=1_600)
    code = services.show_code(by=ada, meeting=begun)
    with clock.moved_to(begun.starts_at + timedelta(seconds=1_650)):
        services.sign_in(by=ben, meeting=begun, code=code)
    assert time_of(begun, ben) == timedelta(seconds=1_500 + 90 * 60 - 1_600)


def test_the_coordinators_word_stands_over_the_ledger(begun, ada, ben, ewa):
    stay(begun, ben, 0, 60)
    services.correct(by=ada, meeting=begun, present=[ewa.pk])
    assert time_of(begun, ben) == timedelta()
    assert time_of(begun, ewa) == timedelta(minutes=90)
    assert TrailEntry.objects.filter(action="meetings.attendance.correct").count() == 2


def test_expected_against_present(begun, ada, ben, ewa, gen):
    services.answer(by=ben, meeting=begun, coming="yes")
    services.answer(by=ewa, meeting=begun, coming="yes")
    stay(begun, ewa, 0, 60)
    stay(begun, gen, 0, 60)
    found = selectors.expected_of(selectors.attendance_of(begun))
    assert (found.expected, found.came, found.missing, found.unexpected) == (2, 1, [ben], [gen])


def test_the_code_lets_in_only_during_the_meeting_and_only_its_people(plan, begun, ada, ben, cleo):
    with pytest.raises(Refused, match="pokazany"):
        services.sign_in(by=ben, meeting=begun, code="000000")
    code = services.show_code(by=ada, meeting=begun)
    assert (len(code), services.show_code(by=ada, meeting=begun)) == (6, code)
    with pytest.raises(Refused):
        services.sign_in(by=cleo, meeting=begun, code=code)
    for moment in (begun.starts_at - timedelta(minutes=16), begun.ends_at):
        with clock.moved_to(moment), pytest.raises(Refused):
            services.sign_in(by=ben, meeting=begun, code=code)
        with clock.moved_to(moment), pytest.raises(Refused):
            services.show_code(by=ada, meeting=begun)
    with pytest.raises(Refused):
        services.show_code(by=ben, meeting=begun)
    assert not SignIn.objects.exclude(at=None).exists()
    first = services.sign_in(by=ben, meeting=begun, code=f" {code[:3]} {code[3:]} ")
    again = services.sign_in(by=ben, meeting=begun, code="000000")
    assert first.at == again.at


def test_codes_cannot_be_guessed(begun, ada, ben):
    code = services.show_code(by=ada, meeting=begun)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _time in range(MOST_TRIES):
        with pytest.raises(Refused, match="nie jest kod"):
            services.sign_in(by=ben, meeting=begun, code=wrong)
    with pytest.raises(Refused, match="Za dużo"):
        services.sign_in(by=ben, meeting=begun, code=code)
    assert not SignIn.objects.exclude(at=None).exists()


def test_a_renewed_code_ends_the_former(begun, ada, ben, ewa):
    first = services.show_code(by=ada, meeting=begun)
    services.sign_in(by=ben, meeting=begun, code=first)
    second = services.show_code(by=ada, meeting=begun, renew=True)
    if first != second:
        with pytest.raises(Refused):
            services.sign_in(by=ewa, meeting=begun, code=first)
    services.sign_in(by=ewa, meeting=begun, code=second)
    assert SignIn.objects.exclude(at=None).count() == 2


def test_after_two_years_names_go_and_the_number_stays(begun, ada, ben, edition):
    stay(begun, ben, 0, 60)
    services.correct(by=ada, meeting=begun, present=[ben.pk, ada.pk])
    services.mark_held(by=ada, meeting=begun)
    before = selectors.year_of(edition).presences
    assert services.forget_old() == 0
    with clock.moved_to(begun.ends_at + selectors.KEPT_FOR + timedelta(days=1)):
        assert (services.forget_old(), services.forget_old()) == (1, 0)
    for model in (Visit, SignIn, Correction, RoomEvent):
        assert not model.objects.exists()
    assert (before, selectors.year_of(edition).presences) == (2, 2)
    assert TrailEntry.objects.get(action="meetings.attendance.forget").values["present"] == 2


def test_screens_of_the_code(client, begun, ada, ben):
    page = sign_in(client, ada).get(reverse("meetings:code", args=[begun.pk]))
    begun.refresh_from_db()
    assert f"{begun.sign_code[:3]} {begun.sign_code[3:]}" in page.content.decode()
    drawn = client.get(reverse("meetings:code_drawing", args=[begun.pk]))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert begun.sign_code not in drawn.content.decode()
    client.logout()
    where = reverse("meetings:sign_in", args=[begun.pk])
    assert sign_in(client, ben).post(where, {"code": "abc"}).status_code == 422
    assert client.post(where, {"code": begun.sign_code}).url == where
    assert "Obecność zapisana od" in client.get(where).content.decode()
    assert client.get(reverse("meetings:code", args=[begun.pk])).status_code == 403
