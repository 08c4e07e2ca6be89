"""Screens of tasks."""

from networks.assignments.views.deciding import DecideView
from networks.assignments.views.giving import ChangeView, GiveView, WithdrawView
from networks.assignments.views.lists import MyTasksView, NetworkTasksView
from networks.assignments.views.task import HandInView, TaskView, TickView

__all__ = [
    "ChangeView",
    "DecideView",
    "GiveView",
    "HandInView",
    "MyTasksView",
    "NetworkTasksView",
    "TaskView",
    "TickView",
    "WithdrawView",
]
