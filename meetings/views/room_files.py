"""Files of a room, taken in and given: slides and handouts, for who is there by account or by the session's pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from files import names, sniffing, uploads
from files.models import PagePicture
from files.slots import DOCUMENT, SLIDES, Slot
from files.streams import SendsBytes
from kit.verdicts import NotThere, Refused
from meetings import guests, selectors, services


@method_decorator(login_not_required, name="dispatch")
class InRoom(View):
    """For whoever is in the room: the person signed in, or the guest behind the session, as the room's socket asks."""

    person: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nobody at all is sent to sign in, whatever the address; no cache keeps what the next moment may end."""
        user = request.user
        self.person = user if user.is_authenticated else guests.person_of(request.session, kwargs["pk"])
        if self.person is None:
            return redirect_to_login(request.get_full_path())
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer


def taken_in(
    person: Any, request: HttpRequest, pk: int, slot: Slot, take: Callable[[HttpRequest, int], dict[str, Any]]
) -> HttpResponse:
    """What `take` answers of a file sent into the room, or the sentence with which it was refused (422)."""
    try:
        selectors.inside_for(person, pk)
    except Refused as refused:
        raise NotThere from refused
    try:
        if uploads.TOO_LARGE in request.META:
            raise Refused(sniffing.too_large(request.META[uploads.TOO_LARGE], slot))
        if "file" not in request.FILES:
            raise Refused(_("Choose a file first."))
        return JsonResponse(take(request, pk))
    except Refused as refused:
        return JsonResponse({"reason": str(refused.reason)}, status=422)


class SlidesView(InRoom):
    """`meetings:slides`: take a PDF in; the room's script sends it and shows what is answered."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file's number to show it by, or a sentence why it was not taken; NotThere for who is not in the room."""
        return taken_in(self.person, request, pk, SLIDES, self._take)

    def _take(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        deck = services.take_slides(by=self.person, meeting_id=pk, upload=request.FILES["file"])
        return {"file": str(deck.file_id)}


class HandOutView(InRoom):
    """`meetings:hand_out`: hand out a file; the room hears of it as of everything else."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Its event's number, or a sentence why it was not taken; NotThere for who is not in the room."""
        return taken_in(self.person, request, pk, DOCUMENT, self._take)

    def _take(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        given = {"title": request.POST.get("title", ""), "key": request.POST.get("key", "")}
        made = services.hand_file(by=self.person, meeting_id=pk, upload=request.FILES["file"], **given)
        return {"number": made.number}


class HandedView(SendsBytes, InRoom):
    """`meetings:handed`: a file that was handed out, to be saved."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
        """Its bytes."""
        file = selectors.handed_file(self.person, pk, number)
        return self.send(file.content, file.media_type, file.size, names.disposition(file.name))


class PageScreen(InRoom):
    """A page of what is shown now; NotThere for who is not in the room and for what is not shown."""

    http_method_names = ["get", "head"]
    page: PagePicture

    def fetch(self, pk: int, deck: int, number: int) -> PagePicture:
        """The page under the rights of the person."""
        return selectors.page_for(self.person, pk, deck, number)


class SlideView(SendsBytes, PageScreen):
    """`meetings:slide`: the page as a picture."""

    def get(self, request: HttpRequest, pk: int, deck: int, number: int) -> HttpResponseBase:
        """Send it to be looked at."""
        page = self.fetch(pk, deck, number)
        try:
            size = page.content.size
        except FileNotFoundError as error:
            raise NotThere from error
        return self.send(page.content, "image/webp", size, names.disposition(f"strona-{number}.webp", inline=True))


class SlideWordsView(PageScreen):
    """`meetings:slide_words`: the words of the page, for who cannot look at it."""

    def get(self, request: HttpRequest, pk: int, deck: int, number: int) -> HttpResponse:
        """Plain text, empty when the page holds none."""
        words = selectors.words_of(self.fetch(pk, deck, number))
        return HttpResponse(words, content_type="text/plain; charset=utf-8")
