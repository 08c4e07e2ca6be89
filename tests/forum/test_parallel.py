"""Three hundred replies, sixteen at a time: none is locked out, numbers and counters hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from forum.services import reply


@pytest.mark.django_db(transaction=True)
def test_three_hundred_parallel_replies(thread, ben):
    def write(count):
        try:
            return reply(
                by=ben, thread=thread, text=f"<p>{count}</p>", parent=1 + count % 2 if count > 40 else None
            ).number
        finally:
            connection.close()

    reply(by=ben, thread=thread, text="<p>drugi</p>")
    with ThreadPoolExecutor(16) as pool:
        numbers = list(pool.map(write, range(300)))
    thread.refresh_from_db()
    assert sorted(numbers) == list(range(3, 303))
    assert (thread.last_number, thread.posts_count, thread.posts.count()) == (302, 302, 302)
