"""Screens of meetings."""

from meetings.views.attendance import AttendanceView, HeldView
from meetings.views.lists import ListView, NetworkListView
from meetings.views.meeting import AnswerView, CalendarView, DetailView
from meetings.views.planning import CancelView, ChangeView, PlanView
from meetings.views.room import RoomView

__all__ = [
    "AnswerView",
    "AttendanceView",
    "CalendarView",
    "CancelView",
    "ChangeView",
    "DetailView",
    "HeldView",
    "ListView",
    "NetworkListView",
    "PlanView",
    "RoomView",
]
