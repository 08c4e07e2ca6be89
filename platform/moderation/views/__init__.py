"""Screens of moderation."""
