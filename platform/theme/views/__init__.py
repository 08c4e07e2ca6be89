"""Screens and addresses of the look."""

from theme.views.appearance import AppearanceView
from theme.views.pattern import PatternView

__all__ = ["AppearanceView", "PatternView"]
