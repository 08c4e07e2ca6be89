"""What is far too large is read past without being kept (FU-11)."""

from __future__ import annotations

import tracemalloc

import pytest
from django.test import RequestFactory

from files.uploads import TOO_LARGE

EDGE = "granica"


class Endless:
    """A request's body of any length that exists nowhere; it remembers how much was read."""

    def __init__(self, size: int) -> None:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="title"\r\n\r\nTytuł\r\n--{EDGE}\r\n'
        head += 'Content-Disposition: form-data; name="files"; filename="film.pdf"\r\n\r\n'
        tail = f'\r\n--{EDGE}\r\nContent-Disposition: form-data; name="licence"\r\n\r\ncc0\r\n--{EDGE}--\r\n'
        self.head, self.tail = head.encode(), tail.encode()
        self.length = len(self.head) + size + len(self.tail)
        self.middle = size
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        size = min(64 * 1024, self.length - self.given if size < 0 else size)
        start, end = self.given, min(self.given + size, self.length)
        self.given = end
        head, middle = len(self.head), len(self.head) + self.middle
        part = self.head[start:end] if start < head else b""
        part += b"a" * max(0, min(end, middle) - max(start, head))
        return part + (self.tail[max(0, start - middle) : end - middle] if end > middle else b"")

    def readline(self) -> bytes:
        return self.read(64 * 1024)


def sent(size: int):
    body = Endless(size)
    request = RequestFactory().post("/", content_type=f"multipart/form-data; boundary={EDGE}")
    request.META["CONTENT_LENGTH"] = str(body.length)
    request._stream = body
    request._read_started = False
    return request, body


def test_a_file_over_the_limit_is_read_past_and_the_other_fields_stay(settings):
    settings.UPLOAD_LIMIT_MB = 2
    request, body = sent(15 * 1024 * 1024)
    tracemalloc.start()
    assert (request.POST["title"], request.POST["licence"]) == ("Tytuł", "cc0")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not request.FILES
    assert request.META[TOO_LARGE] == "film.pdf"
    assert body.given == body.length
    assert peak < 8 * 1024 * 1024


def test_ten_times_the_limit_is_not_read_to_its_end(settings):
    settings.UPLOAD_LIMIT_MB = 2
    request, body = sent(500 * 1024 * 1024)
    assert request.POST["title"] == "Tytuł"
    assert not request.FILES
    assert request.META[TOO_LARGE] == "film.pdf"
    assert body.given < 3 * 1024 * 1024


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024])
def test_a_file_within_the_limit_passes(size, settings):
    settings.UPLOAD_LIMIT_MB = 2
    request, _body = sent(size)
    assert request.POST["licence"] == "cc0"
    assert request.FILES["files"].size == size
    assert TOO_LARGE not in request.META
