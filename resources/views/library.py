"""The library of the whole platform and of one network."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from networks import rules as networks
from networks.models import Network
from networks.selectors import space_for
from resources import rules, selectors
from resources.views import frames
from theme.visitors import same_for_visitors

LAST_PAGE = 500


def choice_from(asked: QueryDict) -> selectors.Choice:
    """What the address asks for. Raises BadRequest for values no page of ours makes (IN-15)."""
    page = asked.get("strona", "1") or "1"
    if not (page.isascii() and page.isdigit()) or len(page) > 4 or not 1 <= int(page) <= LAST_PAGE:
        raise BadRequest("strona")
    facets = {name: asked[name] for name in selectors.FACETS if asked.get(name)}
    values = [*facets.values(), asked.get("znacznik", "")]
    if any(len(value) > 100 or "\x00" in value for value in values):
        raise BadRequest("facet")
    return selectors.Choice(
        words=asked.get("q", "").replace("\x00", "")[:200].strip(),
        facets=facets,
        tag=asked.get("znacznik", ""),
        page=int(page),
        sort=asked.get("porzadek", "") if asked.get("porzadek", "") in selectors.SORTS else "",
    )


def addresses(request: HttpRequest, shelf: selectors.Found) -> dict[str, Any]:
    """The addresses of facets, of what is chosen, and of other pages, made from the present one."""
    asked = request.GET.copy()
    asked.pop("strona", None)

    def with_(**changes: str) -> str:
        new = asked.copy()
        for name, value in changes.items():
            if value:
                new[name] = value
            else:
                new.pop(name, None)
        return f"{request.path}?{new.urlencode()}" if new else request.path

    choice, page = shelf.choice, shelf.page
    facets = [
        (
            facet,
            [(line, with_(**{facet.name: "" if line.chosen else line.value})) for line in facet.values],
        )
        for facet in shelf.facets
        if facet.values
    ]
    chosen = [(line.label, with_(**{facet.name: ""})) for facet in shelf.facets for line in facet.values if line.chosen]
    if choice.tag:
        chosen.append((f"#{choice.tag}", with_(znacznik="")))
    if choice.words:
        chosen.append((f"„{choice.words}”", with_(q="")))
    return {
        "facets": facets,
        "chosen": chosen,
        "sorts": [
            (label, with_(porzadek=name), choice.sort == name)
            for name, label in (("", _("newest")), ("uzycia", _("most used in class")))
        ],
        "kept": [(name, value) for name, value in asked.items() if name != "q"],
        "earlier": with_(strona=str(page.previous_page_number())) if page.has_previous() else "",
        "later": with_(strona=str(page.next_page_number())) if page.has_next() else "",
    }


LIST = {"results": "resources/_results.html", "facets": "resources/_facets.html"}


def listed(request: HttpRequest, choice: selectors.Choice, network: Network | None, **given: Any) -> dict[str, Any]:
    """What the templates of a list read."""
    shelf = selectors.library(request.user, choice, network=network)
    tagged = selectors.tagged(request.user, choice.tag) if request.user.is_authenticated else None
    return {"shelf": shelf, "tagged": tagged, "network": network, **given} | addresses(request, shelf)


@method_decorator(login_not_required, name="dispatch")
class LibraryView(View):
    """`resources:list`: everything the reader may read; a visitor sees what is for everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw a page of the library."""
        choice, user = choice_from(request.GET), request.user
        facts = frames.of_list(request, choice, user.is_authenticated, networks.places_of(user).enters)
        parts = frames.drawn(request, "library.list", facts, LIST, lambda: listed(request, choice, None))
        answer = render(request, "resources/list.html", parts)
        return answer if user.is_authenticated else same_for_visitors(answer)


class NetworkLibraryView(View):
    """`resources:network_list`: the tab of a network."""

    network: Network

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the reader's place in the network."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw a page of the network's library."""
        choice = choice_from(request.GET)
        may_deposit = bool(rules.may_deposit(request.user, self.network))
        may_order = bool(rules.may_order(request.user, self.network))

        def values() -> dict[str, Any]:
            collections = selectors.collections_of(request.user, self.network)[:6]
            rights = {"may_deposit": may_deposit, "may_order": may_order, "bare": True}
            return listed(request, choice, self.network, collections=collections, **rights)

        facts = frames.of_list(request, choice, self.network.pk, may_deposit, may_order)
        values_shown = {
            "network": self.network,
            "standing": self.standing,
            "tab": "resources",
            "may_deposit": may_deposit,
            "may_order": may_order,
        }
        templates = LIST | {"collections": "resources/_collections.html"}
        parts = frames.drawn(request, "library.network", facts, templates, values)
        return render(request, "resources/network_list.html", values_shown | parts)
