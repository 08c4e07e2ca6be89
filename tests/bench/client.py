"""Asks one site over persistent connections, as one person does."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode, urlsplit


class Client:
    """A visitor, or with cookies a member. Raises AssertionError for an answer that is not the expected one."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, path: str, expected: int = 200) -> int:
        """Fetch a page; gives its size in bytes."""
        return len(self._ask("GET", path, None, expected))

    def page(self, path: str) -> str:
        """The words of a page."""
        return self._ask("GET", path, None, 200).decode()

    def landing(self, path: str) -> str:
        """Where an address leads: the path and query of its redirect."""
        place = urlsplit(self._ask("GET", path, None, 302, header="Location").decode())
        return place.path + (f"?{place.query}" if place.query else "")

    def post(self, path: str, values: dict[str, str], expected: int = 302) -> int:
        """Send a form."""
        return len(self._ask("POST", path, urlencode(values), expected))

    def _ask(self, method: str, path: str, body: str | None, expected: int, header: str = "") -> bytes:
        headers = {"Host": f"127.0.0.1:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        for attempt in (1, 2):
            try:
                self._line.request(method, path, body, headers)
                answer = self._line.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # A worker may close a line that rested; a second refusal is a fault.
                self._line.close()
                if attempt == 2:
                    raise
        text = answer.read()
        assert answer.status == expected, f"{method} {path}: {answer.status} instead of {expected}: {text[:300]!r}"
        return str(answer.headers[header]).encode() if header else text
