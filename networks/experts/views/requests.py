"""Asking for an expert, and the county's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused, insist
from networks.experts import rules, selectors, services
from networks.experts.forms import AnswerForm, AskForm, AssignForm, EvaluateForm
from networks.experts.states import RequestState
from networks.selectors import space_for
from provenance import registry as provenance
from provenance import services as chain


class _InSpace(View):
    """A screen in the space for those who steer the network."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        if not self.standing.steers:
            raise NotThere
        self.network = self.standing.edition.network

    def values(self, **more: Any) -> dict[str, Any]:
        """What the shell of the space needs, and `more`."""
        return {"network": self.network, "standing": self.standing, "tab": "experts", **more}


class NetworkListView(_InSpace):
    """`experts:list`: what the network asked for."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The requests, latest first."""
        values = self.values(requests=selectors.requests_of(self.standing), may_ask=rules.may_ask_as(self.standing))
        return render(request, "experts/list.html", values)


class AskView(_InSpace):
    """`experts:ask`: a new request, on its own or made from a point of the plan."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what it is made from."""
        insist(rules.may_ask_as(self.standing))
        source = provenance.parse(request.GET.get("z", ""))
        seed = chain.seed(by=request.user, source=source)
        initial: dict[str, Any] = {}
        if seed is not None:
            initial = {"theme": seed.title, "needs": seed.text, "made_from": str(source)}
        return self.drawn(request, AskForm(initial=initial), seed=seed)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Ask, once."""
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                asked = services.ask(
                    by=request.user,
                    edition=self.standing.edition,
                    values=form.values,
                    made_from=form.cleaned_data["made_from"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error("wanted_on", str(refused.reason))
            else:
                messages.success(request, _("The county has your request. You will be told what it answers."))
                return redirect(asked)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: AskForm, *, seed: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "experts/ask.html", self.values(form=form, seed=seed), status=status)


class CountyListView(View):
    """`experts:county`: requests of the county, those that wait first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of them."""
        everything = request.GET.get("widok") == "wszystkie"
        page = selectors.county_requests(request.user, waiting=not everything, number=request.GET.get("strona"))
        return render(request, "experts/county.html", {"page": page, "everything": everything})


class RequestScreen(View):
    """A screen about one request the reader may read."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.asked = selectors.request_for(request.user, kwargs["pk"])


class RequestView(RequestScreen):
    """`experts:request`: what was asked, what became of it, what one can do."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read."""
        return self.drawn(request)

    def drawn(self, request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
        """The page; `forms` are those that were sent and are to be mended."""
        asked, user = self.asked, request.user
        keeps = rules.may_keep(user, asked.county)
        may_assign = rules.may_answer(user, asked, RequestState.ASSIGNED)
        experts = rules.readable_experts(user).filter(retired_at=None)
        values = {
            "asked": asked,
            "network": asked.edition.network,
            "keeps": keeps,
            "may_take_up": rules.may_answer(user, asked, RequestState.REVIEW),
            "may_accept": rules.may_answer(user, asked, RequestState.ACCEPTED),
            "may_refuse": rules.may_answer(user, asked, RequestState.REFUSED),
            "may_assign": may_assign,
            "may_withdraw": rules.may_withdraw(user, asked),
            "may_finish": rules.may_finish(user, asked),
            "may_evaluate": rules.may_evaluate(user, asked),
            "suggestions": selectors.suggestions(asked) if may_assign else [],
            "contact": rules.may_see_contact(user, asked.expert) if asked.expert else None,
            "answer_form": forms.get("answer") or AnswerForm(prefix="odpowiedz"),
            "assign_form": forms.get("assign") or AssignForm(experts=experts, prefix="przydzial"),
            "evaluate_form": forms.get("evaluate") or EvaluateForm(prefix="ocena"),
        }
        return render(request, "experts/request.html", values, status=status)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One of the acts; each is asked again by its service."""
        act = request.POST.get("act", "")
        try:
            done = self.act(request, act)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.drawn(request, status=422)
        if isinstance(done, HttpResponse):
            return done
        messages.success(request, done)
        return redirect(self.asked)

    def act(self, request: HttpRequest, act: str) -> Any:
        """A sentence for the person, or the page with the form to mend."""
        by, asked = request.user, self.asked
        plain: dict[str, tuple[Any, Any]] = {
            "take_up": (services.take_up, _("The network sees that you look into it.")),
            "withdraw": (services.withdraw, _("The request is withdrawn.")),
            "finish": (services.finish, _("Good. Now say in two words how it went.")),
        }
        if act in plain:
            service, words = plain[act]
            service(by=by, request=asked)
            return words
        if act in ("accept", "refuse"):
            return self._answer(by, act)
        if act == "assign":
            return self._assign(request)
        if act == "evaluate":
            return self._evaluate(request)
        raise NotThere

    def _answer(self, by: Any, act: str) -> Any:
        form = AnswerForm(self.request.POST, prefix="odpowiedz")
        words = form.cleaned_data["answer"] if form.is_valid() else ""
        if act == "refuse" and form.is_valid() and not words.strip():
            form.add_error("answer", _("Give the reason; the network will read it."))
        if not form.is_valid():
            return self.drawn(self.request, status=422, answer=form)
        if act == "accept":
            services.accept(by=by, request=self.asked, answer=words)
            return _("Accepted. Assign an expert when you have found one.")
        services.refuse(by=by, request=self.asked, answer=words)
        return _("The network has your answer.")

    def _assign(self, request: HttpRequest) -> Any:
        experts = rules.readable_experts(request.user).filter(retired_at=None)
        form = AssignForm(request.POST, experts=experts, prefix="przydzial")
        if not form.is_valid():
            return self.drawn(request, status=422, assign=form)
        expert = form.cleaned_data["expert"]
        services.assign(by=request.user, request=self.asked, expert=expert, answer=form.cleaned_data["answer"])
        return _("%(name)s is assigned; the network has been told.") % {"name": expert.name}

    def _evaluate(self, request: HttpRequest) -> Any:
        form = EvaluateForm(request.POST, prefix="ocena")
        if not form.is_valid():
            return self.drawn(request, status=422, evaluate=form)
        values = form.cleaned_data
        services.evaluate(by=request.user, request=self.asked, rating=values["rating"], words=values["words"])
        return _("Thank you. Only the network's coordinators and the county read it.")
