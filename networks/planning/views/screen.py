"""What every screen of the plan shares: the reader's place, the plan, the shell of the space."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit.verdicts import insist
from networks.planning import rules, selectors


class PlanScreen(View):
    """Loads the reader's place and the plan; people from outside find nothing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing, self.plan = selectors.plan_in(request.user, kwargs["slug"])
        self.edition = self.standing.edition

    def shell(self, **values: Any) -> dict[str, Any]:
        """What the space's layout needs, with the screen's own values."""
        return {
            "standing": self.standing,
            "network": self.edition.network,
            "edition": self.edition,
            "plan": self.plan,
            "tab": "plan",
            "writes": bool(rules.may_write_plan_as(self.standing, self.plan)),
            **values,
        }

    def draw(self, request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
        """The page."""
        return render(request, f"planning/{template}.html", self.shell(**values), status=status)


class WritingScreen(PlanScreen):
    """Only for those who write the plan."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_write_plan_as(self.standing, self.plan))
        return super().dispatch(request, *args, **kwargs)
