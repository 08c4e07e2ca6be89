"""Screens of announcements."""

from networks.announcements.views.announcement import DetailView, ReceiptView, WithdrawView
from networks.announcements.views.lists import ListView, NetworkListView
from networks.announcements.views.writing import CountyNewView, NetworkNewView

__all__ = [
    "CountyNewView",
    "DetailView",
    "ListView",
    "NetworkListView",
    "NetworkNewView",
    "ReceiptView",
    "WithdrawView",
]
