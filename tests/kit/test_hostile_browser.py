"""Hostile texts, cleaned, in a real browser without any policy of the page: nothing runs, nothing is fetched."""

from __future__ import annotations

from typing import Any

import pytest

from kit import html
from tests.kit.test_html import HOSTILE

pytestmark = pytest.mark.browser
BATCH = 12
"""Texts on one page: each is closed in itself, so that none reaches its neighbour."""
POKE = """() => {
  for (const one of document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "focus", "focusin", "animationstart", "transitionend", "toggle", "begin", "wheel"])
      one.dispatchEvent(new Event(kind, { bubbles: true }));
    if (one.tagName === "A" && one.protocol === "javascript:") one.click();
  }
}"""


@pytest.fixture
def watched(page: Any) -> tuple[Any, list[str]]:
    """A page and the list of everything that ran or was asked for."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda other: seen.append(f"window {other.url}"))

    def fetched(route: Any) -> None:
        if route.request.url == "http://splot.test/":
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=page.body)
        else:
            seen.append(f"fetch {route.request.url}")
            route.abort()

    page.route("**/*", fetched)
    return page, seen


def _show(page: Any, body: str) -> None:
    page.body = f'<!doctype html><meta charset="utf-8"><title>t</title><div class="prose">{body}</div>'
    page.goto("http://splot.test/")
    page.evaluate(POKE)
    page.wait_for_load_state("networkidle")


def test_the_watch_sees_what_would_run(watched):
    page, seen = watched
    _show(page, '<img src="http://evil.example/x.png" onerror="alert(1)"><script>alert(2)</script>')
    assert {"dialog 1", "dialog 2", "fetch http://evil.example/x.png"} <= set(seen)


def test_nothing_of_the_corpus_runs_or_is_fetched(watched):
    page, seen = watched
    for first in range(0, len(HOSTILE), BATCH):
        texts = HOSTILE[first : first + BATCH]
        _show(page, "".join(f"<div>{html.clean(text)}</div>" for text in texts))
        # A picture of our own library is the one thing a text may ask for.
        foreign = [one for one in seen if not one.startswith("fetch http://splot.test/pliki/")]
        assert foreign == [], texts
        assert page.locator(".prose > div").count() == len(texts), f"one of these breaks out of its place: {texts}"
        assert page.url == "http://splot.test/", texts
