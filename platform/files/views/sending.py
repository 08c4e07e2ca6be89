"""The only door through which files leave (FU-04): rights first, at every request, then bytes that cannot act."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View

from files import names, selectors
from files.models import StoredFile
from files.registry import parent_for
from files.streams import ROBOT, SendsBytes
from kit.verdicts import NotThere


@method_decorator(login_not_required, name="dispatch")
class BytesView(SendsBytes, View):
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
