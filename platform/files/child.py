"""Runs the reading child and understands its answer. A child that dies takes nobody with it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

from files import slots
from files.slots import FileType

logger = logging.getLogger(__name__)

OURS = str(Path(__file__).resolve().parents[1])
START = "import sys; sys.path.append(sys.argv.pop(1)); from files.reading import main; sys.exit(main())"
"""Ours comes last on the path, so that no name of ours can stand before a library's."""
MEMORY_MB, CPU_SECONDS, WALL_SECONDS = 512, 20, 45


class Unfit(Exception):  # noqa: N818 - an answer of the child
    """The child refused the file; `how` is one of its words (`broken`, `bomb`, `macros`, …)."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


def ask(what: str, kind: FileType, place: str | Path, folder: str | Path, **more: int) -> dict:
    """Have the child `check`, `read` or `draw` the file at `place`; results lie in `folder`. Raises Unfit.

    `more` is told to the child beside its limits: which pages it draws.
    """
    limits = {
        "entries": slots.MAX_ENTRIES,
        "unpacked": slots.MAX_UNPACKED,
        "ratio": slots.MAX_RATIO,
        "pixels": slots.MAX_PIXELS,
        "media_type": kind.media_type,
        "main_part": kind.main_part,
        "memory_mb": MEMORY_MB,
        "seconds": CPU_SECONDS,
        **more,
    }
    order = [sys.executable, "-I", "-c", START, OURS, what, kind.name, str(place), str(folder), json.dumps(limits)]
    try:
        # An empty environment: the child needs no secret of ours.
        ended = subprocess.run(order, capture_output=True, timeout=WALL_SECONDS, env={}, cwd=folder, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise Unfit("slow") from error
    try:
        answer = json.loads(ended.stdout.decode())
    except ValueError as error:
        logger.warning("the reading child ended with %s: %s", ended.returncode, ended.stderr.decode()[-500:])
        raise Unfit("slow" if ended.returncode < 0 else "broken") from error
    if "unfit" in answer:
        raise Unfit(answer["unfit"])
    return answer
