"""What stands in the way, and what is done about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import NotThere
from support import selectors, services
from support.forms import DifficultyForm, ReactionForm
from support.views.inside import Act, InsideView, with_version


class DifficultiesView(InsideView):
    """`support:difficulties`: the open ones first, then the solved."""

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        found = selectors.difficulties_of(self.process)
        values = {
            "open_ones": [one for one in found if not one.is_solved],
            "solved": [one for one in found if one.is_solved],
            "keeps": self.may("difficulty"),
            "difficulty_form": DifficultyForm(auto_id="difficulty_form_%s", initial={"seen_on": clock.today()}),
        }
        return render(request, "support/difficulties.html", self.shell(request) | values | more, status=status)

    def back(self) -> str:
        return reverse("support:difficulties", kwargs={"pk": self.process.pk})


class DifficultyAddView(Act, DifficultiesView):
    """`support:difficulty_add`: a difficulty is written down."""

    form_class, slot, done = DifficultyForm, "difficulty_form", _("The difficulty is written down.")

    def act(self, **values: Any) -> None:
        services.note_difficulty(by=self.request.user, process=self.process, key=values.pop("once"), **values)


class ReactionView(Act, DifficultiesView):
    """`support:difficulty`: one difficulty, its reaction, whether it is solved."""

    http_method_names = ["get", "post"]
    form_class, done = ReactionForm, _("The reaction is written down.")

    def find(self, **kwargs: Any) -> None:
        self.difficulty = selectors.difficulty_for(self.process, kwargs["difficulty"])

    def act(self, **values: Any) -> None:
        services.react(by=self.request.user, process=self.process, difficulty=self.difficulty, **values)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        self.insist_on_writer()
        if not self.may("difficulty"):
            raise NotThere
        one = self.difficulty
        names = ("text", "reaction", "solved_on", "version")
        form = more.get("form") or ReactionForm(initial={name: getattr(one, name) for name in names})
        if form.is_bound:
            one.refresh_from_db()
            if form.non_field_errors() and str(one.version) != str(form.data.get("version")):
                said = form.non_field_errors()
                form = with_version(form, one.version)
                form.add_error(None, said)
        values = {"difficulty": one, "form": form}
        return render(request, "support/difficulty.html", self.shell(request) | values, status=status)
