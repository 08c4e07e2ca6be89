"""Screens of needs, one class each."""
