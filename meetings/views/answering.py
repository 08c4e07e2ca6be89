"""The page behind a letter's link: one button that answers the invitation, without signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit.verdicts import NotThere, Refused
from meetings import answer_links, rules, selectors, services
from meetings.enums import Coming


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class AnswerLinkView(View):
    """`meetings:answer_link`: looking changes nothing; the button answers for the person the letter went to.

    The link itself is the proof, so no cookie is asked for. Somebody signed in as another person is told whose it is.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the link; the meeting must still be one the person may read."""
        super().setup(request, *args, **kwargs)
        given = answer_links.read(kwargs["token"])
        self.person = get_user_model().objects.filter(pk=given[0], is_active=True).first() if given else None
        if given is None or self.person is None:
            raise NotThere
        self.meeting = selectors.meeting_for(self.person, given[1])

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The button of the proposed answer, and the two others; a sentence when there is nothing to answer."""
        wanted = request.GET.get("odpowiedz", "")
        verdict = rules.may_answer(self.person, self.meeting)
        proposed = Coming(wanted) if wanted in Coming.values else Coming.YES
        return self._drawn(request, proposed, reason="" if verdict else verdict.reason)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Keep the answer, or say why it cannot be."""
        wanted = request.POST.get("coming", "")
        if request.user.is_authenticated and request.user != self.person:
            return self._drawn(request, Coming.YES, status=409)
        try:
            kept = services.answer(by=self.person, meeting=self.meeting, coming=wanted)
        except Refused as refused:
            return self._drawn(request, Coming.YES, reason=str(refused.reason), status=422)
        return self._drawn(request, Coming(kept.coming), kept=kept)

    def _drawn(self, request: HttpRequest, wanted: Coming, *, status: int = 200, **more: Any) -> HttpResponse:
        values = {
            "meeting": self.meeting,
            "person": self.person,
            "wanted": wanted,
            "others": [one for one in Coming if one != wanted],
            "is_other": request.user.is_authenticated and request.user != self.person,
        }
        answer = render(request, "meetings/answer_link.html", values | more, status=status)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(answer)
        return answer
