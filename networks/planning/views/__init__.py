"""Screens of the plan, one class each."""
