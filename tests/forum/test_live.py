"""Twenty sockets on one thread, fifty replies: each arrives exactly once, over two servers and after one was killed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets
from channels.layers import channel_layers
from django.conf import settings as config
from django.db import connection
from django.test import Client

from forum.services import reply
from tests.servers import ROOT, free_port, wait_for

SOCKETS, REPLIES = 20, 50


class Listener:
    """An open page: counts what came, and after a break asks for what it missed, as the page's script does."""

    def __init__(self, url, headers, top):
        self.url, self.headers, self.top = url, headers, top
        self.got = Counter()
        self.ready = asyncio.Event()
        self.breaks = 0

    def came(self, number):
        if number > self.top:
            missed = range(self.top + 1, number + 1)
            self.got.update(missed)
            self.top = number
        elif number not in self.got:
            self.got[number] += 1

    async def listen(self):
        while True:
            try:
                async with websockets.connect(self.url(self), additional_headers=self.headers) as line:
                    async for words in line:
                        news = json.loads(words)
                        if news["type"] == "here":
                            if news["last"] > self.top:
                                self.came(news["last"])
                            self.ready.set()
                        elif news["type"] == "posted":
                            self.raw(news["number"])
                            self.came(news["number"])
            except (OSError, websockets.WebSocketException):
                self.breaks += 1
                await asyncio.sleep(0.2)

    def raw(self, number):
        """What the wire itself brought; overridden where that is counted."""


class Strict(Listener):
    """Counts the wire alone."""

    def __init__(self, *given):
        super().__init__(*given)
        self.wire = Counter()

    def raw(self, number):
        self.wire[number] += 1


@pytest.fixture
def servers(redis_url, settings):
    """Two daphnes on the test's database, joined by Redis, and the test's own channel layer beside them."""
    prefix = f"live{free_port()}"
    backend = "channels_redis.pubsub.RedisPubSubChannelLayer"
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": backend, "CONFIG": {"hosts": [redis_url], "prefix": prefix}}}
    channel_layers.backends.clear()
    values = connection.settings_dict
    address = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")},
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        "DATABASE_URL": address,
        "REDIS_URL": redis_url,
        "SPLOT_CHANNEL_PREFIX": prefix,
        "SPLOT_DATA_DIR": str(config.DATA_DIR),  # the same secret key: sessions made here are known there
    }
    running = [Server(environment) for _ in range(2)]
    yield running
    for server in running:
        server.kill()
    channel_layers.backends.clear()


class Server:
    def __init__(self, environment):
        self.environment, self.port = environment, free_port()
        self.start()

    def start(self):
        words = ["-m", "daphne", "-b", "127.0.0.1", "-p", str(self.port), "config.asgi:application"]
        self.process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"http://127.0.0.1:{self.port}/zdrowie/", self.process, 120)

    def kill(self):
        self.process.kill()
        self.process.wait(10)


def _session(user):
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return {"Cookie": cookies, "Origin": config.SOCKET_ORIGINS[0]}


def _write(thread, by, count):
    try:
        for number in range(count):
            reply(by=by, thread=thread, text=f"<p>{number}</p>", parent=1 + number % 3 if number > 3 else None)
    finally:
        connection.close()


async def _until(holds, seconds=60):
    for _ in range(seconds * 10):
        if holds():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_fifty_replies_reach_twenty_pages_exactly_once_over_two_servers_and_after_one_was_killed(
    servers, thread, ada, ben, ewa
):
    headers = [_session(user) for user in (ada, ben, ewa)]
    wanted = set(range(2, 2 + 2 * REPLIES))

    def url_of(server):
        return lambda _listener: f"ws://127.0.0.1:{server.port}/ws/watek/{thread.pk}/"

    async def watch():
        pages = [Strict(url_of(servers[at % 2]), headers[at % 3], 1) for at in range(SOCKETS)]
        tasks = [asyncio.create_task(page.listen()) for page in pages]
        pool = ThreadPoolExecutor(2)
        loop = asyncio.get_running_loop()
        try:
            await asyncio.wait_for(asyncio.gather(*(page.ready.wait() for page in pages)), 60)
            await loop.run_in_executor(pool, _write, thread, ben, REPLIES)
            await _until(lambda: all(len(page.got) >= REPLIES for page in pages))
            wires = [dict(page.wire) for page in pages]
            writing = loop.run_in_executor(pool, _write, thread, ewa, REPLIES)
            await _until(lambda: all(page.top > REPLIES + 5 for page in pages))
            await loop.run_in_executor(pool, servers[1].kill)
            await writing
            await loop.run_in_executor(pool, servers[1].start)
            await _until(lambda: all(set(page.got) >= wanted for page in pages))
        finally:
            for task in tasks:
                task.cancel()
            pool.shutdown(wait=True)
        return pages, wires

    pages, wires = asyncio.run(watch())
    assert all(wire == dict.fromkeys(range(2, 2 + REPLIES), 1) for wire in wires)
    assert all(page.got == Counter(dict.fromkeys(wanted, 1)) for page in pages)
    assert all(page.breaks for page in pages[1::2])  # those of the server that was killed
