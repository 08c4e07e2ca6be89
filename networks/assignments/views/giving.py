"""Giving a task, changing it, withdrawing it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from directory.selectors import break_on
from files.models import StoredFile
from kit import clock
from kit.verdicts import Refused, insist
from kit.writing import begun
from networks import rules as networks
from networks.assignments import rules, selectors, services
from networks.assignments.forms import SOME, TaskForm, WithdrawForm, task_values
from networks.assignments.models import Task
from networks.assignments.views.task import TaskScreen, files_in
from networks.selectors import space_for
from provenance import services as provenance
from provenance.registry import Seed, parse


def say_break(request: HttpRequest, task: Task) -> None:
    """Warn, never block, when the task is due in a break of the voivodeship's schools."""
    found = break_on(task.due_at.date(), task.edition.network.county.voivodeship_id)
    if found is not None:
        words = _("The task is due in a school break (%(name)s). Reminders will wait for working days.")
        messages.warning(request, words % {"name": found.name})


class GiveView(View):
    """`assignments:give`: a new task, from nothing or from something (`?z=decision:5`)."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.edition = self.standing.edition

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Members only, in an open year."""
        insist(rules.may_give_as(self.standing))
        self.for_others = bool(rules.may_give_to_others_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun by what the task is made from."""
        source = parse(request.GET.get("z", ""))
        seed = provenance.seed(by=request.user, source=source, words=request.GET.get("slowa", ""))
        initial = self._begun(seed) | ({"made_from": str(source)} if source else {})
        return self._draw(request, self._form(initial=initial), [], seed)

    def _begun(self, seed: Seed | None) -> dict[str, Any]:
        first, last = clock.today() + timedelta(days=14), self.edition.school_year.ends_on
        found: dict[str, Any] = {"day": min(first, last)}
        person = self.request.GET.get("dla", "")
        if person.isdecimal() and len(person) < 18:
            found |= {"whom": SOME, "people": [int(person)]}
        if seed is not None:
            found |= {"title": seed.title[:160], "description": begun(seed.text)}
            people = seed.values.get("people")
            if people:
                found |= {"whom": SOME, "people": people}
            due_on = seed.values.get("due_on") or seed.values.get("ends_on")
            due_on = date.fromisoformat(due_on) if isinstance(due_on, str) else due_on
            if due_on and due_on >= clock.today():
                found["day"] = due_on
            if seed.values.get("links"):
                found["links"] = seed.values["links"]
        return found

    def _form(self, data: Any = None, **options: Any) -> TaskForm:
        members = selectors.members_of(self.edition)
        return TaskForm(data, edition=self.edition, members=members, for_others=self.for_others, **options)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Give the task, once."""
        held, errors = files_in(request, self.edition)
        form = self._form(request.POST)
        if form.is_valid() and not errors:
            try:
                task = services.give(
                    by=request.user,
                    edition=self.edition,
                    drafts=held,
                    made_from=form.cleaned_data["made_from"],
                    key=form.cleaned_data["once"],
                    **form.values,
                    **form.whom_values(request.user),
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The task is given. Those who are to do it have been told."))
                say_break(request, task)
                return redirect(task)
        for sentence in errors:
            form.add_error("files", sentence)
        return self._draw(request, form, held, None, status=422)

    def _draw(
        self, request: HttpRequest, form: TaskForm, held: list[StoredFile], seed: Seed | None, status: int = 200
    ) -> HttpResponse:
        values = {
            "standing": self.standing,
            "network": self.edition.network,
            "tab": "tasks",
            "form": form,
            "held": held,
            "seed": seed,
        }
        return render(request, "assignments/give.html", values, status=status)


class Kept(TaskScreen):
    """A screen for who may change the task."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_change(request.user, self.task))
        standing = networks.standing(request.user, self.task.edition.network)
        if standing is not None:
            standing.edition = self.task.edition
        self.standing = standing
        return super().dispatch(request, *args, **kwargs)


class ChangeView(Kept):
    """`assignments:change`: other words, another day, other people."""

    def _form(self, data: Any = None, **options: Any) -> TaskForm:
        return TaskForm(
            data,
            edition=self.task.edition,
            members=selectors.members_of(self.task.edition),
            for_others=bool(rules.may_give_to_others_as(self.standing)),
            task=self.task,
            **options,
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as the task stands."""
        return self._draw(request, self._form(initial=task_values(self.task)), [])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it."""
        held, errors = files_in(request, self.task.edition)
        form = self._form(request.POST)
        if form.is_valid() and not errors:
            dropped = set(request.POST.getlist("drop"))
            try:
                task = services.change(
                    by=request.user,
                    task=self.task,
                    version=form.cleaned_data.get("version") or 0,
                    drafts=held,
                    without=[file for file in self.task.files.all() if str(file.pk) in dropped],
                    **form.values,
                    **form.whom_values(request.user),
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
                version = Task.objects.values_list("version", flat=True).get(pk=self.task.pk)
                form.data = _with_version(request, version)
            else:
                messages.success(request, _("The task is changed."))
                say_break(request, task)
                return redirect(task)
        for sentence in errors:
            form.add_error("files", sentence)
        return self._draw(request, form, held, status=422)

    def _draw(self, request: HttpRequest, form: TaskForm, held: list[StoredFile], status: int = 200) -> HttpResponse:
        values = {
            "standing": self.standing,
            "network": self.task.edition.network,
            "tab": "tasks",
            "task": self.task,
            "form": form,
            "held": held,
            "attached": list(self.task.files.all()),
        }
        return render(request, "assignments/give.html", values, status=status)


class WithdrawView(Kept):
    """`assignments:withdraw`: with a reason that those it was given to read."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why."""
        return self._draw(request, WithdrawForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw."""
        form = WithdrawForm(request.POST)
        if form.is_valid():
            try:
                services.withdraw(by=request.user, task=self.task, words=form.cleaned_data["words"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The task is withdrawn. Those it was given to have been told."))
                return redirect(self.task)
        return self._draw(request, form)

    def _draw(self, request: HttpRequest, form: WithdrawForm) -> HttpResponse:
        values = {
            "standing": self.standing,
            "network": self.task.edition.network,
            "tab": "tasks",
            "task": self.task,
            "form": form,
        }
        return render(request, "assignments/withdraw.html", values)


def _with_version(request: HttpRequest, version: int) -> Any:
    """What was sent, over the version that stands now (CO-03)."""
    data = request.POST.copy()
    data["version"] = str(version)
    return data
