"""Whom one can call in a post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from forum import selectors
from forum.views.rooms import ForumView
from search import limits


class PeopleView(ForumView):
    """`forum:people`: names that begin like what stands after the `@`; members of this network only.

    Above the networks those who take part in the conversation.
    """

    def get(self, request: HttpRequest, slug: str, thread_id: int | None = None) -> HttpResponse:
        """Eight at most; 429 for whoever asks more often than anybody types."""
        if not limits.within(request, "calls", limits.SUGGESTIONS):
            return HttpResponse(status=429)
        thread = selectors.thread_in(self.room, thread_id) if thread_id is not None else None
        found = selectors.callable_people(self.room, request.GET.get("q", "")[:60], thread)
        return JsonResponse({"people": [{"name": one.name, "note": one.note} for one in found]})
