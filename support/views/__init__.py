"""Screens of school support."""
