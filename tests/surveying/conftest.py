"""A survey of Ada's network, and members enough to answer it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from networks.models import Membership
from networks.surveying import services
from surveys import vault


def opened(ada, edition, template="ewaluacja", days=7):
    asked = services.make(by=ada, edition=edition, title="", template=template)
    services.open_up(by=ada, asked=asked, closes_on=clock.today() + timedelta(days=days))
    return asked


@pytest.fixture
def asked(ada, edition):
    """The evaluation of the year, open."""
    return opened(ada, edition)


@pytest.fixture
def members(person, edition, ben, ewa):
    """Six members; the first is Ben."""
    more = [person(f"Członek{number}") for number in range(4)]
    for user in more:
        Membership.objects.create(edition=edition, user=user, role="member", state="active")
    return [ben, ewa, *more]


RATED = {"knowledge": 4, "exchange": 3, "contacts": 5, "school": 2, "coordination": 4, "stay": 0}


def answer(asked, user, code="", **said):
    code = code or vault.code_word()
    services.answer(by=user, asked=asked, code=code, raw={**RATED, **said}, done=True)
    return code
