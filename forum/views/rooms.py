"""What every screen of the forum has: its reader's place in the network, or in the section above the networks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views import View

from forum import selectors
from forum.models import HeldPost, Thread
from forum.selectors import Room
from kit.verdicts import NotThere
from theme.visitors import same_for_visitors


class BadCursorError(ValueError):
    """A page was asked for that nobody linked to."""


class ForumView(View):
    """Loads the reader's place in the network at `slug` (404 for everybody else with an account).

    Above the networks `slug` is empty, and the place is a section: the one the address names, or the one in which its
    conversation stands. A visitor is led to sign in where something is not for everybody, whether it is there or not.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.is_closed = False
        try:
            self.fetch()
        except NotThere:
            if request.user.is_authenticated:
                raise
            self.is_closed = True

    def fetch(self) -> None:
        """Load what the screen is about; asking for the room checks the reader."""
        self.room  # noqa: B018 - fetching is checking

    @cached_property
    def room(self) -> Room:
        """The place as its reader stands in it. Raises NotThere."""
        user, slug = self.request.user, self.kwargs["slug"]
        if slug:
            return selectors.room_for(user, slug)
        asked = {"slug": "section", "thread_id": "thread_id", "held_id": "held_id"}
        name, word = next((name, word) for name, word in asked.items() if word in self.kwargs)
        return selectors.common_room_for(user, **{name: self.kwargs[word]})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A senseless address of a page is answered in kind (IN-15)."""
        if self.is_closed:
            return redirect_to_login(request.get_full_path())
        try:
            answer = super().dispatch(request, *args, **kwargs)
        except BadCursorError:
            return HttpResponseBadRequest()
        is_visitor = request.method == "GET" and not request.user.is_authenticated
        return same_for_visitors(answer) if is_visitor else answer

    def values(self, **more: Any) -> dict[str, Any]:
        """What the space's shell needs, and `more`."""
        return {
            "layout": self.room.layout,
            "network": self.room.network,
            "standing": self.room.standing,
            "room": self.room,
            "tab": "forum",
            **more,
        }


class ThreadScreen(ForumView):
    """Loads one thread of the space as well."""

    thread: Thread

    def fetch(self) -> None:
        """The thread, in the reader's space only; for a visitor together with its section."""
        user, number = self.request.user, self.kwargs["thread_id"]
        if not self.kwargs["slug"] and not user.is_authenticated:
            self.room, self.thread = selectors.public_thread(user, number)
            return
        self.thread = selectors.thread_in(self.room, number)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A post's number from the address; BadCursorError when it is none."""
    given = request.GET.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6 or int(given) < 1:
        raise BadCursorError
    return int(given)


def held_answer(request: HttpRequest, made: Any) -> HttpResponse | None:
    """Where the author is led whose words wait to be read first; None when they stand already."""
    if not isinstance(made, HeldPost):
        return None
    messages.success(request, gettext("Thank you. Your words wait to be read before others see them."))
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = made.get_absolute_url()
        return answer
    return redirect(made.get_absolute_url())
