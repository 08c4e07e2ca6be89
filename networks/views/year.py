"""How a network's year goes on: its steps, its settings, its next year, its earlier years."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import Refused, insist
from networks import rules, selectors, services
from networks.forms import ASK, CARRY, RenewForm, SettingsForm, StepForm
from networks.memory import shelves_of
from networks.states import EditionState
from networks.views.inside import EditionView


class YearView(EditionView):
    """`networks:year`: where the year stands, what can be done next, what needs attention, how it went so far."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_look_after(request.user, self.edition))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the page."""
        return self._draw(request)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take a step; a refusal stands beside the step, with what was typed."""
        form = StepForm(request.POST)
        if not form.is_valid():
            return self._draw(request, form)
        try:
            services.move_year(
                by=request.user,
                edition=self.edition,
                state=form.cleaned_data["state"],
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            return self._draw(request, form, str(refused.reason))
        messages.success(request, _("The year went on."))
        return redirect("networks:year", slug=slug)

    def _draw(self, request: HttpRequest, form: StepForm | None = None, reason: str = "") -> HttpResponse:
        tried = form.data.get("state", "") if form is not None else ""
        steps = [
            {"step": step, "form": form if step.state == tried else StepForm(initial={"state": step.state})}
            for step in selectors.next_steps(request.user, self.edition)
        ]
        over = self.edition.state in (EditionState.SUMMARISING, EditionState.CLOSED, EditionState.ARCHIVED)
        in_season = over or clock.today() >= self.edition.school_year.ends_on.replace(month=4, day=1)
        return self.page(
            request,
            "networks/year.html",
            status=409 if form is not None else 200,
            steps=steps,
            tried=tried,
            reason=reason,
            stages=selectors.stages_of(self.edition),
            history=selectors.steps_of(self.edition),
            attention=selectors.attention_of(self.edition),
            coordinators=selectors.coordinators_of(self.edition),
            # In autumn the next year is not yet anybody's business, and its button would only frighten.
            renewing=in_season and rules.may_renew(request.user, self.edition),
            settling=rules.may_settle(request.user, self.edition),
            appointing=rules.may_appoint(request.user, self.edition.network),
            has_past=selectors.has_earlier_years(self.edition),
            over=over,
        )


class SettingsView(EditionView):
    """`networks:settings`: how one joins, how large the network is, how it introduces itself."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_settle(request.user, self.edition))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        network, edition = self.edition.network, self.edition
        values = {
            "join_policy": network.join_policy,
            "question": network.question,
            "target_size": edition.target_size,
            "capacity": edition.capacity,
            "summary": network.summary,
            "description": network.description,
        }
        return self.page(request, "networks/settings.html", form=SettingsForm(initial=values))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save it; places that became free are offered to the people who wait."""
        form = SettingsForm(request.POST)
        if form.is_valid():
            try:
                services.settle(by=request.user, edition=self.edition, **form.cleaned_data)
            except Refused as refused:
                form.add_error("capacity", str(refused.reason))
            else:
                messages.success(request, _("The settings are saved."))
                return redirect("networks:year", slug=slug)
        return self.page(request, "networks/settings.html", form=form)


class RenewView(EditionView):
    """`networks:renew`: the next year of the network, with the people, goal and recommendations carried over."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_renew(request.user, self.edition))
        self.people = selectors.people_to_renew(self.edition)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, with what the accepted report recommends."""
        initial = {"recommendations": services.recommendations_of(self.edition)}
        return self._draw(request, RenewForm(initial=initial, edition=self.edition, people=self.people))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Open the next year."""
        form = RenewForm(request.POST, edition=self.edition, people=self.people)
        if form.is_valid():
            good = form.cleaned_data
            try:
                services.renew(
                    by=request.user,
                    edition=self.edition,
                    school_year=good["school_year"],
                    carried=form.chosen(CARRY),
                    asked=form.chosen(ASK),
                    goal=good["goal"],
                    recommendations=good["recommendations"],
                    key=good["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The next year of the network is open."))
                return redirect("networks:year", slug=slug)
        return self._draw(request, form)

    def _draw(self, request: HttpRequest, form: RenewForm) -> HttpResponse:
        return self.page(request, "networks/renew.html", form=form, people=form.people_fields)


class EarlierYearsView(View):
    """`networks:years`: the earlier years of a network, to be read."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The list."""
        found = selectors.earlier_years(request.user, slug)
        values = {"years": found, "network": found[0].network}
        return render(request, "networks/years.html", values)


class EarlierYearView(View):
    """`networks:year_past`: one earlier year: what it reached, who was there, how it went."""

    def get(self, request: HttpRequest, slug: str, begins: int) -> HttpResponse:
        """Draw it; nothing can be changed here."""
        edition = selectors.earlier_year(request.user, slug, begins)
        chapters = selectors.remembered(edition)
        for chapter in chapters:
            chapter["counted"] = any(figure["value"] for figure in chapter["figures"])
        values = {
            "edition": edition,
            "network": edition.network,
            "shelves": shelves_of(request.user, edition),
            "chapters": chapters,
            "silent": [one["title"] for one in chapters if one["figures"] and not (one["counted"] or one["text"])],
            "people": selectors.people_then(edition),
            "history": selectors.steps_of(edition),
        }
        return render(request, "networks/year_past.html", values)
