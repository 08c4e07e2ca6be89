"""Screens of networks."""
