"""Drafts: saved by the page while one writes, and listed."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from forum import selectors, services
from forum.models import Draft, Post, Thread
from forum.selectors import Room
from forum.services.drafts import Conflict
from forum.views.attaching import files_in
from forum.views.rooms import BadCursorError, ForumView
from kit import html
from kit.verdicts import Refused


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        raise BadCursorError
    return int(given)


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


class DraftSaveView(ForumView):
    """`forum:draft_save`, `forum:thread_draft_save`: keep what is being written; answers with its version.

    409 says that another device saved meanwhile, and what stands there. Without scripts the same address is a button.
    """

    http_method_names = ["post"]
    thread: Thread | None = None
    changed: Post | None = None
    """The post for which these are other words."""

    def fetch(self) -> None:
        """The space, and the thread where there is one."""
        super().fetch()
        if self.kwargs.get("thread_id"):
            self.thread = selectors.thread_in(self.room, self.kwargs["thread_id"])
        if self.thread is not None and "number" in self.kwargs:
            self.changed = selectors.post_in(self.thread, self.kwargs["number"])

    def post(
        self, request: HttpRequest, slug: str, thread_id: int | None = None, number: int = 0, section: str = ""
    ) -> HttpResponse:
        """Keep it, or say why not."""
        by_script = request.headers.get("X-Requested-With") == "splot"
        text = request.POST.get("text", "")
        chosen, errors = files_in(request, self.room.place)
        try:
            draft = services.drafts.save(
                by=request.user,
                place=self.room.place,
                thread=self.thread,
                parent=_number(request, "parent") or 0,
                text=text if request.POST.get("text_as") == "html" else html.from_text(text),
                title=request.POST.get("title", ""),
                version=_number(request, "draft_version") or 0,
                left=_number(request, "left"),
                files=chosen,
                key=_key(request),
                changes=self.changed,
            )
        except Conflict as conflict:
            return self._conflict(request, conflict.draft, by_script=by_script)
        except Refused as refused:
            if by_script:
                return JsonResponse({"reason": str(refused.reason)}, status=422)
            raise
        if by_script:
            return JsonResponse(_told(draft))
        for error in errors:
            messages.error(request, error)
        messages.success(request, _("The draft is saved. It waits for you here, also on another device."))
        return redirect(self._back(draft))

    def _conflict(self, request: HttpRequest, draft: Draft, *, by_script: bool) -> HttpResponse:
        if by_script:
            return JsonResponse(_told(draft) | {"html": draft.html, "title": draft.title}, status=409)
        messages.error(request, _("This draft was saved on another device meanwhile; that text is shown below."))
        return redirect(self._back(draft))

    def _back(self, draft: Draft | None) -> str:
        return link_of(self.room, self.thread, draft.parent if draft else 0, self.changed)


def _told(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {"version": 0, "saved": ""}
    hour = date_format(localtime(draft.saved_at), "H:i")
    return {"version": draft.version, "saved": _("Draft saved %(hour)s") % {"hour": hour}}


def link_of(room: Room, thread: Thread | None, parent: int, changed: Post | None = None) -> str:
    """Where a draft is taken up again."""
    if thread is None:
        return room.new_address
    if changed is not None:
        return f"{room.base}{thread.pk}/wpis/{changed.number}/zmien/"
    return f"{room.base}{thread.pk}/" + (f"?odpowiedz={parent}" if parent else "") + "#odpowiedz"


class DraftsView(ForumView):
    """`forum:drafts`: everything one has begun to write in this network."""

    def _row(self, draft: Draft) -> dict[str, Any]:
        thread = draft.changes.thread if draft.changes is not None else draft.thread
        link = link_of(self.room, thread, draft.parent, draft.changes)
        return {"draft": draft, "words": html.excerpt(draft.html, 180), "link": link}

    def get(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """The list."""
        drafts = [self._row(draft) for draft in selectors.drafts_of(self.room)]
        values = self.values(
            drafts=drafts, asked=selectors.asked_for_changes(self.room), planned=selectors.planned_in(self.room)
        )
        return render(request, "forum/drafts.html", values)

    def post(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """Throw one away."""
        number = request.POST.get("draft", "")
        for draft in selectors.drafts_of(self.room):
            if str(draft.pk) == number:
                services.drafts.drop(
                    by=request.user,
                    place=self.room.place,
                    thread=draft.thread,
                    parent=draft.parent,
                    changes=draft.changes,
                )
                messages.success(request, _("The draft is gone."))
        return redirect(f"{self.room.address}szkice/")
