"""One task: its page, its steps, handing in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from files.fields import taken
from files.models import StoredFile
from kit import clock
from kit.verdicts import NotThere, Refused
from kit.writing import begun
from networks import rules as networks
from networks.assignments import rules, selectors, services
from networks.assignments.forms import DecideForm, HandInForm
from networks.assignments.services.giving import space_of
from networks.assignments.states import AssignmentState
from networks.models import Edition
from provenance.selectors import materials


def files_in(request: HttpRequest, edition: Edition) -> tuple[list[StoredFile], list[str]]:
    """The files of a form of tasks, as drafts, and sentences about those that could not be taken."""
    return taken(
        request,
        space=space_of(edition.network),
        take=lambda upload: services.take_in(by=request.user, edition=edition, upload=upload),
    )


class TaskScreen(View):
    """A screen about one task the reader may see; NotThere otherwise."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the task under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.task = selectors.task_for(request.user, kwargs["pk"])

    def drawn(self, request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
        """The task's page, with the form of handing in as it stands."""
        task, user = self.task, request.user
        sheet = selectors.sheet_of(user, task)
        mine = sheet.mine
        may_hand_in = rules.may_hand_in(user, mine) if mine is not None else None
        standing = networks.standing(user, task.edition.network)
        if standing is not None:
            standing.edition = task.edition if standing.edition_id == task.edition_id else standing.edition
            standing.edition.network = task.edition.network
        values = {
            "task": task,
            "network": task.edition.network,
            "standing": standing,
            "tab": "tasks",
            "now": clock.now(),
            "sheet": sheet,
            "mine": mine,
            "materials": materials(user, task.links),
            "steps": [(number, step, mine is not None and number in mine.ticked) for number, step in _numbered(task)],
            "may_hand_in": may_hand_in,
            "may_change": rules.may_change(user, task),
            "form": HandInForm(initial={"text": begun(mine.text), "link": mine.link}) if may_hand_in and mine else None,
            "decide": DecideForm(),
            "states": AssignmentState,
            "held": [],
        }
        return render(request, "assignments/task.html", values | more, status=status)


def _numbered(task: Any) -> list[tuple[int, str]]:
    return list(enumerate(task.checklist))


class TaskView(TaskScreen):
    """`assignments:task`."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw what to do, until when, with what; one's own part; for the owner, everybody's."""
        return self.drawn(request)


class OwnPart(TaskScreen):
    """A verb about one's own part of a task; NotThere for those it was not given to."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the reader's part."""
        super().setup(request, *args, **kwargs)
        if request.method == "POST":
            mine = self.task.assignments.filter(user=request.user.pk).first()
            if mine is None:
                raise NotThere
            mine.task = self.task
            self.mine = mine


class TickView(OwnPart):
    """`assignments:tick`: which steps are done."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the ticks."""
        steps = {int(word) for word in request.POST.getlist("step") if word.isdecimal() and len(word) < 4}
        try:
            services.tick(by=request.user, assignment=self.mine, steps=steps)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The steps are kept."))
        return redirect(self.task)


class HandInView(OwnPart):
    """`assignments:hand_in`: the result, once."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand it in, or give everything back with the reason."""
        if not rules.may_hand_in(request.user, self.mine):
            messages.error(request, str(rules.may_hand_in(request.user, self.mine).reason))
            return redirect(self.task)
        held, errors = files_in(request, self.task.edition)
        form = HandInForm(request.POST)
        if form.is_valid() and not errors:
            dropped = set(request.POST.getlist("drop"))
            without = [file for file in self.mine.files.all() if str(file.pk) in dropped]
            try:
                done = services.hand_in(
                    by=request.user,
                    assignment=self.mine,
                    text=form.cleaned_data["text"],
                    link=form.cleaned_data["link"],
                    drafts=held,
                    without=without,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                own = done.state == AssignmentState.ACCEPTED
                messages.success(
                    request, _("Done!") if own else _("Handed in. The person who gave the task will see it.")
                )
                return redirect(done)
        for sentence in errors:
            form.add_error("files", sentence)
        return self.drawn(request, form=form, held=held, status=422)
