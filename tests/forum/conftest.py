"""A section and a thread in Ada's network."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def section(network: Any) -> Any:
    from forum.services import default_section

    return default_section(network)


@pytest.fixture
def thread(network: Any, section: Any, ada: Any) -> Any:
    """Begun by Ada."""
    from forum.services import open_thread

    return open_thread(
        by=ada, network=network, section=section, title="Jak oswoić ułamki?", text="<p>Od czego zaczynacie?</p>"
    )


@pytest.fixture
def said(thread: Any) -> Any:
    """A maker of posts: `said(ben, "Zaczynam od pizzy", parent=2)`."""
    from forum.services import reply

    def make(by: Any, words: str = "Odpowiadam.", parent: int | None = None) -> Any:
        return reply(by=by, thread=thread, text=f"<p>{words}</p>", parent=parent)

    return make


@pytest.fixture
def signed_in(client: Any) -> Any:
    """A maker of browsers: `signed_in(ben)`."""
    from django.test import Client

    def make(user: Any) -> Any:
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return make


@pytest.fixture(autouse=True)
def _an_index() -> None:
    """Until the search engine is in the house its task is empty."""
    from kit.later import TASKS, LaterTask

    if "search.index" not in TASKS:
        TASKS.register("search.index", LaterTask(name="search.index", work=lambda **_values: None))
