"""The client of the search server, against a small server of ours that answers in its shapes."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from search import selectors, services
from search.engines.meilisearch import INDEX_SETTINGS, MeilisearchEngine
from search.models import Document, Waiting
from search.query import parse

VISITOR = AnonymousUser()


class _Stub(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size) or b"null")
        server: Any = self.server
        server.asked.append((self.command, self.path, body))
        if server.slow:
            server.slow.wait(5)
        status, answer = server.status, {"message": "broken", "code": "internal", "type": "internal", "link": ""}
        if status == 200 and self.path.endswith("/search"):
            answer = {"hits": server.hits, "query": "", "processingTimeMs": 1, "limit": 20, "offset": 0}
        elif status == 200:
            status = 202
            answer = {
                "taskUid": len(server.asked),
                "indexUid": "splot",
                "status": "enqueued",
                "type": "documentAdditionOrUpdate",
                "enqueuedAt": "2026-11-03T10:00:00.000001Z",
            }
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_PATCH = do_DELETE = do_GET = do_PUT = _answer  # noqa: N815

    def log_message(self, *_words: Any) -> None:
        """Silent."""


@pytest.fixture
def server(things: Any, settings: Any) -> Any:
    stub: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Stub)
    stub.asked, stub.hits, stub.status, stub.slow = [], [], 200, None
    thread = threading.Thread(target=stub.serve_forever, daemon=True)
    thread.start()
    settings.MEILISEARCH_URL = f"http://127.0.0.1:{stub.server_address[1]}"
    settings.MEILISEARCH_INDEX = "splot"
    MeilisearchEngine._away_until = 0.0
    yield stub
    MeilisearchEngine._away_until = 0.0
    if stub.slow:
        stub.slow.set()
    stub.shutdown()
    stub.server_close()


def test_a_change_is_marked_and_delivered_in_tokens_with_its_audience(server, put):
    thing = put("Dyrektorzy szkół", "W Łodzi", audience=["signed-in", "public"])
    number = Document.objects.get(about_id=thing.pk).pk
    assert list(Waiting.objects.values_list("number", flat=True)) == [number]
    assert services.deliver() == 1
    assert not Waiting.objects.exists()
    method, path, body = next(one for one in server.asked if "/documents" in one[1])
    assert (method, path.split("?")[0]) == ("POST", "/indexes/splot/documents")
    assert body[0]["acl"] == ["public", "signed-in"]
    assert "dyrektor" in body[0]["title_tokens"].split()
    assert "lodz" in body[0]["body_tokens"].split()
    assert any(one[0] == "PATCH" and one[2] == INDEX_SETTINGS for one in server.asked)


def test_a_removal_is_delivered(server, put):
    thing = put("Ogród")
    number = Document.objects.get().pk
    services.deliver()
    services.forget(model=type(thing), numbers=[thing.pk])
    services.deliver()
    assert any("delete-batch" in path and body == [str(number)] for _method, path, body in server.asked)
    assert not Waiting.objects.exists()


def test_the_server_ranks_and_the_database_decides_who_sees(server, put):
    first, second = put("Ogród pierwszy", slug="a"), put("Ogród drugi", slug="b")
    hidden = put("Ogród tajny", slug="c", audience=["signed-in"])
    services.deliver()
    numbers = {doc.about_id: doc.pk for doc in Document.objects.all()}
    server.hits = [{"id": numbers[thing.pk]} for thing in (second, hidden, first)] + [{"id": 987654}]
    results = selectors.find(VISITOR, "ogrodu")
    assert [hit.url for hit in results.hits] == ["/sieci/b/", "/sieci/a/"]
    assert results.total == 2
    _method, path, body = server.asked[-1]
    assert path == "/indexes/splot/search"
    assert body["filter"] == ['acl IN ["public"]']
    assert body["q"] == "ogrod"


def test_nothing_typed_reaches_the_filter(server):
    engine = MeilisearchEngine(behind=None)
    assert engine.filters({'a"] OR acl EXISTS', "public"}, ["thing"]) == [
        'acl IN ["a\\"] OR acl EXISTS", "public"]',
        'kind IN ["thing"]',
    ]
    assert engine.words(parse('acl = "public" OR -tajny')).startswith("acl public or -tajn")


@pytest.mark.parametrize("fault", ["broken", "refused", "slow", "nonsense"])
def test_a_server_that_fails_is_replaced_by_the_database_in_time(server, put, settings, caplog, fault):
    put("Ogród", slug="a")
    services.deliver()
    if fault == "broken":
        server.status = 500
    elif fault == "refused":
        settings.MEILISEARCH_URL = "http://127.0.0.1:9"
    elif fault == "slow":
        server.slow = threading.Event()
    else:
        server.hits = "nonsense"
    begun = time.monotonic()
    results = selectors.find(VISITOR, "ogród")
    assert results.total == 1
    assert time.monotonic() - begun < 4  # the server would have kept us for five
    assert "the database answers" in caplog.text


def test_after_a_failure_the_server_is_left_alone_for_a_while(server, put):
    put("Ogród")
    services.deliver()
    server.status = 500
    for _ in range(3):
        selectors.find(VISITOR, "ogród")
    assert len([one for one in server.asked if one[1].endswith("/search")]) == 1


def test_what_the_server_missed_waits_and_is_delivered_when_it_is_back(server, put, work_done):
    server.status = 500
    put("Ogród", slug="a")
    with pytest.raises(Exception, match="broken"):
        services.deliver()
    assert Waiting.objects.count() == 1
    server.hits = []
    assert selectors.find(VISITOR, "ogród").total == 1, "while it waits the database answers"
    server.status = 200
    assert services.deliver() == 1
    assert not Waiting.objects.exists()
