"""Screens and addresses of the look."""

from theme.views.appearance import AppearanceView
from theme.views.pattern import PatternView
from theme.views.specimen import SpecimenView

__all__ = ["AppearanceView", "PatternView", "SpecimenView"]
