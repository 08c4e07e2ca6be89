"""300 MB through a real server: broken three times it arrives whole, and the memory of the process stays flat."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.servers import Site

SIZE = 300 * 1024 * 1024
PIECE = 16 * 1024 * 1024
GROWTH = 60 * 1024 * 1024
PEOPLE = """
from datetime import date, timedelta
from accounts.models import Profile, User, RoleAssignment
from directory.models import County, Voivodeship
from directory.selectors import current_school_year
from networks.services import open_network
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
dov = User.objects.create_user("dov@example.org", "tkanina-osnowa-7")
ada = User.objects.create_user("ada@example.org", "tkanina-osnowa-7", first_name="Ada", last_name="Kowal")
for user in (dov, ada):
    Profile.objects.get_or_create(user=user)
land = Voivodeship.objects.get_or_create(code="14", defaults={"name": "mazowieckie"})[0]
county = County.objects.get_or_create(code="1491", defaults={"name": "l", "slug": "l", "voivodeship": land})[0]
RoleAssignment.objects.create(user=dov, role="county_coordinator", county=county, from_on=date.today() - timedelta(9))
network = open_network(
    by=dov, title="Duze pliki", county=county, school_year=current_school_year(), coordinator=ada
)
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(ada.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = ada.get_session_auth_hash()
session.create()
print("MADE", network.slug, session.session_key)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path, demo=False)
    site.env |= {"SPLOT_UPLOAD_LIMIT_MB": "400", "SPLOT_QUOTA_PERSON_MB": "2000"}
    site.start()
    yield site
    site.stop()


def family(root: int) -> list[int]:
    """The process and all it started."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def memory(site: Site) -> int:
    """The largest resident size among the server's processes now."""
    largest = 0
    for pid in family(site._process.pid):  # type: ignore[union-attr]
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except FileNotFoundError:
            continue
        sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")]
        largest = max([largest, *sizes])
    return largest


def pdf_of(size: int, place: Path) -> str:
    """A PDF of exactly `size` bytes, most of it a stream no reader can press together; gives its digest."""
    import typst

    small = typst.compile(b'#set page(paper: "a5")\nDuzy plik')
    rest = random.Random(7)
    digest = hashlib.sha256()
    with place.open("wb") as target:
        for piece in (small, b"\n%"):
            target.write(piece)
            digest.update(piece)
        left = size - len(small) - 2 - len(small) - 1
        while left:
            piece = rest.randbytes(min(left, 1024 * 1024)).replace(b"%", b"x")
            target.write(piece)
            digest.update(piece)
            left -= len(piece)
        target.write(b"\n" + small)
        digest.update(b"\n" + small)
    return digest.hexdigest()


class Line:
    """A client that knows the protocol and whose connection can break."""

    def __init__(self, site: Site, session: str) -> None:
        at = urlsplit(site.url)
        self.host, self.port = at.hostname or "", at.port or 80
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={'a' * 32}",
            "X-CSRFToken": "a" * 32,
            "Tus-Resumable": "1.0.0",
            "User-Agent": "Mozilla/5.0",
        }

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection(self.host, self.port, timeout=120)
        line.request(method, path, body, self.headers | told)
        return line.getresponse()

    def broken(self, path: str, piece: bytes, at: int) -> None:
        """Send a third of a piece, then let the line go."""
        with socket.create_connection((self.host, self.port), timeout=60) as line:
            told = self.headers | {
                "Host": f"{self.host}:{self.port}", "Content-Length": str(len(piece)), "Upload-Offset": str(at),
                "Content-Type": "application/offset+octet-stream",
            }  # fmt: skip
            head = f"PATCH {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
            line.sendall(head.encode() + b"\r\n" + piece[: len(piece) // 3])


@pytest.mark.alone
def test_300_mb_broken_three_times_arrive_whole_and_go_out_again(server: Site, tmp_path: Path) -> None:
    words = next(line for line in server.manage("shell", "-c", PEOPLE).splitlines() if line.startswith("MADE"))
    _made, slug, session = words.split()
    given = tmp_path / "duzy.pdf"
    digest = pdf_of(SIZE, given)
    assert given.stat().st_size == SIZE
    line = Line(server, session)
    line.ask("GET", f"/sieci/{slug}/zasoby/dodaj/").read()
    before = memory(server)
    told = "filename " + base64.b64encode("Duży plik.pdf".encode()).decode()
    begun = line.ask("POST", f"/sieci/{slug}/zasoby/wgrywanie/", Upload_Length=str(SIZE), Upload_Metadata=told)
    assert begun.status == 201, begun.read()
    where = begun.getheader("Location")
    draft, most, breaks = None, before, {3, 9, 15}
    with given.open("rb") as source:
        while draft is None:
            at = int(line.ask("HEAD", where).getheader("Upload-Offset"))
            source.seek(at)
            piece = source.read(PIECE)
            if at // PIECE in breaks:
                breaks.remove(at // PIECE)
                line.broken(where, piece, at)
                continue
            checksum = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
            wrong = "sha256 " + base64.b64encode(hashlib.sha256(b"x").digest()).decode()
            headers = {"Upload_Offset": str(at), "Content_Type": "application/offset+octet-stream"}
            if at == 0:
                assert line.ask("PATCH", where, piece, Upload_Checksum=wrong, **headers).status == 460
            answer = line.ask("PATCH", where, piece, Upload_Checksum=checksum, **headers)
            assert answer.status == 204, answer.read()
            draft = answer.getheader("Splot-Draft")
            most = max(most, memory(server))
    assert not breaks
    back = line.ask("GET", f"/pliki/{draft}/Du%C5%BCy%20plik.pdf")
    assert back.status == 200
    got = hashlib.sha256()
    while part := back.read(4 * 1024 * 1024):
        got.update(part)
        most = max(most, memory(server))
    assert got.hexdigest() == digest
    part = line.ask("GET", f"/pliki/{draft}/Du%C5%BCy%20plik.pdf", Range=f"bytes={SIZE - 10}-")
    assert part.status == 206
    assert len(part.read()) == 10
    assert most - before < GROWTH
    assert os.listdir(Path(server.env["SPLOT_DATA_DIR"]) / "private" / "arriving") == []
