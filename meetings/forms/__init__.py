"""Words into values; services decide."""

from meetings.forms.minutes import DecisionFormSet, MinutesForm, RemarkForm, decisions_in, rows_of
from meetings.forms.planning import (
    AgendaFormSet,
    CancelForm,
    MeetingForm,
    draft_values,
    meeting_values,
    points_of,
)

__all__ = [
    "AgendaFormSet",
    "CancelForm",
    "DecisionFormSet",
    "MeetingForm",
    "MinutesForm",
    "RemarkForm",
    "decisions_in",
    "draft_values",
    "meeting_values",
    "points_of",
    "rows_of",
]
