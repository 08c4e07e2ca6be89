"""What the screens inside a network share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from kit.verdicts import Refused, insist
from networks.selectors import space_for
from networks.surveying import rules, selectors
from surveys.items import Item, items_of


class SpaceScreen(View):
    """Loads the reader's place; people from outside find nothing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.edition = self.standing.edition

    def draw(self, request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
        """The page in the space."""
        shell = {
            "standing": self.standing,
            "network": self.edition.network,
            "edition": self.edition,
            "tab": "surveying",
            "makes": bool(rules.may_make_as(self.standing)),
        }
        return render(request, f"surveying/{template}.html", shell | values, status=status)


class SurveyScreen(SpaceScreen):
    """Loads the survey too, under the reader's rights."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.asked = selectors.survey_in(request.user, self.standing, kwargs["number"])
        self.survey = self.asked.survey

    @property
    def items(self) -> list[Item]:
        """Its items."""
        return items_of(self.survey.items)

    def draw(self, request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
        """The page, with the survey."""
        return super().draw(request, template, status, asked=self.asked, survey=self.survey, **values)

    def done(self, request: HttpRequest, act: Any, words: str, to: Any = None, **values: Any) -> HttpResponse:
        """Do one act and say so, or say why not."""
        try:
            act(by=request.user, asked=self.asked, **values)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, words)
        return redirect(to or self.asked)


class LedScreen(SurveyScreen):
    """The same for whoever leads surveys; others are refused."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_lead(request.user, self.asked))
        return super().dispatch(request, *args, **kwargs)
