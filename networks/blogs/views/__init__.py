"""Screens of blogs."""
