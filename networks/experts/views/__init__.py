"""Screens of experts."""
