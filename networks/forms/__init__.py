"""Words of people into values; nothing is saved here."""

from networks.forms.county import AppointForm, CoordinatorFields, OpenNetworkForm
from networks.forms.listing import FilterForm
from networks.forms.people import InviteForm, InviteListForm, JoinForm, LinkForm, ReasonForm
from networks.forms.report import ReportForm, ReturnForm, VoiceForm
from networks.forms.year import (
    ASK,
    CARRY,
    AnswerForm,
    GoalForm,
    HandoverForm,
    NominationForm,
    RenewForm,
    SettingsForm,
    StepForm,
)

__all__ = [
    "ASK",
    "CARRY",
    "AnswerForm",
    "AppointForm",
    "CoordinatorFields",
    "FilterForm",
    "GoalForm",
    "HandoverForm",
    "InviteForm",
    "InviteListForm",
    "JoinForm",
    "LinkForm",
    "NominationForm",
    "OpenNetworkForm",
    "ReasonForm",
    "RenewForm",
    "ReportForm",
    "ReturnForm",
    "SettingsForm",
    "StepForm",
    "VoiceForm",
]
