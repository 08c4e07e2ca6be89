"""Who asks, answers and chooses; the single check and its queryset agree for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from meetings.datepolls import rules
from meetings.datepolls.models import DatePoll

pytestmark = pytest.mark.django_db

ACTORS = ("ada", "ben", "ewa", "cleo", "dov", "gen", "sara", "hal", "jan", "nina")


@pytest.mark.parametrize("state", ["open", "closed", "withdrawn"])
@pytest.mark.parametrize("days", [-1, 0, 5])
def test_checks_and_their_querysets_agree(request, poll, state, days):
    DatePoll.objects.filter(pk=poll.pk).update(state=state, until_on=clock.today() + timedelta(days=days))
    poll.refresh_from_db()
    for name in ACTORS:
        user = request.getfixturevalue(name)
        assert bool(rules.may_read(user, poll)) == rules.readable_polls(user).filter(pk=poll.pk).exists(), name
        assert bool(rules.may_answer(user, poll)) == rules.answerable_polls(user).filter(pk=poll.pk).exists(), name
        assert bool(rules.may_end(user, poll)) == rules.endable_polls(user).filter(pk=poll.pk).exists(), name


def test_members_and_the_expert_answer_only_who_steers_chooses(poll, ada, ben, gen, cleo, dov):
    assert [bool(rules.may_answer(user, poll)) for user in (ada, ben, gen, cleo, dov)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [bool(rules.may_end(user, poll)) for user in (ada, ben, gen, cleo, dov)] == [
        True,
        False,
        False,
        False,
        False,
    ]
