"""Answering, by members and by whoever holds a link. Each page is drawn at once: a message, a redirect or a notice
would leave a row with a moment beside the sheet (docs/decisions/0011)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from kit import limits
from kit.verdicts import Refused, Verdict, insist
from networks.surveying import rules, selectors, services
from networks.surveying.forms import said_in
from networks.surveying.models import NetworkSurvey
from networks.surveying.sheet import drawn
from networks.surveying.views.screens import SurveyScreen
from surveys import vault
from surveys.items import items_of
from surveys.outcome import FEWEST
from surveys.services import WORD, AnswersWrong, empty

TRIES_OF_ONE, TRIES_OF_ALL = 40, 4000
"""Codes tried in an hour by one sender, and by everybody."""


class Answering:
    """What both doors share: finding a sheet by its code, leaving it half-way, handing it in, emptying it."""

    asked: NetworkSurvey

    def lay(self, code: str, raw: dict[str, Any], done: bool, word: str) -> None:
        """Give the answers to the service."""
        raise NotImplementedError

    def page(self, request: HttpRequest, status: int = 200, **values: Any) -> HttpResponse:
        """Draw the page."""
        raise NotImplementedError

    def may(self, request: HttpRequest) -> Verdict:
        """Whether the survey takes this person's answers."""
        raise NotImplementedError

    def shown(self, request: HttpRequest) -> HttpResponse:
        """An empty sheet with a code word made for it; nothing is kept until it is sent."""
        return self._sheet(request, {}, vault.code_word())

    def sent(self, request: HttpRequest) -> HttpResponse:
        """What the form asks for."""
        insist(self.may(request))
        match request.POST.get("act", ""):
            case "find":
                return self._find(request)
            case "empty":
                return self._empty(request)
            case "half":
                return self._lay(request, done=False)
        return self._lay(request, done=True)

    def _find(self, request: HttpRequest) -> HttpResponse:
        typed = request.POST.get("typed", "")
        if not limits.within_the_hour("survey-codes", request, one=TRIES_OF_ONE, everybody=TRIES_OF_ALL):
            return self._lost(request, typed, _("Too many codes were tried. Try again in an hour."))
        sheet = vault.sheet_of(self.asked.survey, typed)
        if sheet is None:
            return self._lost(request, typed, _("No sheet of this survey opens with this code."))
        return self._sheet(request, sheet["said"], _spaced(typed), found=sheet)

    def _lost(self, request: HttpRequest, typed: str, words: str) -> HttpResponse:
        return self._sheet(request, {}, vault.code_word(), status=422, typed=typed[:40], code_wrong=words)

    def _lay(self, request: HttpRequest, done: bool) -> HttpResponse:
        items = items_of(self.asked.survey.items)
        code, raw = request.POST.get("code", ""), said_in(items, request.POST)
        word = request.POST.get("word", "")
        before = vault.sheet_of(self.asked.survey, code)
        try:
            self.lay(code, raw, done, word)
        except AnswersWrong as wrong:
            return self._sheet(request, raw, code, status=422, wrong=wrong, found=before, word=word)
        except Refused as refused:
            return self._sheet(request, raw, code, status=422, refused=str(refused.reason), found=before, word=word)
        is_in = done or bool(before and before["done"])
        return self.page(request, state="kept", code=_spaced(code), is_in=is_in, is_new=before is None)

    def _empty(self, request: HttpRequest) -> HttpResponse:
        try:
            empty(survey=self.asked.survey, code=request.POST.get("code", ""))
        except Refused as refused:
            return self._sheet(request, {}, vault.code_word(), status=422, refused=str(refused.reason))
        return self.page(request, state="emptied")

    def _sheet(
        self,
        request: HttpRequest,
        said: dict[str, Any],
        code: str,
        *,
        status: int = 200,
        wrong: Any = None,
        **more: Any,
    ) -> HttpResponse:
        items = drawn(items_of(self.asked.survey.items), said, wrong.wrong if wrong else None)
        values = {"state": "sheet", "items": items, "code": code, "wrong": wrong, "may_answer": self.may(request)}
        values["word_wrong"] = wrong.wrong.get(WORD, "") if wrong else ""
        return self.page(request, status, **values, **more)


def _spaced(code: str) -> str:
    found = vault.bare(code)
    return "-".join(found[at : at + vault.OF] for at in range(0, len(found), vault.OF))


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AnswerView(Answering, SurveyScreen):
    """`surveying:answer`: a member's sheet."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The sheet."""
        insist(self.may(request))
        return self.shown(request)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Keep it, find one, empty one."""
        return self.sent(request)

    def may(self, request: HttpRequest) -> Verdict:
        """Members, until the last day."""
        return rules.may_answer(request.user, self.asked)

    def lay(self, code: str, raw: dict[str, Any], done: bool, word: str) -> None:
        """As this person."""
        services.answer(by=self.request.user, asked=self.asked, code=code, raw=raw, done=done, word=word)

    def page(self, request: HttpRequest, status: int = 200, **values: Any) -> HttpResponse:
        """In the network's space."""
        values["has_answered"] = selectors.has_answered(request.user, self.asked)
        return self.draw(request, "answer", status, base="layouts/space.html", fewest=FEWEST, **values)


@method_decorator([login_not_required, sensitive_post_parameters()], name="dispatch")
class LinkView(Answering, View):
    """`surveying:by_link`: the sheet of whoever holds a link, without an account."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The survey of the link."""
        super().setup(request, *args, **kwargs)
        self.token = kwargs["token"]
        self.asked = selectors.by_link(kwargs["number"], self.token)

    def get(self, request: HttpRequest, number: int, token: str) -> HttpResponse:
        """The sheet, or that the time is over."""
        return self.shown(request)

    def post(self, request: HttpRequest, number: int, token: str) -> HttpResponse:
        """Keep it, find one, empty one."""
        return self.sent(request)

    def may(self, request: HttpRequest) -> Verdict:
        """Whoever holds it, until the last day."""
        return rules.may_be_answered(self.asked)

    def lay(self, code: str, raw: dict[str, Any], done: bool, word: str) -> None:
        """As the holder of the link."""
        services.answer_by_link(asked=self.asked, token=self.token, code=code, raw=raw, done=done, word=word)

    def page(self, request: HttpRequest, status: int = 200, **values: Any) -> HttpResponse:
        """On a page of its own; the address is told to nobody."""
        values["has_answered"] = vault.has_answered(self.asked.survey, link=self.token)
        shell: dict[str, Any] = {
            "asked": self.asked,
            "survey": self.asked.survey,
            "network": self.asked.edition.network,
        }
        shell |= {"base": "layouts/page.html", "by_link": True, "fewest": FEWEST}
        answer = render(request, "surveying/answer.html", shell | values, status=status)
        answer["Referrer-Policy"] = "same-origin"  # "no-referrer" would make the form's origin null, and it refused
        answer["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(answer)
        return answer
