"""The screens of search: results, and suggestions while typing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from search import limits, selectors
from search.query import LONGEST
from search.registry import ENTRIES

FACET_LABELS: dict[str, str | Promise] = {
    "network": _("Network"),
    "county": _("County"),
    "voivodeship": _("Voivodeship"),
    "subject": _("Subject"),
    "stage": _("Stage of education"),
    "competence": _("Key competence"),
    "type": _("Type"),
    "kind": _("Type"),
    "licence": _("Licence"),
    "tag": _("Tag"),
    "author": _("Author"),
    "year": _("School year"),
    "section": _("Section"),
}
"""Words for facets that apps give; a name that stands nowhere here is not shown."""
MOST_FACET_WORDS = 20


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
        page = given.get("page", "")
        self.page = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.words and not limits.within(request, "question", limits.QUESTIONS):
            return render(request, "search/results.html", {"words": self.words, "is_too_often": True}, status=429)
        results = selectors.find(
            request.user,
            self.words,
            kinds=[self.kind] if self.kind else None,
            facets=self.facets,
            sort=self.sort,
            page=self.page,
        )
        values = {
            "words": self.words[:LONGEST],
            "is_cut": len(self.words) > LONGEST,
            "results": results,
            "kind": self.kind,
            "sort": self.sort,
            "facets": [
                {"name": name, "label": FACET_LABELS[name], "choices": choices}
                for name, choices in results.facets.items()
                if name in FACET_LABELS
            ],
            "all_count": sum(choice.count for choice in results.kinds),
            "chosen": [f"{name}:{word}" for name, words in self.facets.items() for word in words],
            "pager": Paginator(range(results.total), selectors.PAGE).page(results.page) if results.total else None,
        }
        return render(request, "search/results.html", values)


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
