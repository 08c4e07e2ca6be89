"""How moderation works here, for everybody: what, by whom, with what tools, how to object, whom to write to (DSA)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from moderation import selectors
from moderation.watch import MOST_LINKS
from theme.visitors import same_for_visitors

IN_FORCE_ON = date(2026, 11, 22)
"""Since when the words of the page are in force; a change of them changes the day."""


@method_decorator(login_not_required, name="dispatch")
class PolicyView(View):
    """`moderation:policy`: public (DS-01, DS-02, DS-07)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw it; the rules are the ones in force everywhere."""
        values = {"rules": selectors.grounds_for(""), "since": IN_FORCE_ON, "links": MOST_LINKS}
        answer = render(request, "moderation/policy.html", values)
        return answer if request.user.is_authenticated else same_for_visitors(answer)
