"""Screens of surveys, one class each."""
