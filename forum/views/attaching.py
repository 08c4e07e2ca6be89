"""Files that come with a form, or one by one while somebody writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from files import sniffing, uploads
from files.models import StoredFile
from files.slots import DOCUMENT
from forum import rules, selectors, services
from forum.models import Section, Thread
from forum.services.attachments import MOST_FILES
from forum.views.rooms import ForumView
from kit.verdicts import Refused, insist
from networks.models import Network


def files_in(request: HttpRequest, place: Network | Section | Thread) -> tuple[list[StoredFile], list[str]]:
    """(files that go with the words, sentences about those that could not be taken) of a form that was sent.

    The page repeats files taken in before in hidden fields `attached`, and names in `drop` those to leave out.
    """
    dropped = set(request.POST.getlist("drop"))
    numbers = [number for number in request.POST.getlist("attached") if number not in dropped]
    chosen = selectors.own_files(request.user, numbers)
    errors = []
    if uploads.TOO_LARGE in request.META:
        errors.append(sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
    for upload in [one for one in request.FILES.getlist("files") if one]:
        if len(chosen) >= MOST_FILES:
            errors.append(_("A post holds at most %(most)s files and pictures.") % {"most": MOST_FILES})
            break
        try:
            chosen.append(services.attachments.take_in(by=request.user, place=place, upload=upload))
        except Refused as refused:
            errors.append(str(refused.reason))
    return chosen, errors


def with_errors(form: Any, errors: list[str]) -> bool:
    """Put what could not be taken beside the field of files; tells whether there was anything."""
    for error in errors:
        form.add_error("files", error)
    return bool(errors)


def kept_and_dropped(request: HttpRequest, own: list[StoredFile]) -> tuple[list[StoredFile], list[StoredFile]]:
    """(files that stay, files left out) of those a post has."""
    dropped = set(request.POST.getlist("drop"))
    return [one for one in own if str(one.pk) not in dropped], [one for one in own if str(one.pk) in dropped]


class UploadView(ForumView):
    """`forum:upload`: take in one file while its post is being written; answers with its number and address."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever writes here."""
        insist(rules.may_open_thread(request.user, self.room.place))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """Keep it for a day, or say why not."""
        upload = request.FILES.get("file")
        if uploads.TOO_LARGE in request.META:
            return _refused(sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
        if upload is None:
            return _refused(_("Choose a file first."))
        picture = request.POST.get("picture") == "1"
        try:
            made = services.attachments.take_in(by=request.user, place=self.room.place, upload=upload, picture=picture)
        except Refused as refused:
            return _refused(str(refused.reason))
        return JsonResponse({"id": str(made.pk), "name": made.name, "address": made.address, "size": made.size})


def _refused(reason: str) -> JsonResponse:
    return JsonResponse({"reason": str(reason)}, status=422)
