"""A reader who opens every link once: not a browser, so that hundreds of pages take seconds."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

from django.urls import Resolver404, resolve

MOST_OF_A_KIND = 3
"""Pages of one view a reader opens."""
MOST_OF_THE_FACE = 60
"""Pages of the CMS, which all have one view."""
LEFT_ALONE = re.compile(r"^/(cms|admin|static|media|konto/logout)/")
"""The editors' rooms are not ours to draw; leaving would end the walk."""
_LINK = re.compile(r'<a\s[^>]*?href="(/[^"#]*)', re.S)


@dataclass
class Found:
    """One page as it came."""

    path: str
    view: str
    status: int
    text: str
    linked_from: str


@dataclass
class Wanderer:
    """Somebody who follows links; `pages` are the HTML pages seen, `dead` what did not open."""

    base: str
    account: str = ""
    pages: list[Found] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    _kinds: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def fetch(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, kind of content, text)."""
        body = urlencode(data).encode() if data is not None else None
        answer: Any
        try:
            answer = self._opener.open(self.base + path, body, timeout=60)
        except HTTPError as refused:
            answer = refused
        with answer:
            kind = answer.headers.get_content_type()
            text = answer.read().decode("utf-8", "replace") if kind == "text/html" else ""
            return _status(answer), kind, text

    def enter(self) -> None:
        """Sign in by one click on the demo list."""
        _got, _kind, page = self.fetch("/konto/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        status, _kind, _page = self.fetch(
            "/konto/pokaz/", {"csrfmiddlewaretoken": token[1], "email": f"{self.account}@example.org"}
        )
        assert status == 200

    def walk(self) -> None:
        """Open what can be reached from the start page, some pages of each kind."""
        start = "/"
        if self.account:
            self.enter()
            start = "/pulpit/"
        waiting, known = [("", start)], {start}
        while waiting:
            linked_from, path = waiting.pop(0)
            view = _view_of(path)
            self._kinds[view] += 1
            if self._kinds[view] > (MOST_OF_THE_FACE if view == "wagtail_serve" else MOST_OF_A_KIND):
                continue
            status, kind, text = self.fetch(path)
            if status != 200:
                self.dead.append(f"{self.account or 'a visitor'}: {status} {path} on {linked_from}")
            if kind != "text/html":
                continue
            self.pages.append(Found(path, view, status, text, linked_from))
            for one in map(html.unescape, _LINK.findall(text)):
                if one not in known and not one.startswith("//") and not LEFT_ALONE.match(one):
                    known.add(one)
                    waiting.append((path, one))


def _status(answer: HTTPResponse | HTTPError) -> int:
    return int(answer.status or 0)


def _view_of(path: str) -> str:
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return "nowhere"
    return f"{name}?" if parts.query else name
