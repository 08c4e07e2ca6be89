"""The screens of search: results, and suggestions while typing."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import Refused
from search import drawing, limits, selectors, services
from search.forms import KeepForm
from search.query import LONGEST
from search.registry import ASKING, ENTRIES, Place
from theme import pieces
from theme.templatetags.kept import squeezed
from theme.visitors import same_for_visitors

FACET_LABELS: dict[str, str | Promise] = {
    "network": gettext_lazy("Network"),
    "county": gettext_lazy("County"),
    "voivodeship": gettext_lazy("Voivodeship"),
    "subject": gettext_lazy("Subject"),
    "stage": gettext_lazy("Stage of education"),
    "competence": gettext_lazy("Key competence"),
    "type": gettext_lazy("Type"),
    "kind": gettext_lazy("Type"),
    "licence": gettext_lazy("Licence"),
    "tag": gettext_lazy("Tag"),
    "author": gettext_lazy("Author"),
    "year": gettext_lazy("School year"),
    "section": gettext_lazy("Section"),
}
"""Words for facets that apps give; a name that stands nowhere here is not shown."""
MOST_FACET_WORDS, MOST_ASKED = 20, 4


@method_decorator(login_not_required, name="dispatch")
class ResultsView(View):
    """Everything the reader may find; open to visitors, who find what is public."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        given = request.GET
        self.words = given.get("q", "").strip()
        self.kind = given.get("kind", "") if given.get("kind", "") in ENTRIES else ""
        self.facets = _facets(given.getlist("f"))
        self.sort = selectors.NEWEST if given.get("sort") == selectors.NEWEST else selectors.BEST
        self.place = selectors.place_named(request.user, given.get("network", ""))
        page = given.get("page", "")
        self.page = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.words and not limits.within(request, "question", limits.QUESTIONS):
            parts = self.parts({"words": self.words, "is_too_often": True})
            return render(request, "search/results.html", {"words": self.words, "parts": parts}, status=429)
        results = selectors.find(
            request.user,
            self.words,
            kinds=[self.kind] if self.kind else None,
            facets=self.facets,
            network=self.place,
            sort=self.sort,
            page=self.page,
        )
        if self.words and not results.total and not (self.kind or self.facets or self.place):
            services.note_unanswered(words=self.words)
        answer = render(request, "search/results.html", {"words": self.words[:LONGEST], "parts": self.drawn(results)})
        # What found nothing is counted each time, so that page is not kept.
        is_kept = bool(results.total) and not request.user.is_authenticated
        return same_for_visitors(answer) if is_kept else answer

    def drawn(self, results: selectors.Results) -> dict[str, SafeString]:
        """The parts of the page, drawn once as long as the answer is held for readers to whom they look the same."""
        places = selectors.places_of(self.request.user)
        looks = (
            *(self.request.get_full_path(), get_language(), clock.today(), self.request.user.is_authenticated),
            *((place.slug, place.title) for place in places),
        )
        found = results.drawn.get(looks)
        if found is None:
            found = results.drawn[looks] = self.parts(self.values(results, places))
        token = get_token(self.request) if any(pieces.TOKEN in part for part in found.values()) else ""
        return {name: pieces.filled(part, token=token, address="") for name, part in found.items()}

    def parts(self, values: dict[str, Any]) -> dict[str, str]:
        """Main column and aside, with openings for the form's token and its fresh key (theme.pieces)."""
        values |= {"csrf_token": pieces.TOKEN, "fresh_key": pieces.KEY}
        return {
            name: squeezed(render_to_string(f"search/_{name}.html", values, self.request)) for name in ("main", "aside")
        }

    def values(self, results: selectors.Results, places: list[Place]) -> dict[str, Any]:
        """What the parts are drawn from."""
        chosen = [f"{name}:{word}" for name, said in self.facets.items() for word in said]
        behind = max(0, results.complete - (results.page - 1) * selectors.PAGE)
        facets = [
            {
                "label": FACET_LABELS[name],
                "choices": drawing.choices(name, choices, is_capped=results.facets_capped),
            }
            for name, choices in results.facets.items()
            if name in FACET_LABELS
        ]
        return {
            "words": self.words[:LONGEST],
            "is_cut": len(self.words) > LONGEST,
            "results": results,
            "full_hits": drawing.hits(results.hits[:behind]),
            "partial_hits": drawing.hits(results.hits[behind:]),
            "kind": self.kind,
            "sort": self.sort,
            "facets": facets,
            "all_count": sum(choice.count for choice in results.kinds),
            "chosen": chosen,
            "promoted": selectors.promoted_for(results.query) if results.page == 1 else [],
            "places": places,
            "places_facts": (self.place.slug if self.place else "", tuple((one.slug, one.title) for one in places)),
            "place": self.place,
            "asking": self.asking(places) if results.query and not results.complete else [],
            "kept_facets": json.dumps(chosen),
            "may_keep": self.request.user.is_authenticated and bool(results.query),
            "pager": Paginator(range(results.total), selectors.PAGE).page(results.page) if results.total else None,
        }

    def asking(self, places: list[Place]) -> list[dict[str, str]]:
        """Where the question can be put to people instead: the reader's networks, at most a few."""
        near = [self.place] if self.place else places[:MOST_ASKED]
        return [
            {"title": place.title, "url": function(place.slug, self.words[:LONGEST])}
            for place in near
            for function in ASKING
        ]


class KeptView(View):
    """The reader's saved searches, each with how much is new since it was last looked at; and keeping one more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; asks each of them again, thirty at most."""
        kept = [selectors.fresh_of(request.user, one, since=one.seen_at) for one in selectors.kept_by(request.user)]
        return render(request, "search/kept.html", {"kept": kept, "labels": {one.name: one.label for one in ENTRIES}})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep one and show the list."""
        form = KeepForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This search could not be saved."))
            return redirect("search:kept")
        given = form.cleaned_data
        try:
            services.keep(
                by=request.user, words=given["words"], kind=given["kind"], facets=given["facets"],
                network=given["network"], key=given["once"],
            )  # fmt: skip
            messages.success(request, _("Saved. What is new for it will come with your weekly letter."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("search:kept")


class KeptActView(View):
    """One saved search: opened, forgotten, with or without letters."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kept = selectors.kept_of(request.user, kwargs["number"])

    def post(self, request: HttpRequest, number: int, act: str) -> HttpResponse:
        """Do it and come back to the list, or to the results."""
        if act == "otworz":
            services.seen(by=request.user, kept=self.kept)
            return redirect(self.kept.get_absolute_url())
        if act == "usun":
            services.drop(by=request.user, kept=self.kept)
            messages.success(request, _("The saved search was deleted."))
        else:
            services.send_letters(by=request.user, kept=self.kept, on=act == "list")
        return redirect("search:kept")


@method_decorator(login_not_required, name="dispatch")
class SuggestView(View):
    """A fragment: titles for what is being typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")
        hits = []
        if words.strip() and limits.within(request, "suggestion", limits.SUGGESTIONS):
            hits = selectors.suggest(request.user, words)
        return render(request, "search/suggestions.html", {"hits": hits, "words": words.strip()[:LONGEST]})


def _facets(given: list[str]) -> dict[str, list[str]]:
    """`name:word` pairs from the address; names we do not know are left out."""
    chosen: dict[str, list[str]] = {}
    for pair in given[:MOST_FACET_WORDS]:
        name, _colon, word = pair.partition(":")
        if name in FACET_LABELS and word:
            chosen.setdefault(name, []).append(word[:200])
    return chosen
