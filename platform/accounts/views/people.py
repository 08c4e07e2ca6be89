"""Other people: the card and the photo."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from accounts import rules, selectors


class PersonView(View):
    """The card of one person, as far as this reader may see it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.card = selectors.card_of(request.user, kwargs["number"])

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        acquainted = not self.card.is_own and rules.acquainted(request.user, self.card.person)
        can_write = acquainted or (self.card.shows_topics and not self.card.is_own)
        return render(request, "accounts/person.html", {"card": self.card, "can_write": can_write})


class PhotoView(View):
    """The photo of one person; asked for at every request, kept by the reader's own browser for an hour."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.photo = selectors.photo_of(request.user, kwargs["number"])

    def get(self, request: HttpRequest, number: int) -> FileResponse:
        response = FileResponse(self.photo.open("rb"), content_type="image/webp")
        response.headers["Cache-Control"] = "private, max-age=3600"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
