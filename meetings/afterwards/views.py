"""Screens after a meeting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit import clock
from kit.verdicts import Refused
from meetings import selectors as meetings
from meetings.afterwards import links, rules, selectors, services
from meetings.afterwards.enums import Useful
from meetings.afterwards.forms import SurveyForm
from networks import rules as networks
from notifications.services import mark_read_about


class PageView(View):
    """`afterwards:page`: everything that is left of a meeting, in one place."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the envelope under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.envelope = selectors.envelope_for(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Minutes, decisions, files, certificate, the questions; for the coordinator what came back."""
        envelope, user = self.envelope, request.user
        meeting, network = envelope.meeting, envelope.meeting.edition.network
        minutes = meetings.minutes_for(user, meeting)
        is_published = minutes is not None and minutes.is_published
        mark_read_about(by=user, about=envelope)
        values = {
            "envelope": envelope,
            "meeting": meeting,
            "network": network,
            "standing": networks.standing(user, network),
            "tab": "meetings",
            "minutes": minutes if is_published else None,
            "decisions": meetings.decisions_of(user, meeting) if is_published else [],
            "was_there": bool(meetings.there_in([meeting], [int(user.pk or 0)])),
            "may_answer": rules.may_answer(user, envelope),
            "survey_path": links.path(user.pk, meeting.pk),
            "may_see_results": rules.may_see_results(user, envelope),
            "results": selectors.results_of(envelope),
            "fewest": services.FEWEST,
        }
        return render(request, "afterwards/page.html", values)


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class SurveyView(View):
    """`afterwards:survey`: looking changes nothing; one button answers. The link itself is the proof."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the link; the meeting must still be one the person may read."""
        super().setup(request, *args, **kwargs)
        self.person, self.envelope = selectors.by_link(kwargs["token"])

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The questions, the tapped answer chosen."""
        tapped = request.GET.get("o", "")
        form = SurveyForm(initial={"useful": tapped} if tapped in Useful.values else None)
        return self._drawn(request, form)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Add the answer, or say what is missing."""
        form = SurveyForm(request.POST)
        if self._is_other(request):
            return self._drawn(request, form, status=409)
        if not form.is_valid():
            return self._drawn(request, form, status=422)
        try:
            services.answer(by=self.person, envelope=self.envelope, **form.cleaned_data)
        except Refused:
            return self._drawn(request, form, status=422)
        return self._drawn(request, form, is_kept=True)

    def _is_other(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user != self.person)

    def _drawn(
        self, request: HttpRequest, form: SurveyForm, *, status: int = 200, is_kept: bool = False
    ) -> HttpResponse:
        values = {
            "meeting": self.envelope.meeting,
            "envelope": self.envelope,
            "form": form,
            "is_kept": is_kept,
            "is_other": self._is_other(request),
            "may_answer": rules.may_answer(self.person, self.envelope, clock.now()),
            "fewest": services.FEWEST,
        }
        answer = render(request, "afterwards/survey.html", values, status=status)
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(answer)
        return answer
