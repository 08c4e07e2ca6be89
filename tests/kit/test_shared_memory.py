"""The shared memory keeps its client, and answers as Django's does."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache.backends.redis import RedisCacheClient

from kit.shared_memory import OneClient, SharedMemory


def test_one_client_serves_all_questions(redis_url: str) -> None:
    client = OneClient([redis_url])
    assert client.get_client("one") is client.get_client("two", write=True)
    assert type(client.get_client("one")) is type(RedisCacheClient([redis_url]).get_client("one"))


@pytest.mark.parametrize("value", [1, "słowo", None, ("a", 2), {"b": [3]}])
def test_what_is_kept_comes_back(redis_url: str, value: Any) -> None:
    memory = SharedMemory(redis_url, {"KEY_PREFIX": "test-shared-memory"})
    memory.set("key", value, 30)
    assert memory.get("key", "nothing") == value
    memory.delete("key")
    assert memory.get("key", "nothing") == "nothing"
