"""Screens of meetings."""

from meetings.views.answering import AnswerLinkView
from meetings.views.attendance import AttendanceView, CodeDrawingView, CodeView, HeldView, SignInView
from meetings.views.before import BeforeView
from meetings.views.lists import ListView, NetworkListView
from meetings.views.media import MediaNewsView
from meetings.views.meeting import AnswerView, CalendarView, DetailView
from meetings.views.minutes import MinutesDraftView, MinutesTakeView, MinutesView, MinutesWriteView, RemarkAnswerView
from meetings.views.papers import AttendancePrintView, CertificateView, MeetingCertificateView, VerifyView
from meetings.views.planning import CancelView, ChangeView, PlanView
from meetings.views.recording import ConsentView, RecordingDeleteView
from meetings.views.room import BoardView, CaptionsView, RoomView
from meetings.views.room_files import HandedView, HandOutView, SlidesView, SlideView, SlideWordsView

__all__ = [
    "AnswerLinkView",
    "AnswerView",
    "AttendancePrintView",
    "AttendanceView",
    "BeforeView",
    "BoardView",
    "CalendarView",
    "CancelView",
    "CaptionsView",
    "CertificateView",
    "ChangeView",
    "CodeDrawingView",
    "CodeView",
    "ConsentView",
    "DetailView",
    "HandOutView",
    "HandedView",
    "HeldView",
    "ListView",
    "MediaNewsView",
    "MeetingCertificateView",
    "MinutesDraftView",
    "MinutesTakeView",
    "MinutesView",
    "MinutesWriteView",
    "NetworkListView",
    "PlanView",
    "RecordingDeleteView",
    "RemarkAnswerView",
    "RoomView",
    "SignInView",
    "SlideView",
    "SlideWordsView",
    "SlidesView",
    "VerifyView",
]
