"""The confidential inside: the diagnosis with its needs, and what each stage settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused
from moderation import trail
from support import rules, selectors, services
from support.forms import DiagnosisForm, NeedForm, StageRecordForm
from support.states import STAGES, State


class InsideView(View):
    """What SORE and director of the school read; for all others it does not exist."""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.process = selectors.inside_for(request.user, pk) if request.user.is_authenticated else None

    def shell(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "process": self.process,
            "steps": selectors.steps(self.process),
            "writes": rules.may_write(request.user, self.process),
        }


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

    def draw(self, request: HttpRequest, **more: Any) -> HttpResponse:
        diagnosis = selectors.diagnosis_of(self.process)
        names = list(DiagnosisForm.base_fields)
        values = {
            "diagnosis": diagnosis,
            "needs": list(diagnosis.needs.all()) if diagnosis.pk else [],
            "form": DiagnosisForm(initial={name: getattr(diagnosis, name) for name in names}),
            "need_form": NeedForm(),
        }
        status = 422 if {"form", "need_form"} & set(more) else 200
        return render(request, "support/diagnosis.html", self.shell(request) | values | more, status=status)


def with_version(form: forms.Form, version: int) -> forms.Form:
    """The same words on top of the newer version, so that saving again is a choice made with open eyes."""
    data = form.data.copy()
    data["version"] = str(version)
    again = type(form)(data)
    again.is_valid()
    return again


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


class StageRecordView(InsideView):
    """What planning, implementation or the joint assessment settled."""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.stage = kwargs["stage"]
        order = [State.INITIATED, *STAGES, State.CLOSED]
        if self.process is None:
            return
        reached = order.index(State(self.process.state))
        if self.stage not in STAGES[1:] or order.index(State(self.stage)) > reached:
            raise NotThere

    def get(self, request: HttpRequest, pk: int, stage: str) -> HttpResponse:
        return self.draw(request)

    def post(self, request: HttpRequest, pk: int, stage: str) -> HttpResponse:
        form = StageRecordForm(request.POST)
        if form.is_valid():
            try:
                services.record_stage(by=request.user, process=self.process, stage=stage, **form.cleaned_data)
            except Refused as refused:
                theirs = selectors.record_of(self.process, stage)
                form = with_version(form, theirs.version)
                form.add_error(None, str(refused.reason))
                return self.draw(request, form=form, theirs=theirs)
            messages.success(request, _("Saved."))
            return redirect(self.process)
        return self.draw(request, form=form)

    def draw(self, request: HttpRequest, **more: Any) -> HttpResponse:
        record = selectors.record_of(self.process, self.stage)
        form = StageRecordForm(initial={name: getattr(record, name) for name in StageRecordForm.base_fields})
        values = {"record": record, "stage": State(self.stage), "form": form} | more
        if self.stage != State.ASSESSMENT:
            values["form"].fields.pop("recommendations")
        if self.stage == State.IMPLEMENTATION:
            for name in ("director_on", "council_on"):
                values["form"].fields.pop(name)
        status = 422 if "form" in more else 200
        return render(request, "support/stage_record.html", self.shell(request) | values, status=status)
