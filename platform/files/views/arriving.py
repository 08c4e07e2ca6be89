"""Large files on their way: how much has come, the next piece, never mind."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from files import arriving
from files.ranges import PIECE
from files.tus import Tus, sentence
from kit.verdicts import Refused

PIECE_TYPE = "application/offset+octet-stream"


class ArrivalView(Tus):
    """`files:arrival`: how much has come, the next piece, never mind."""

    http_method_names = ["head", "patch", "delete", "options"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load one's own unfinished file."""
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and request.method != "OPTIONS":
            self.arrival = arriving.arrival_for(request.user, kwargs["pk"])

    def head(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """Where to go on."""
        return self._offset(HttpResponse(status=200), arriving.come(self.arrival))

    def patch(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """Take a piece; with the last one the file becomes a draft, or a sentence says why not."""
        if request.content_type != PIECE_TYPE:
            return HttpResponse(status=415)
        at = request.headers.get("Upload-Offset", "")
        if not (at.isascii() and at.isdigit()) or len(at) > 15:
            return HttpResponse(status=400)
        try:
            there = arriving.add(
                self.arrival, _pieces(request), at=int(at), checksum=request.headers.get("Upload-Checksum", "")
            )
            if there < self.arrival.size:
                return self._offset(HttpResponse(status=204), there)
            draft = arriving.finish(self.arrival)
        except arriving.Elsewhere:
            return HttpResponse(status=409)
        except arriving.Busy:
            return HttpResponse(status=423)
        except arriving.BadSum:
            return HttpResponse(status=460, reason="Checksum Mismatch")
        except (arriving.UnknownSum, UnreadablePostError):
            return HttpResponse(status=400)
        except Refused as refused:
            return sentence(str(refused.reason), 422)
        response = self._offset(HttpResponse(status=204), there)
        response["Splot-Draft"] = str(draft.pk)
        return response

    def delete(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """Never mind."""
        arriving.give_up(self.arrival)
        return HttpResponse(status=204)

    def _offset(self, response: HttpResponse, there: int) -> HttpResponse:
        response["Upload-Offset"] = str(there)
        response["Upload-Length"] = str(self.arrival.size)
        return response


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece
