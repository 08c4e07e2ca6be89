"""The folder of private files: no web server serves it by path."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateFolder(FileSystemStorage):
    """Files under settings.PRIVATE_ROOT, looked up at each use, so that a test's own folder is really its own."""

    @property
    def base_location(self) -> str:
        """The folder as set."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The folder, absolute."""
        return os.path.abspath(self.base_location)
