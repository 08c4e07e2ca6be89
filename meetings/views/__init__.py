"""Screens of meetings."""

from meetings.views.attendance import AttendanceView, HeldView
from meetings.views.before import BeforeView
from meetings.views.lists import ListView, NetworkListView
from meetings.views.meeting import AnswerView, CalendarView, DetailView
from meetings.views.minutes import MinutesDraftView, MinutesView, MinutesWriteView, RemarkAnswerView
from meetings.views.planning import CancelView, ChangeView, PlanView
from meetings.views.room import RoomView

__all__ = [
    "AnswerView",
    "AttendanceView",
    "BeforeView",
    "CalendarView",
    "CancelView",
    "ChangeView",
    "DetailView",
    "HeldView",
    "ListView",
    "MinutesDraftView",
    "MinutesView",
    "MinutesWriteView",
    "NetworkListView",
    "PlanView",
    "RemarkAnswerView",
    "RoomView",
]
