"""Bytes on their way out, and who fetches them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless|^$", re.IGNORECASE)
"""Programs by their own name; what they fetch is counted for nobody."""


class Bytes(StreamingHttpResponse):
    """A stream that under ASGI reads a piece at a time too (Django would gather the whole file in memory first)."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = iter(self.streaming_content)
        following = sync_to_async(lambda: next(parts, None), thread_sensitive=False)
        while (piece := await following()) is not None:
            yield piece
