"""Lists of tasks: mine over all networks, and a network's as list, board and calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit import clock
from networks.assignments import rules, selectors
from networks.selectors import space_for

VIEWS = ("lista", "tablica", "kalendarz")
SHELVES = ("", "po-terminie", "wycofane", "dawne")


def month_in(request: HttpRequest) -> date:
    """The first day of the month asked for (`?miesiac=2026-11`), or of the present one."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("miesiac", ""))
    return date(int(found[1]), int(found[2]), 1) if found else clock.today().replace(day=1)


def chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """A word of the address, if it is one we know."""
    word = request.GET.get(name, "")
    return word if word in known else known[0]


class MyTasksView(View):
    """`assignments:mine`: what I promised, over all networks; as a list or on a calendar."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw it."""
        view = chosen(request, "widok", ("lista", "kalendarz"))
        values: dict[str, Any] = {"view": view, "now": clock.now()}
        if view == "kalendarz":
            values["month"] = selectors.month_of(selectors.my_calendar(request.user), month_in(request))
        else:
            values["mine"] = selectors.my_tasks(request.user)
            values["to_decide"] = list(selectors.to_decide(request.user)[:50])
        return render(request, "assignments/mine.html", values)


class NetworkTasksView(View):
    """`assignments:network_list`: the tab Zadania of a network."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the list, the board or the month."""
        standing = space_for(request.user, slug)
        view = chosen(request, "widok", VIEWS)
        values: dict[str, Any] = {
            "standing": standing,
            "network": standing.edition.network,
            "tab": "tasks",
            "view": view,
            "now": clock.now(),
            "may_give": rules.may_give_as(standing),
            "for_others": rules.may_give_to_others_as(standing),
        }
        if view == "tablica":
            everybody = standing.steers and request.GET.get("czyje") != "moje"
            values |= {"columns": selectors.board_of(standing, everybody=everybody), "everybody": everybody}
        elif view == "kalendarz":
            tasks = selectors.tasks_in_calendar(standing)
            county = standing.edition.network.county
            values["month"] = selectors.month_of(tasks, month_in(request), county.voivodeship_id)
        else:
            shelf = chosen(request, "polka", SHELVES)
            number = request.GET.get("strona", "1")
            page, lines = selectors.tasks_of(standing, which=shelf, page=int(number) if number.isdecimal() else 1)
            values |= {"shelf": shelf, "page": page, "lines": lines}
        return render(request, "assignments/network_list.html", values)
