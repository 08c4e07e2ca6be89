"""Every refused access leaves one line: who by number, what, which and why, and nobody's words (AC-15)."""

from __future__ import annotations

import json
import logging

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.core.files.uploadedfile import SimpleUploadedFile

from kit import clock
from kit.logs import JsonLines

SECRET = "gżegżółka"


@pytest.fixture
def lines(caplog):
    """The facts of refused access written since the last look."""
    caplog.set_level(logging.INFO)

    def look():
        found = [record for record in caplog.records if record.name == "access"]
        others = [record for record in caplog.records if record.name == "django.request"]
        assert not others, "Django wrote whole addresses"
        caplog.clear()
        return found

    return look


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def facts(record):
    """What a machine reads of the line."""
    return json.loads(JsonLines().format(record))["facts"]


@pytest.mark.django_db
def test_a_page_of_another_network(client, cleo, network, ada, lines):
    from forum.services import default_section, open_thread

    thread = open_thread(by=ada, network=network, section=default_section(network), title=SECRET, text="<p>Tak</p>")
    lines()
    assert sign_in(client, cleo).get(thread.get_absolute_url()).status_code == 404
    (line,) = lines()
    which = {"slug": network.slug, "thread_id": thread.pk}
    assert facts(line) == {"who": cleo.pk, "how": "GET", "what": "forum:thread", "which": which, "why": "not there"}
    assert SECRET not in JsonLines().format(line)
    assert cleo.email not in JsonLines().format(line)


@pytest.mark.django_db
def test_what_one_sees_and_may_not_do(client, ben, network, lines):
    lines()
    assert sign_in(client, ben).get(f"/sieci/{network.slug}/plan/tresc/").status_code == 403
    (line,) = lines()
    assert (facts(line)["what"], facts(line)["why"]) == ("planning:words", "refused")


@pytest.mark.django_db
def test_the_name_of_a_file_and_the_words_of_a_secret_link_are_not_written(client, cleo, ben, network, edition, lines):
    from networks.assignments import services
    from networks.calendars.models import Feed
    from networks.calendars.tokens import token

    file = services.take_in(by=ben, edition=edition, upload=SimpleUploadedFile(f"{SECRET}.txt", b"Mam"))
    feed = Feed.objects.create(user=cleo, network=network, made_at=clock.now())
    sign_in(client, cleo)
    lines()
    assert client.get(file.address).status_code == 404
    assert client.get(f"/kalendarz/{token(feed)}.ics").status_code == 404
    of_file, of_feed = lines()
    assert facts(of_file)["which"] == {"pk": str(file.pk)}
    assert "which" not in facts(of_feed)
    assert token(feed) not in JsonLines().format(of_feed)
    assert SECRET not in JsonLines().format(of_file)


@pytest.mark.django_db
def test_the_editors_side(client, nina, lines):
    sign_in(client, nina)
    lines()
    assert client.get("/cms/users/").status_code == 404
    (line,) = lines()
    assert facts(line)["what"] == "wagtailusers_users:index"


@pytest.mark.django_db
def test_a_wrong_address_is_no_refused_access(client, nina, lines):
    sign_in(client, nina)
    lines()
    assert client.get("/czegos/takiego/nie-ma/").status_code == 404
    assert lines() == []


@pytest.mark.django_db
def test_a_withdrawn_pass(client, lines):
    from meetings.passes import selectors, services
    from tests.access.people import open_pass
    from tests.access.world import World

    world = World()
    held = world.fixture("expert_pass")
    open_pass(client, held)
    services.revoke(by=world.fixture("ada"), held=held)
    lines()
    assert client.get("/przepustka/").status_code == 404
    assert client.get(f"/przepustka/{selectors.signed(held)}/").status_code == 410
    page, link = lines()
    assert (facts(page)["what"], facts(link)["what"], facts(link)["why"]) == ("passes:guest", "passes:open", "gone")
    assert held.secret not in JsonLines().format(link)


@pytest.mark.django_db(transaction=True)
async def test_a_socket(settings, cleo, network, ada, lines):
    from channels.routing import URLRouter

    from forum.routing import websocket_urlpatterns
    from forum.services import default_section, open_thread

    thread = await sync_to_async(open_thread)(
        by=ada,
        network=network,
        section=await sync_to_async(default_section)(network),
        title=SECRET,
        text="<p>Tak</p>",
    )
    lines()
    socket = WebsocketCommunicator(URLRouter(websocket_urlpatterns), f"/ws/watek/{thread.pk}/")
    socket.scope["user"] = cleo
    connected, code = await socket.connect()
    assert (connected, code) == (False, 4404)
    (line,) = lines()
    assert facts(line) == {
        "who": cleo.pk, "how": "socket", "what": "ThreadSocket", "which": {"thread_id": thread.pk}, "why": "not there",
    }  # fmt: skip
