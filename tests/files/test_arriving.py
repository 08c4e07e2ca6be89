"""Files that come piece by piece: tus 1.0, core, creation, termination, checksum."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from files import arriving
from files.models import Arrival, StoredFile
from kit import clock
from kit.verdicts import Refused
from tests.files import makers

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
TYPE = "application/offset+octet-stream"


def lying() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def sum_of(piece: bytes, kind: str = "sha1") -> str:
    return f"{kind} {base64.b64encode(hashlib.new(kind, piece).digest()).decode()}"


@pytest.fixture
def tus(client, ben, network):
    client.force_login(ben)
    begin = reverse("resources:arrive", kwargs={"slug": network.slug})

    class Tus:
        def begin(self, size, name="Długi plan.txt", **headers):
            told = "filename " + base64.b64encode(name.encode()).decode()
            return client.post(begin, headers=TUS | {"Upload-Length": str(size), "Upload-Metadata": told} | headers)

        def add(self, where, piece, at, **headers):
            sent = TUS | {"Upload-Offset": str(at)} | headers
            return client.patch(where, piece, content_type=TYPE, headers=sent)

        def head(self, where):
            return client.head(where, headers=TUS)

        def delete(self, where):
            return client.delete(where, headers=TUS)

    return Tus()


def test_a_file_comes_in_pieces_and_becomes_a_draft(tus, ben):
    text = ("zażółć gęślą jaźń\n" * 50).encode()
    where = tus.begin(len(text))["Location"]
    assert tus.head(where)["Upload-Offset"] == "0"
    assert tus.add(where, text[:100], 0, **{"Upload-Checksum": sum_of(text[:100])})["Upload-Offset"] == "100"
    assert tus.head(where)["Upload-Offset"] == "100"
    last = tus.add(where, text[100:], 100, **{"Upload-Checksum": sum_of(text[100:], "sha256")})
    assert last.status_code == 204
    stored = StoredFile.objects.get(pk=last["Splot-Draft"])
    assert stored.name == "Długi plan.txt"
    assert stored.content.open("rb").read() == text
    assert not Arrival.objects.exists()
    assert len(lying()) == 1


def test_a_wrong_checksum_is_460_and_nothing_of_the_piece_stays(tus):
    where = tus.begin(10)["Location"]
    answer = tus.add(where, b"01234", 0, **{"Upload-Checksum": sum_of(b"inaczej")})
    assert answer.status_code == 460
    assert tus.head(where)["Upload-Offset"] == "0"
    assert tus.add(where, b"01234", 0, **{"Upload-Checksum": sum_of(b"01234")}).status_code == 204


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Upload-Offset": "3"}, 409), ({"Upload-Offset": "x"}, 400), ({"Upload-Checksum": "md5 aa=="}, 400),
     ({"Upload-Checksum": "sha1 ???"}, 400), ({"Tus-Resumable": "0.2.2"}, 412)],
)  # fmt: skip
def test_what_the_protocol_does_not_know_is_refused(headers, status, tus):
    where = tus.begin(10)["Location"]
    assert tus.add(where, b"01234", 0, **headers).status_code == status
    assert tus.head(where)["Upload-Offset"] == "0"


def test_what_it_can_do_it_says(tus, client):
    where = tus.begin(10)["Location"]
    told = client.options(where)
    assert told["Tus-Version"] == "1.0.0"
    assert "checksum" in told["Tus-Extension"]


def test_what_is_refused_at_once_makes_no_room(tus, settings):
    assert tus.begin(0).status_code == 422
    assert tus.begin(10, name="gra.exe").status_code == 422
    settings.UPLOAD_LIMIT_MB = 1
    assert tus.begin(2 * 1024 * 1024).status_code == 413
    settings.UPLOAD_LIMIT_MB, settings.QUOTA_PERSON_MB = 100, 1
    assert "1 MB" in tus.begin(2 * 1024 * 1024).content.decode()
    assert not Arrival.objects.exists()
    assert not lying()


def test_a_hostile_file_is_refused_at_its_end_and_leaves_nothing(tus):
    bad = makers.svg_bytes()
    where = tus.begin(len(bad), name="obraz.png")["Location"]
    answer = tus.add(where, bad, 0)
    assert answer.status_code == 422
    assert "obraz.png" in answer.content.decode()
    assert not lying()
    assert not Arrival.objects.exists()


def test_nobody_touches_anothers_file(tus, client, ewa, jan):
    where = tus.begin(10)["Location"]
    for other in (ewa, jan):
        client.force_login(other)
        assert tus.head(where).status_code == 404
        assert tus.add(where, b"x", 0).status_code == 404
        assert tus.delete(where).status_code == 404


def test_never_mind(tus):
    where = tus.begin(10)["Location"]
    assert tus.delete(where).status_code == 204
    assert tus.head(where).status_code == 404
    assert not lying()


def test_two_pieces_at_once_do_not_mix(ben):
    arrival = arriving.begin(by=ben, name="a.txt", size=10, space="")

    def meanwhile():
        yield b"01"
        with pytest.raises(arriving.Busy):
            arriving.add(arrival, [b"xx"], at=2)
        yield b"23"

    assert arriving.add(arrival, meanwhile(), at=0) == 4


def test_what_came_before_a_broken_connection_stays_unless_it_had_a_checksum(ben):
    arrival = arriving.begin(by=ben, name="a.txt", size=10, space="")

    def broken():
        yield b"0123"
        raise OSError

    for checksum, stays in (("", 4), (sum_of(b"01234567"), 4)):
        with pytest.raises(OSError):
            arriving.add(arrival, broken(), at=arriving.come(arrival), checksum=checksum)
        assert arriving.come(arrival) == stays


def test_too_many_at_once_and_what_stopped_coming(ben):
    for _n in range(arriving.MOST_AT_ONCE):
        arriving.begin(by=ben, name="a.txt", size=10, space="")
    with pytest.raises(Refused):
        arriving.begin(by=ben, name="a.txt", size=10, space="")
    Arrival.objects.update(moved_at=clock.now() - timedelta(hours=25))
    assert arriving.sweep() == arriving.MOST_AT_ONCE
    assert not lying()


@given(data=st.binary(min_size=1, max_size=400), cuts=st.lists(st.integers(1, 60), max_size=12))
@tries(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_it_is_cut_it_arrives_whole(ben, data, cuts):
    arrival = arriving.begin(by=ben, name="a.txt", size=len(data), space="")
    at = 0
    for cut in [*cuts, len(data)]:
        at = arriving.add(arrival, [data[at : at + cut]], at=at)
    assert arriving.place_of(arrival).read_bytes() == data
    arriving.give_up(arrival)
