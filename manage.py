#!/usr/bin/env python
"""Starts everything; knows the two source roots."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run a management command with both source roots on the path."""
    root = Path(__file__).resolve().parent
    # After the script's own folder, so that `import platform` stays the standard library's (docs/decisions/0001).
    sys.path.insert(1, str(root / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
