"""A scanner of viruses speaks ClamAV's language over a real socket; a file waits for it and is never lost (FU-09)."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from files import preparing, services, viruses
from files.models import FileState, StoredFile
from files.selectors import file_for
from kit import clock
from kit.verdicts import Refused
from resources import services as library
from tests.files.makers import upload
from tests.servers import free_port

pytestmark = pytest.mark.django_db

BAD = b"X5O!P%@AP-not-the-real-one"


class Scanner(socketserver.BaseRequestHandler):
    """Answers INSTREAM as clamd does."""

    says = ""

    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        held = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            held += self._exactly(size)
        self.request.sendall(
            (self.says or ("stream: Test.Virus FOUND" if BAD in held else "stream: OK")).encode() + b"\0"
        )

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size and (piece := self.request.recv(size - len(got))):
            got += piece
        return got


@pytest.fixture
def scanner(settings: Any) -> Iterator[type[Scanner]]:
    kind = type("Own", (Scanner,), {})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        yield kind
        server.shutdown()


@pytest.fixture
def away(settings: Any) -> None:
    settings.CLAMAV = f"127.0.0.1:{free_port()}"


@pytest.fixture
def resource(ben, network):
    def make(content):
        draft = library.take_in(by=ben, network=network, upload=upload("plan.txt", content))
        values = {"title": "Plan", "licence": "cc_by", "visibility": "network"}
        return library.deposit(by=ben, network=network, values=values, drafts=[draft])

    return make


def test_a_clean_file_is_for_others_only_once_it_was_looked_at(scanner, resource, ewa, client, work_done):
    made = resource(b"czysty tekst " * 20_000)
    file = made.files.get()
    client.force_login(ewa)
    refused = client.get(file.address)
    assert refused.status_code == 403
    assert "wirus" in refused.content.decode()
    assert "wirus" in client.get(made.get_absolute_url()).content.decode()
    work_done()
    assert client.get(file.address).status_code == 200
    assert "wirus" not in client.get(made.get_absolute_url()).content.decode()


def test_a_file_with_a_virus_is_fetched_by_nobody_and_its_page_says_why(scanner, resource, ben, ewa, client, work_done):
    made = resource(b"tekst " + BAD)
    work_done()
    file = made.files.get()
    assert file.state == FileState.INFECTED
    assert not file.text
    for person in (ben, ewa):
        client.force_login(person)
        assert client.get(file.address).status_code == 403
        page = client.get(made.get_absolute_url()).content.decode()
        assert "Test.Virus" in page
        assert file.address not in page
    with pytest.raises(Refused):
        library.take_over(by=ewa, network=made.network, file=file)
    assert not client.get(f"/zasoby/{made.pk}/paczka.zip").getvalue().count(BAD)


def test_while_the_scanner_is_away_the_file_waits_and_is_taken_up_again(away, resource, ewa, settings, work_done):
    file = resource(b"tekst").files.get()
    work_done()
    file.refresh_from_db()
    assert file.state == FileState.WAITING
    with pytest.raises(Refused) as refused:
        file_for(ewa, file.pk)
    assert file.name in str(refused.value.reason)
    assert Path(file.content.path).read_bytes() == b"tekst"
    assert preparing.prepare_waiting() == 0
    StoredFile.objects.filter(pk=file.pk).update(uploaded_at=clock.now() - timedelta(minutes=11))
    assert preparing.prepare_waiting() == 1
    settings.CLAMAV = ""
    work_done()
    file.refresh_from_db()
    assert file.state == FileState.READY


@pytest.mark.parametrize("says", ["INSTREAM size limit exceeded. ERROR", "", "stream: OKAY", "nonsense"])
def test_an_answer_that_is_no_answer_is_not_taken_for_clean(says, scanner):
    scanner.says = says or " "
    with pytest.raises(viruses.Away):
        viruses.found_in([b"tekst"])


def test_a_socket_of_this_machine(settings, tmp_path):
    place = str(tmp_path / "clamd.ctl")
    with socketserver.ThreadingUnixStreamServer(place, Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV = place
        assert viruses.found_in([b"tekst", b"x" * 200_000]) == ""
        assert viruses.found_in([BAD]) == "Test.Virus"
        server.shutdown()


def test_without_a_scanner_nothing_waits(ben, work_done):
    stored = services.receive(by=ben, upload=upload("a.txt", b"tekst"))
    assert not stored.is_held
    assert file_for(ben, stored.pk) == stored
