"""Needs reported to the county: reporting, one's own list, the county's list and its answers (D33)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.models import Profile
from kit.verdicts import Refused, insist
from networks.forms import OpenNetworkForm
from networks.needs import rules, selectors, services, themes
from networks.needs.forms import NeedForm, NetworkAnswerForm, WordsForm
from networks.selectors import counties_of
from provenance import services as provenance
from provenance.registry import parse

MOST_MINE = 100
"""Needs of one person shown on one page."""


class ReportView(View):
    """`needs:report`: report a need, on its own or made from something found in a school."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the school of the reporter and the counties offered."""
        super().setup(request, *args, **kwargs)
        self.counties, self.school = [], None
        if request.user.is_authenticated:
            self.counties = selectors.counties_offered(request.user)
            profile = Profile.objects.filter(user=request.user).select_related("institution").first()
            self.school = profile.institution if profile else None

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        words = request.GET.get("z", "")
        seed = provenance.seed(by=request.user, source=parse(words))
        initial = {"made_from": words, "on_behalf": self.school is not None}
        if seed:
            initial |= {"title": seed.title[:160], "text": seed.text[:4000]}
        return self._page(request, NeedForm(initial=initial, counties=self.counties, school=self.school))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Report it."""
        form = NeedForm(request.POST, counties=self.counties, school=self.school)
        if form.is_valid():
            try:
                need = services.report(by=request.user, key=form.cleaned_data["once"], **form.values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The need is reported. The county coordinator will answer it."))
                return redirect(need)
        return self._page(request, form)

    @staticmethod
    def _page(request: HttpRequest, form: NeedForm) -> HttpResponse:
        return render(request, "needs/report.html", {"form": form})


class MineView(View):
    """`needs:mine`: what one reported and what came of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return render(request, "needs/mine.html", {"needs": selectors.needs_reported_by(request.user)[:MOST_MINE]})


class CountyNeedsView(View):
    """`needs:county`: the county's list, those that wait first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        asked = request.GET
        found = selectors.needs_of_county(
            request.user, asked.get("stan", ""), asked.get("strona", "1"), asked.get("siec", "")
        )
        shows = found.state == "" and found.page.number == 1 and not asked.get("siec")
        values = {"found": found, "themes": themes.themes_of(request.user) if shows else []}
        return render(request, "needs/county.html", values)


class NeedScreen(View):
    """Loads the need under the reader's rights."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.need = selectors.need_for(request.user, kwargs["number"])
        self.decides = bool(rules.may_decide(request.user, self.need))

    def page(self, request: HttpRequest, **forms: Any) -> HttpResponse:
        """The need's page with its forms; one that was sent comes back as it was."""
        place = selectors.steering_place(request.user, self.need)
        values: dict[str, Any] = {"need": self.need, "decides": self.decides, "place": place}
        if self.decides and self.need.waits:
            networks = selectors.networks_to_answer(self.need)
            values |= {
                "networks": networks,
                "network_form": NetworkAnswerForm(networks=networks, prefix="siec"),
                "process_form": WordsForm(prefix="proces"),
                "refuse_form": WordsForm(prefix="odmowa"),
            }
        return render(request, "needs/need.html", values | forms)


class NeedView(NeedScreen):
    """`needs:need`: one need, its answer, and for the county coordinator the ways to answer it."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """Read it."""
        return self.page(request)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Decide."""
        insist(rules.may_decide(request.user, self.need))
        act = {"analyse": self._analyse, "network": self._network, "process": self._process, "refuse": self._refuse}
        try:
            answer = act.get(request.POST.get("act", ""), self._nothing)(request)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.need)
        if answer is not None:
            return answer
        messages.success(request, _("Saved. The person who reported the need has been told."))
        return redirect(self.need)

    def _nothing(self, request: HttpRequest) -> HttpResponse:
        return redirect(self.need)

    def _analyse(self, request: HttpRequest) -> None:
        services.analyse(by=request.user, need=self.need)

    def _network(self, request: HttpRequest) -> HttpResponse | None:
        form = NetworkAnswerForm(request.POST, networks=selectors.networks_to_answer(self.need), prefix="siec")
        if not form.is_valid():
            return self.page(request, network_form=form)
        good = form.cleaned_data
        services.answer_by_network(by=request.user, need=self.need, network=good["network"], words=good["words"])
        return None

    def _process(self, request: HttpRequest) -> HttpResponse | None:
        form = WordsForm(request.POST, prefix="proces")
        if not form.is_valid():
            return self.page(request, process_form=form)
        services.answer_by_process(by=request.user, need=self.need, words=form.cleaned_data["words"])
        return None

    def _refuse(self, request: HttpRequest) -> HttpResponse | None:
        form = WordsForm(request.POST, prefix="odmowa")
        if not form.is_valid():
            return self.page(request, refuse_form=form)
        services.refuse(by=request.user, need=self.need, words=form.cleaned_data["words"])
        return None


class OpenFromNeedView(NeedScreen):
    """`needs:open_network`: open a network that answers the need; the form begins with what the need says.

    `razem` names needs of other schools that the same network answers.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_decide(request.user, self.need))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """The form."""
        self.others = themes.needs_together(request.user, self.need, request.GET.getlist("razem"))
        initial = {
            "title": self.need.title,
            "summary": self.need.text[:300],
            "audience": sorted({one for need in [self.need, *self.others] for one in need.audience}),
            "county": self.need.county_id,
        }
        return self._page(request, OpenNetworkForm(initial=initial, counties=counties_of(request.user)))

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Open it and answer the need, and those taken together with it, in one step."""
        self.others = themes.needs_together(request.user, self.need, request.POST.getlist("razem"))
        form = OpenNetworkForm(request.POST, counties=counties_of(request.user))
        if form.is_valid():
            good = dict(form.cleaned_data)
            details = {
                name: good[name]
                for name in (
                    "title", "county", "school_year", "kind", "summary", "audience", "subjects", "join_policy",
                    "capacity", "goal", "state", "question", "target_size",
                )
                if name in good
            }  # fmt: skip
            try:
                network = services.open_network_for(
                    by=request.user,
                    need=self.need,
                    also=self.others,
                    coordinator=good["person"],
                    key=good["once"],
                    **details,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The network “%(network)s” is open.") % {"network": network})
                return redirect(self.need)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: OpenNetworkForm) -> HttpResponse:
        values = {"form": form, "need": self.need, "others": self.others}
        return render(request, "needs/open_network.html", values)
