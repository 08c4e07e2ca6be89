"""Polls under posts: one a post, changeable votes, counts that are right, secrets that are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum import services
from forum.models import Mode, Poll, PollOption, PollVote
from forum.services import polls
from kit import clock
from kit.verdicts import Refused
from tests.forum.test_pages import address


@pytest.fixture
def poll(said, ben):
    """A maker of polls under a post of Ben's."""

    def make(**more):
        values = {"question": "Który termin?", "answers": ["wtorek", "środa", "piątek"]} | more
        return polls.add_poll(by=ben, post=said(ben, "Głosujmy."), **values)

    return make


def numbers(one) -> list[int]:
    return [option.pk for option in one.options.all()]


def votes(one) -> list[int]:
    return list(PollOption.objects.filter(poll=one).values_list("votes", flat=True))


def test_a_poll_from_the_page_to_the_result(thread, said, ben, ewa, signed_in):
    said(ben, "Głosujmy.")
    sent = {"question": "Który termin?", "answers": "wtorek\n\nśroda \n"}
    answer = signed_in(ben).post(address(thread, "wpis/2/ankieta/"), sent)
    assert answer.status_code == 302
    one = Poll.objects.get()
    page = signed_in(ewa).get(address(thread)).content.decode()
    assert "Który termin?" in page
    assert 'type="radio"' in page
    assert "poll-results" not in page
    signed_in(ewa).post(address(thread, "wpis/2/ankieta/glos/"), {"option": numbers(one)[1]})
    page = signed_in(ewa).get(address(thread)).content.decode()
    assert "1 (100%)" in page
    assert "Ewa Maj" in page[page.index("poll-results") :]
    fragment = signed_in(ewa).post(
        address(thread, "wpis/2/ankieta/glos/"), {"option": numbers(one)[0]}, headers={"HX-Request": "true"}
    )
    assert b'data-post="2"' in fragment.content
    assert votes(one) == [1, 0]


def test_a_vote_can_be_changed_and_taken_back(poll, ada, ewa):
    one = poll(is_several=True)
    first, second, third = numbers(one)
    polls.vote(by=ewa, post=one.post, options={first, second})
    polls.vote(by=ada, post=one.post, options={second})
    one.refresh_from_db()
    assert (votes(one), one.people) == ([1, 2, 0], 2)
    polls.vote(by=ewa, post=one.post, options={third})
    assert votes(one) == [0, 1, 1]
    polls.vote(by=ewa, post=one.post, options=set())
    one.refresh_from_db()
    assert (votes(one), one.people) == ([0, 1, 0], 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": " "},
        {"answers": ["jedna"]},
        {"answers": ["ta sama", "Ta  sama"]},
        {"answers": [str(number) for number in range(13)]},
        {"ends_at": clock.now() - timedelta(days=1)},
    ],
)
def test_a_poll_that_makes_no_sense_is_refused(poll, wrong):
    with pytest.raises(Refused):
        poll(**wrong)
    assert not Poll.objects.exists()


def test_one_poll_a_post_by_its_author_only(poll, said, ada, ben, ewa, signed_in, thread):
    one = poll()
    with pytest.raises(Refused):
        polls.add_poll(by=ben, post=one.post, question="Jeszcze?", answers=["a", "b"])
    with pytest.raises(Refused):
        polls.add_poll(by=ada, post=said(ben), question="Cudza?", answers=["a", "b"])
    assert Poll.objects.count() == 1
    own = said(ben)
    assert "ankieta/" in signed_in(ben).get(address(thread, f"wpis/{own.number}/wiecej/")).content.decode()
    assert "ankieta/" not in signed_in(ewa).get(address(thread, f"wpis/{own.number}/wiecej/")).content.decode()


def test_refusals_leave_the_votes_as_they_were(poll, thread, ada, ben, ewa, cleo):
    one, other = poll(), poll()
    first, second, _third = numbers(one)
    polls.vote(by=ewa, post=one.post, options={first})
    for wrong in ({first, second}, {numbers(other)[0]}, {0}):
        with pytest.raises(Refused):
            polls.vote(by=ewa, post=one.post, options=wrong)
    with pytest.raises(Refused):
        polls.vote(by=cleo, post=one.post, options={first})
    services.hide(one.post)
    one.post.refresh_from_db()
    with pytest.raises(Refused):
        polls.vote(by=ewa, post=one.post, options={second})
    assert votes(one) == [1, 0, 0]


def test_it_ends_by_itself_and_by_hand(poll, ada, ben, ewa):
    one = poll(ends_at=clock.now() + timedelta(hours=1))
    first = numbers(one)[0]
    with clock.moved_to(clock.now() + timedelta(hours=2)), pytest.raises(Refused):
        polls.vote(by=ewa, post=one.post, options={first})
    with pytest.raises(Refused):
        polls.end_poll(by=ewa, post=one.post)
    polls.end_poll(by=ada, post=one.post)
    with pytest.raises(Refused):
        polls.vote(by=ewa, post=one.post, options={first})


def test_a_secret_poll_names_nobody_and_forgets_when_it_ends(poll, thread, ben, ewa, signed_in):
    one = poll(is_secret=True, ends_at=clock.now() + timedelta(hours=1))
    polls.vote(by=ewa, post=one.post, options={numbers(one)[0]})
    page = signed_in(ben).get(address(thread)).content.decode()
    assert "Ewa Maj" not in page
    assert "1 (100%)" in page
    assert polls.forget_secret_votes() == 0
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        polls.forget_secret_votes()
    assert not PollVote.objects.exists()
    one.refresh_from_db()
    assert (votes(one), one.people) == ([1, 0, 0], 1)


def test_where_words_are_read_first_a_coordinator_opens_polls(section, said, ada, ben):
    post, hers = said(ben), said(ada)
    section.mode = Mode.EVERYTHING
    section.save()
    with pytest.raises(Refused):
        polls.add_poll(by=ben, post=post, question="Kiedy?", answers=["a", "b"])
    assert polls.add_poll(by=ada, post=hers, question="Kiedy?", answers=["a", "b"])


def test_who_leaves_the_platform_takes_the_vote_along(poll, ewa):
    one = poll()
    polls.vote(by=ewa, post=one.post, options={numbers(one)[0]})
    polls.take_votes(ewa)
    one.refresh_from_db()
    assert (votes(one), one.people) == ([0, 0, 0], 0)


def test_many_polls_ask_no_more_than_one(poll, thread, ewa, signed_in):
    browser = signed_in(ewa)
    poll()
    browser.get(address(thread))
    with CaptureQueriesContext(connection) as one:
        browser.get(address(thread))
    for _number in range(4):
        poll()
    browser.get(address(thread))
    with CaptureQueriesContext(connection) as many:
        browser.get(address(thread))
    assert len(many) == len(one)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 2))), max_size=8))
def test_stored_counts_equal_a_recount(poll, ada, ben, ewa, acts):
    one = poll(is_several=True)
    people, here = [ada, ben, ewa], numbers(one)
    for who, chosen in acts:
        polls.vote(by=people[who], post=one.post, options={here[at] for at in chosen})
    one.refresh_from_db()
    rows = list(PollVote.objects.filter(option__poll=one).values_list("option", "person"))
    assert votes(one) == [sum(option == number for option, _who in rows) for number in here]
    assert one.people == len({person for _option, person in rows})
