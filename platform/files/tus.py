"""The tus protocol (tus.io, 1.0.0) over `files.arriving`; an app mounts `BeginsArrival` inside a place of its own."""

from __future__ import annotations

import base64
import binascii
from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views import View

from files import arriving, sniffing
from files.slots import DOCUMENT
from kit.verdicts import Refused

VERSION = "1.0.0"
LONGEST_WORDS = 4000


class Tus(View):
    """What every answer of the protocol carries."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """412 for another version of the protocol."""
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response: HttpResponseBase = HttpResponse(status=412)
            response["Tus-Version"] = VERSION
        else:
            response = super().dispatch(request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What we can do."""
        response = HttpResponse(status=204)
        response["Tus-Version"] = VERSION
        response["Tus-Extension"] = "creation,termination,checksum"
        response["Tus-Checksum-Algorithm"] = ",".join(arriving.SUMS)
        response["Tus-Max-Size"] = str(DOCUMENT.limit)
        return response


class BeginsArrival(Tus, ABC):
    """Creation; an app mounts it inside a place and says in `space` whose room is filled, having asked its rule."""

    http_method_names = ["post", "options"]

    @abstractmethod
    def space(self, request: HttpRequest, **kwargs: Any) -> str:
        """Whose room it fills; raises when the person may not add there."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make room and say where the pieces go."""
        space = self.space(request, **kwargs)
        length = request.headers.get("Upload-Length", "")
        name = _told(request.headers.get("Upload-Metadata", "")[:LONGEST_WORDS]).get("filename", "")
        if not (length.isascii() and length.isdigit()) or len(length) > 15:
            return HttpResponse(status=400)
        if int(length) > DOCUMENT.limit:
            return sentence(sniffing.too_large(name, DOCUMENT), 413)
        try:
            arrival = arriving.begin(by=request.user, name=name, size=int(length), space=space)
        except Refused as refused:
            return sentence(str(refused.reason), 422)
        response = HttpResponse(status=201)
        response["Location"] = reverse("files:arrival", kwargs={"pk": arrival.pk})
        return response


def sentence(words: str, status: int) -> HttpResponse:
    """A refusal for people."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _told(header: str) -> dict[str, str]:
    """The words of `Upload-Metadata`: names with values in base64; what cannot be read is left out."""
    found = {}
    for pair in header.split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8", "replace").replace("\x00", "")
        except binascii.Error:
            continue
    return found
