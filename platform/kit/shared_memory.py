"""The memory processes share (Redis), asked with as little work as possible.

Django makes a new client for every question, which costs four times as much as the question. A client holds no state
of its own, its connections stand in the pool behind it, so one for each pool serves all questions.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError


class OneClient(RedisCacheClient):
    """Django's client of Redis, which keeps the library's client of each server."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self._clients: dict[int, Any] = {}

    def get_client(self, key: str | None = None, *, write: bool = False) -> Any:
        """The client for a question, made at the first one."""
        index = self._get_connection_pool_index(write)
        if index not in self._clients:
            self._clients[index] = super().get_client(key, write=write)
        return self._clients[index]


class SharedMemory(RedisCache):
    """Django's Redis cache with `OneClient`."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient

    def count(self, key: str, seconds: int) -> int:
        """One more under this key, which is forgotten when nobody counted for so many seconds; one question."""
        name = self.make_and_validate_key(key)
        with self._cache.get_client(key=name, write=True).pipeline(transaction=False) as both:
            return int(both.incr(name).expire(name, seconds).execute()[0])

    def publish(self, channel: str, message: bytes) -> None:
        """Give the message to whoever listens to the channel. Raises OSError when Redis is away."""
        try:
            self._cache.get_client(write=True).publish(channel, message)
        except RedisError as error:
            raise OSError(str(error)) from error
