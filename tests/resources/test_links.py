"""Links are watched with real questions to a real server; nothing private is ever asked."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kit import clock
from kit.verdicts import Refused
from notifications.models import Notice
from resources import reaching, services
from resources.models import LinkCheck
from resources.reaching import Answer, ask
from tests.servers import free_port

pytestmark = pytest.mark.django_db


class Other(BaseHTTPRequestHandler):
    """Another site."""

    heard: list[str] = []

    def do_GET(self):
        self.heard.append(f"{self.command} {self.path}")
        status = int(self.path.strip("/").split("/")[0] or 200)
        if self.path == "/405" and self.command == "GET":
            status = 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.path.partition("/to")[2])
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def log_message(self, *words):
        """Quiet."""


@pytest.fixture
def other(monkeypatch):
    """The address of a real server; only here may this machine be asked, on a port of its own."""
    monkeypatch.setattr(reaching, "is_port", lambda scheme, port: scheme == "http")
    monkeypatch.setattr(reaching, "is_public", lambda address: address == "127.0.0.1")
    Other.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", Answer.ALIVE), ("/404", Answer.DEAD), ("/410", Answer.DEAD), ("/405", Answer.ALIVE),
        ("/403", Answer.UNKNOWN), ("/503", Answer.UNKNOWN), ("/301/to/200", Answer.ALIVE), ("/302/to/404", Answer.DEAD),
        ("/301/to/301", Answer.UNKNOWN), ("/302/tohttp://169.254.169.254/", Answer.UNKNOWN),
        ("/302/tofile:///etc/passwd", Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_what_a_link_says(path, answer, other):
    assert ask(other + path) == answer


def test_where_nobody_listens_it_is_dead(other):
    assert ask(f"http://127.0.0.1:{free_port()}/") == Answer.DEAD


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.5/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://example.org:22/", "http://ala@example.org/", "ftp://example.org/", "file:///etc/passwd", "http:///x",
        "http://[fd00::1]/", "http://224.0.0.1/", "http://example.org:99999/",
    ],
)  # fmt: skip
def test_machines_that_are_not_public_are_never_asked(link, monkeypatch):
    def nobody(*words, **more):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(reaching.socket, "create_connection", nobody)
    assert ask(link) == Answer.UNKNOWN


def test_the_third_silent_day_makes_a_task_for_the_author_and_a_mark(other, deposit, ben, ewa, network, client):
    resource = deposit(ben, network, link=other + "/404")
    for _day in range(2):
        assert services.watch_links() == 1
        assert services.watch_links() == 0
        LinkCheck.objects.update(asked_at=clock.now() - timedelta(days=2))
        assert not Notice.objects.filter(kind="resources.link_dead").exists()
    services.watch_links()
    assert Notice.objects.get(kind="resources.link_dead").user == ben
    client.force_login(ewa)
    page = client.get(resource.get_absolute_url()).content.decode()
    assert "nie odpowiada" in page
    assert "Link znów działa" not in page
    client.force_login(ben)
    assert "Link znów działa" in client.get(resource.get_absolute_url()).content.decode()
    LinkCheck.objects.update(asked_at=clock.now() - timedelta(days=2))
    services.watch_links()
    assert Notice.objects.filter(kind="resources.link_dead").count() == 1
    client.post(f"/zasoby/{resource.pk}/link/")
    assert not LinkCheck.objects.exists()
    with pytest.raises(Refused):
        services.ask_anew(by=ewa, resource=resource)


def test_an_answer_takes_the_mark_away_and_a_new_link_begins_anew(other, deposit, ben, network):
    resource = deposit(ben, network, link=other + "/200")
    LinkCheck.objects.create(
        resource=resource, link=other + "/404", failures=5, dead_since=clock.now(), asked_at=clock.now()
    )
    assert services.watch_links() == 1
    check = LinkCheck.objects.get()
    assert (check.link, check.failures, check.dead_since) == (other + "/200", 0, None)


def test_one_host_is_asked_once_an_hour(other, deposit, ben, network):
    for number in range(4):
        deposit(ben, network, title=f"Z{number}", link=f"{other}/200/{number}")
    assert services.watch_links() == 1
    assert len(Other.heard) == 1


def test_when_the_author_left_the_coordinator_is_asked(other, deposit, ben, ada, network):
    from resources.services import links

    resource = deposit(ben, network, link=other + "/404")
    resource.created_by = None
    resource.save(update_fields=["created_by"])
    for _day in range(3):
        links.note(resource.pk, resource.link, Answer.DEAD)
    assert Notice.objects.get(kind="resources.link_dead").user == ada
