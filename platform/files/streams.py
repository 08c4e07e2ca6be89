"""Bytes on their way out, under headers with which they can only be looked at or saved, and who fetches them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from files import ranges
from kit.verdicts import NotThere

ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless|^$", re.IGNORECASE)
"""Programs by their own name; what they fetch is counted for nobody."""


class Bytes(StreamingHttpResponse):
    """A stream that under ASGI reads a piece at a time too (Django would gather the whole file in memory first)."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = iter(self.streaming_content)
        following = sync_to_async(lambda: next(parts, None), thread_sensitive=False)
        while (piece := await following()) is not None:
            yield piece


class SendsBytes:
    """For a view that has asked its rule and sends bytes of the private storage; honours HEAD and Range."""

    request: HttpRequest

    def send(self, content: FieldFile, media_type: str, size: int, disposition: str) -> HttpResponseBase:
        """The bytes asked for, with headers under which they can only be looked at or saved."""
        try:
            response = self._bytes(content, size)
        except FileNotFoundError as error:
            raise NotThere from error
        response["Content-Type"] = media_type
        response["Content-Disposition"] = disposition
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _bytes(self, content: FieldFile, size: int) -> HttpResponseBase:
        if settings.ACCEL_PREFIX:
            response: HttpResponseBase = HttpResponse()
            response["X-Accel-Redirect"] = f"{settings.ACCEL_PREFIX.rstrip('/')}/{content.name}"
            return response
        asked = self.request.headers.get("Range", "") if "If-Range" not in self.request.headers else ""
        try:
            span = ranges.wanted(asked, size)
        except ranges.OutOfRange:
            response = HttpResponse(status=416)
            response["Content-Range"] = f"bytes */{size}"
            return response
        first, last = span or (0, size - 1)
        if self.request.method == "HEAD":
            response = HttpResponse(status=206 if span else 200)
        else:
            response = Bytes(ranges.pieces(content.open("rb"), first, last), status=206 if span else 200)
        response["Content-Length"] = str(last - first + 1)
        response["Accept-Ranges"] = "bytes"
        if span:
            response["Content-Range"] = f"bytes {first}-{last}/{size}"
        return response
