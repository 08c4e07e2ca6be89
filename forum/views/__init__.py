"""Screens of the forum."""
