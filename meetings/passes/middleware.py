"""At the door of files, and nowhere else, a browser's pass says who is asking."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from meetings.passes import selectors

DOOR = "/pliki/"


class Guest(AnonymousUser):
    """Nobody, with a pass: anonymous to every rule but the one for files laid beside this very pass."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.expert_pass = number


class GuestAtFiles:
    """Lets the rule of passes see the pass of a browser nobody is signed in to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.path_info.startswith(DOOR) and settings.SESSION_COOKIE_NAME in request.COOKIES
        if asked and not request.user.is_authenticated:
            held = selectors.in_session(request.session)
            if held is not None:
                request.user = Guest(held.pk)
        return self.get_response(request)
