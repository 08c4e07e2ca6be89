"""Whether the other end of a link answers: asked politely, and never of a machine that is not public (SSRF)."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from enum import Enum
from urllib.parse import SplitResult, urljoin, urlsplit

PATIENCE = 10.0
MOST_STEPS = 5
PORTS = {"http": 80, "https": 443}
AGENT = "Splot-link-watch/1.0"


class Answer(Enum):
    """What a link says."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"
    """It may be there, but not for us now: asks to sign in, is busy, or is not a public address."""


class NotPublic(Exception):  # noqa: N818 - an answer
    """The address leads to a machine that is none of our business."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def is_port(scheme: str, port: int) -> bool:
    """Whether this port is one of the web's own."""
    return PORTS.get(scheme) == port


def ask(link: str) -> Answer:
    """Follow the link to its end. What nobody can know counts as UNKNOWN, never as dead."""
    try:
        for _step in range(MOST_STEPS):
            status, onwards = _step_to(link)
            if not onwards:
                return _meaning(status)
            link = urljoin(link, onwards)
    except (NotPublic, ssl.SSLError, ValueError, http.client.HTTPException):
        return Answer.UNKNOWN
    except OSError:
        return Answer.DEAD
    return Answer.UNKNOWN


def _meaning(status: int) -> Answer:
    if status in {404, 410}:
        return Answer.DEAD
    return Answer.ALIVE if 200 <= status < 300 else Answer.UNKNOWN


def _step_to(link: str) -> tuple[int, str]:
    """(status, where it sends us on or "")."""
    at = urlsplit(link)
    port = at.port or PORTS.get(at.scheme, 0)
    if at.scheme not in PORTS or not at.hostname or at.username or not is_port(at.scheme, port):
        raise NotPublic
    for method in ("HEAD", "GET"):
        line = _line(at, port)
        try:
            path = (at.path or "/") + (f"?{at.query}" if at.query else "")
            line.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
            answer = line.getresponse()
            # Many servers know no HEAD, or answer it with a mistake; the beginning of a GET has the last word.
            if answer.status < 400 or method == "GET":
                sent_on = answer.status in {301, 302, 303, 307, 308}
                return answer.status, answer.headers.get("Location", "") if sent_on else ""
        finally:
            line.close()
    raise NotPublic


def _line(at: SplitResult, port: int) -> http.client.HTTPConnection:
    """A connection to exactly the address that was looked at, so that a name cannot change its mind in between."""
    host = at.hostname or ""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = {str(one[4][0]) for one in found}
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotPublic
    line = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    opened = socket.create_connection((sorted(addresses)[0], port), timeout=PATIENCE)
    if at.scheme == "https":
        opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    line.sock = opened
    return line
