"""Screens of files: sending them out, taking large ones in piece by piece."""
