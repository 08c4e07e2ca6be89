"""The only door through which files leave (FU-04): rights first, at every request, then bytes that cannot act."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View

from files import names, ranges, selectors
from files.models import StoredFile
from files.registry import parent_for
from files.streams import ROBOT, Bytes
from kit.verdicts import NotThere


@method_decorator(login_not_required, name="dispatch")
class BytesView(View):
    """Answers GET and HEAD with bytes; a visitor who may not have them is sent to sign in, known number or not."""

    http_method_names = ["get", "head", "options"]
    stored: StoredFile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask the parent's rule before anything else; a revoked reader gets the same as for an unknown number."""
        try:
            self.stored = selectors.file_for(request.user, kwargs["pk"])
            self.check()
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return super().dispatch(request, *args, **kwargs)

    def check(self) -> None:
        """Raise NotThere when the address is not exactly this file's."""

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


class DownloadView(BytesView):
    """The file itself, always as something to save."""

    def check(self) -> None:
        """The name in the address is the file's own, so that no address lies about what it gives."""
        if self.kwargs["name"] != self.stored.name:
            raise NotThere

    def get(self, request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponseBase:
        """Send it, and let the parent's app count a person's whole download."""
        stored = self.stored
        response = self.send(stored.content, stored.media_type, stored.size, names.disposition(stored.name))
        whole = request.method == "GET" and response.status_code == 200
        if whole and not ROBOT.search(request.headers.get("User-Agent", "")):
            papers = parent_for(stored.parent) if stored.parent is not None else None
            if papers is not None and papers.fetched is not None:
                papers.fetched(stored.parent)
        return response


class PreviewView(BytesView):
    """The picture of the first page, made by us."""

    def check(self) -> None:
        """There is one."""
        if not self.stored.preview:
            raise NotThere

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
        """Send it to be shown."""
        try:
            size = self.stored.preview.size
        except FileNotFoundError as error:
            raise NotThere from error
        return self.send(self.stored.preview, "image/webp", size, names.disposition("podglad.webp", inline=True))


class RenditionView(BytesView):
    """A picture at one of our widths, made by us."""

    def check(self) -> None:
        """There is one of this width."""
        found = self.stored.renditions.filter(width=self.kwargs["width"]).first()
        if found is None:
            raise NotThere
        self.rendition = found

    def get(self, request: HttpRequest, pk: uuid.UUID, width: int) -> HttpResponseBase:
        """Send it to be shown."""
        try:
            size = self.rendition.content.size
        except FileNotFoundError as error:
            raise NotThere from error
        return self.send(self.rendition.content, "image/webp", size, names.disposition("zdjecie.webp", inline=True))
