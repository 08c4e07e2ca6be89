"""Words into values; services decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.html import from_text
from kit.once import OnceForm
from meetings.agendas import Draft
from meetings.enums import Kind, Mode
from meetings.models import Meeting
from meetings.models.recording import LONGEST_PURPOSE
from meetings.selectors import may_be_offered, terms_of
from meetings.services.planning import FIELDS, POINTS, check
from meetings.services.recording_terms import USUAL_DAYS, wrong_terms
from networks.models import Edition
from provenance.forms import AddressesField, MadeFromForm

SHOWN = ("title", *(name for name in FIELDS if name not in {"title", "starts_at", "ends_at"}))
"""What the form shows of a meeting as it stands."""
RECORDED = ("recorded", "record_purpose", "record_days")
FIELD_OF = {"starts_at": "day", "ends_at": "ends", "agenda": None}
"""Beside which field a sentence about a value stands."""


class MeetingForm(OnceForm, MadeFromForm):
    """A meeting to plan or to change. `values` are the service's once the form is valid."""

    title = forms.CharField(label=_("Topic"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(
        label=pgettext_lazy("time", "From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    mode = forms.ChoiceField(label=_("Where we meet"), choices=Mode.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("School, room, address. Needed when you meet on site."),
    )
    travel = forms.CharField(
        label=_("How to get there"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Bus, parking, entrance, lift. It goes with the invitation."),
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("When all are taken, the next people wait in a line. Leave it empty when there is room for all."),
    )
    outside_link = forms.URLField(
        label=_("Link to another video tool"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=_("If you talk elsewhere. The room here works beside it: people, chat, hands, agenda."),
    )
    description = forms.CharField(
        label=_("What the meeting is about"),
        required=False,
        widget=forms.Textarea({"rows": 5, "data-rich": ""}),
    )
    bring = forms.CharField(
        label=_("What to bring"),
        max_length=500,
        required=False,
        help_text=_("For example: one exercise you have tried, a calendar of your school."),
    )
    links = AddressesField(
        label=_("What to read before"),
        required=False,
        help_text=_("Addresses, one a line: of the library's resources or of other pages."),
    )
    recorded = forms.BooleanField(
        label=_("This meeting will be recorded"),
        required=False,
        help_text=_("Everybody is asked before they come in. Who does not agree takes part listening and writing."),
    )
    record_purpose = forms.CharField(
        label=_("What the recording is for"),
        max_length=LONGEST_PURPOSE,
        required=False,
        help_text=_("For example: so that those who are ill that day can watch the expert's part."),
    )
    record_days = forms.IntegerField(label=_("For how many days it is kept"), min_value=1, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        self.edition = edition
        self.values: dict[str, Any] = {}
        super().__init__(*args, **options)
        if not may_be_offered():
            for name in RECORDED:
                del self.fields[name]
        else:
            self.fields["record_days"].initial = min(USUAL_DAYS, settings.RECORDING_MOST_DAYS)
            most = _("At most %(most)s. Then it is deleted by itself.") % {"most": settings.RECORDING_MOST_DAYS}
            self.fields["record_days"].help_text = most

    def _recording(self, data: dict[str, Any]) -> dict[str, Any] | None:
        """The terms of recording, each wrong one said beside its field; None when the meeting is not recorded."""
        if not data.get("recorded"):
            return None
        terms = {"purpose": data.get("record_purpose", ""), "days": data.get("record_days")}
        for name, sentence in wrong_terms(**terms).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return terms

    def clean(self) -> dict[str, Any]:
        """Make moments of the day and hours, and say what cannot stand beside its field."""
        data = super().clean() or {}
        if not {"day", "begins", "ends", "mode", "title"} <= data.keys():
            return data
        description = data.get("description", "")
        self.values = {
            "title": data["title"],
            "kind": data.get("kind", Kind.WORKING),
            "mode": data["mode"],
            "place": data.get("place", ""),
            "travel": data.get("travel", ""),
            "capacity": data.get("capacity"),
            "outside_link": data.get("outside_link", ""),
            "bring": data.get("bring", ""),
            "links": data.get("links") or [],
            "description": description if description.lstrip().startswith("<") else from_text(description),
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["begins"])),
            "ends_at": timezone.make_aware(datetime.combine(data["day"], data["ends"])),
        }
        if "recorded" in self.fields:
            self.values["recording"] = self._recording(data)
        for name, sentence in check(edition=self.edition, values=self.values, agenda=[]).items():
            self.add_error(FIELD_OF.get(name, name), sentence)
        return data


class PointForm(forms.Form):
    """One point of the agenda; an empty row is no point."""

    title = forms.CharField(label=_("Point"), max_length=200, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, required=False)
    leader = forms.CharField(label=_("Who leads"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A point has a title and takes time."""
        data = super().clean() or {}
        if (data.get("minutes") or data.get("leader")) and not data.get("title"):
            self.add_error("title", _("Give the point a title or clear the row."))
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes?"))
        return data


AgendaFormSet = forms.formset_factory(PointForm, extra=1, max_num=POINTS, absolute_max=POINTS + 5, validate_max=True)


def points_of(formset: Any) -> list[dict[str, Any]]:
    """The agenda of a valid formset, empty rows left out."""
    return [
        {"title": data["title"], "minutes": data["minutes"], "leader": data.get("leader", "")}
        for data in (form.cleaned_data for form in formset)
        if data.get("title")
    ]


def draft_values(draft: Draft, day: Any, begins: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a ready agenda fills in: the form's values and the points."""
    ends = (datetime.combine(day, begins) + timedelta(minutes=draft.minutes)).time()
    values = {"kind": draft.kind, "mode": draft.mode, "day": day, "begins": begins, "ends": ends}
    return values, [{"title": str(title), "minutes": minutes} for title, minutes in draft.points]


def meeting_values(meeting: Meeting) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What stands in a meeting: the form's values and the points."""
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    values = {name: getattr(meeting, name) for name in SHOWN}
    terms = terms_of(meeting)
    if terms is not None:
        values |= {"recorded": True, "record_purpose": terms.purpose, "record_days": terms.days}
    values |= {"day": begin.date(), "begins": begin.time(), "ends": end.time(), "version": meeting.version}
    return values, list(meeting.agenda.values("title", "minutes", "leader"))


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Members will read it in the notice and on the meeting's page."),
    )
