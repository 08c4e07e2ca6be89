"""A conversation from which a letter went out that can be answered."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail

from kit import clock
from tests.notifications.days import SCHOOL_DAY
from tests.notifications.letters_in import ADDRESS


@pytest.fixture(autouse=True)
def taking_answers(settings: Any) -> Any:
    settings.REPLY_ADDRESS = ADDRESS
    with clock.moved_to(SCHOOL_DAY):
        yield


@pytest.fixture
def letters_out(work_done: Any) -> Any:
    """All letters that wait, the ones kept for a bundle too."""

    def run(only: Any = None) -> list[Any]:
        from django_tasks_db.models import DBTaskResult, get_date_max

        work_done()
        DBTaskResult.objects.filter(queue_name="mail", status="READY").update(run_after=get_date_max())
        work_done()
        return [one for one in mail.outbox if only is None or (one.to == [only.email] and one.reply_to)]

    return run


@pytest.fixture
def called(said: Any, ben: Any, ewa: Any, letters_out: Any) -> Any:
    """Ben calls Ewa in; the letter she got, and where her answer goes."""
    post = said(ben, "@Ewa Maj, jak to robisz?")
    [letter] = letters_out(ewa)
    mail.outbox.clear()
    return SimpleNamespace(post=post, letter=letter, address=letter.reply_to[0])
