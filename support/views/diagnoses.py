"""The diagnosis with its needs and with what last year recommended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.verdicts import Refused
from moderation import trail
from support import selectors, services
from support.forms import DiagnosisForm, NeedForm, WhyForm
from support.views.inside import Act, InsideView, with_version


class DiagnosisView(InsideView):
    """Read the diagnosis, and write it (SORE). Each reading leaves a line in the trail (SP-04)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        trail.write(by=request.user, action="support.diagnosis.read", about=self.process)
        return self.draw(request)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DiagnosisForm(request.POST)
        if form.is_valid():
            try:
                services.record_diagnosis(by=request.user, process=self.process, **form.cleaned_data)
            except Refused as refused:
                theirs = selectors.diagnosis_of(self.process)
                form = with_version(form, theirs.version)
                form.add_error(None, str(refused.reason))
                return self.draw(request, form=form, theirs=theirs)
            messages.success(request, _("The diagnosis is saved."))
            return redirect("support:diagnosis", pk=pk)
        return self.draw(request, form=form)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        diagnosis = selectors.diagnosis_of(self.process)
        names = list(DiagnosisForm.base_fields)
        values = {
            "diagnosis": diagnosis,
            "needs": list(diagnosis.needs.all()) if diagnosis.pk else [],
            "form": DiagnosisForm(initial={name: getattr(diagnosis, name) for name in names}),
            "need_form": NeedForm(),
            "diagnoses": self.may("diagnose"),
            "carried": selectors.carried_over(self.process),
            "aside_form": WhyForm(auto_id="aside_%s"),
        }
        status = 422 if {"form", "need_form"} & set(more) else status
        return render(request, "support/diagnosis.html", self.shell(request) | values | more, status=status)


class NeedAddView(DiagnosisView):
    """Add a need."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = NeedForm(request.POST)
        if form.is_valid():
            values = dict(form.cleaned_data)
            try:
                services.add_need(by=request.user, process=self.process, key=values.pop("once"), **values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The need is added."))
                return redirect(reverse("support:diagnosis", kwargs={"pk": pk}) + "#potrzeby")
        return self.draw(request, need_form=form)


class NeedDropView(InsideView):
    """Take a need out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, need: int) -> HttpResponse:
        try:
            services.drop_need(by=request.user, process=self.process, pk=need)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect(reverse("support:diagnosis", kwargs={"pk": pk}) + "#potrzeby")


class AdviceTakeView(Act, DiagnosisView):
    """Make a need of last year's recommendation."""

    done = _("The recommendation has become a need.")

    def act(self, **_values: Any) -> None:
        services.take_up(by=self.request.user, process=self.process, pk=self.kwargs["advice"])

    def back(self) -> str:
        return reverse("support:diagnosis", kwargs={"pk": self.process.pk}) + "#potrzeby"


class AdviceAsideView(AdviceTakeView):
    """Drop last year's recommendation with a reason."""

    form_class = WhyForm
    slot = "aside_form"
    done = _("The recommendation is dropped; its reason is kept.")

    def act(self, **values: Any) -> None:
        services.lay_aside(by=self.request.user, process=self.process, pk=self.kwargs["advice"], **values)
