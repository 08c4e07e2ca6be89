"""The first thing that sees an upload: what is far too large is never taken in (FU-11)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

TOO_LARGE = "splot.too_large"
"""Key of request.META under which the name of a refused upload waits for the view."""


class Ceiling(FileUploadHandler):
    """Lets through files up to the limit; larger ones are read past without being kept.

    A request ten times over the limit is not read to its end at all.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.told = 0

    @property
    def limit(self) -> int:
        """The largest file in bytes."""
        return settings.UPLOAD_LIMIT_MB * 1024 * 1024

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: bytes,
        encoding: Any = None,
    ) -> None:
        """Remember what the request says of itself."""
        self.told = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop before the first byte when the whole request is too large."""
        super().new_file(*args, **kwargs)
        self.taken = 0
        if self.told > 10 * self.limit:
            self._mark()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and skip the rest of a file that grew over the limit."""
        self.taken += len(raw_data)
        if self.taken > self.limit:
            self._mark()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

    def _mark(self) -> None:
        if self.request is not None:
            self.request.META[TOO_LARGE] = self.file_name or ""
