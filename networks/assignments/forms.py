"""Words into values; services decide."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.fields import FilesField, documents_help
from kit.once import OnceForm
from kit.writing import RichField, RichTextarea, begun
from networks.assignments.models import Task
from networks.assignments.services.giving import check
from networks.models import Edition
from provenance.forms import AddressesField, MadeFromForm

ALL, SOME = "all", "some"
EVENING = time(20, 0)
FIELD_OF = {"due_at": "day"}
"""Beside which field a sentence about a value stands."""


class PersonField(forms.ModelMultipleChoiceField):
    """Members to tick, by name."""

    def label_from_instance(self, person: Any) -> str:
        """The name."""
        return str(person.get_full_name() or person)


class TaskForm(OnceForm, MadeFromForm):
    """A task to give or to change. `values` are the service's once the form is valid."""

    title = forms.CharField(
        label=pgettext_lazy("task", "Title"),
        max_length=160,
        help_text=_(
            "One sentence that says what is to be made. For example: “Add one material and say how you used it”."
        ),
        error_messages={"required": _("Give the task a title.")},
    )
    whom = forms.ChoiceField(
        label=_("For whom"),
        choices=[(ALL, _("all members, those who join later too")), (SOME, _("people chosen below"))],
        widget=forms.RadioSelect,
        initial=ALL,
        error_messages={"required": _("Say who is to do it.")},
    )
    people = PersonField(
        label=pgettext_lazy("task", "People"),
        queryset=get_user_model().objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": _("One of these people is not a member of the network any more. Choose again.")
        },
    )
    day = forms.DateField(
        label=_("Until what day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say until when.")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        initial=EVENING,
        required=False,
    )
    description = RichField(label=_("What to do"), required=False, widget=RichTextarea({"rows": 6}))
    checklist = forms.CharField(
        label=_("Steps"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line, if they help. Each person ticks one's own."),
    )
    links = AddressesField(
        label=_("Materials"),
        required=False,
        help_text=_("Addresses, one a line: of the library's resources or of other pages."),
    )
    files = FilesField(label=_("Files"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, edition: Edition, members: Any, for_others: bool, task: Task | None = None, **options: Any
    ) -> None:
        self.edition, self.task, self.for_others = edition, task, for_others
        self.values: dict[str, Any] = {}
        super().__init__(*args, **options)
        self.fields["people"].queryset = members
        self.fields["files"].help_text = documents_help()
        if not for_others:
            del self.fields["whom"], self.fields["people"]

    def clean_checklist(self) -> list[str]:
        """The steps, empty lines left out."""
        return [line.strip() for line in self.cleaned_data["checklist"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """Make the moment of day and hour, and say what cannot stand beside its field."""
        data = super().clean() or {}
        if data.get("whom") == SOME and not data.get("people") and "people" not in self.errors:
            self.add_error("people", _("Tick at least one person."))
        if "day" not in data or "title" not in data:
            return data
        self.values = {
            "title": data["title"],
            "description": data.get("description", ""),
            "due_at": timezone.make_aware(datetime.combine(data["day"], data.get("hour") or EVENING)),
            "links": data.get("links") or [],
            "checklist": data.get("checklist") or [],
        }
        for name, sentence in check(edition=self.edition, values=self.values, former=self.task).items():
            self.add_error(FIELD_OF.get(name, name), sentence)
        return data

    def whom_values(self, by: Any) -> dict[str, Any]:
        """Who is to do it: for the service."""
        if not self.for_others:
            return {"for_all": False, "people": [by]}
        chosen = self.cleaned_data["whom"] == ALL
        return {"for_all": chosen, "people": [] if chosen else list(self.cleaned_data["people"])}


def task_values(task: Task) -> dict[str, Any]:
    """What stands in a task: the values of its form."""
    due = timezone.localtime(task.due_at)
    return {
        "title": task.title,
        "description": begun(task.description),
        "day": due.date(),
        "hour": due.time(),
        "checklist": "\n".join(task.checklist),
        "links": task.links,
        "whom": ALL if task.for_all else SOME,
        "people": list(task.assignments.values_list("user", flat=True)),
        "version": task.version,
    }


class HandInForm(forms.Form):
    """A result: words, a link, files."""

    text = RichField(
        label=_("What came of it"),
        required=False,
        widget=RichTextarea({"rows": 6}),
        help_text=_("A few sentences are enough. No names of pupils."),
    )
    link = forms.URLField(
        label=_("Link to the result"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput({"placeholder": "https://"}),
    )
    files = FilesField(label=_("Files"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"].help_text = documents_help()


class DecideForm(forms.Form):
    """A word about what was handed in."""

    comment = forms.CharField(
        label=_("A word to the person"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when you return it: what to improve."),
    )


class WithdrawForm(forms.Form):
    """Why a task is withdrawn."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Those it was given to will read it."),
        error_messages={"required": _("Say why the task is withdrawn; those it was given to will read it.")},
    )
