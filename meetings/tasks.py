"""What the worker does for meetings."""

from __future__ import annotations

from datetime import timedelta

from kit import later
from meetings import broadcasts, services


@later.task("meetings.remind", every=timedelta(minutes=10))
def remind(**_newer: object) -> None:
    """Remind of tomorrow's meetings and of those within an hour; a second run reminds nobody again."""
    services.remind()
    services.prepare()


@later.task("meetings.close_abandoned", every=timedelta(minutes=10))
def close_abandoned(**_newer: object) -> None:
    """End the stays in rooms whose process died."""
    for meeting_id in services.close_abandoned():
        broadcasts.room_touched(meeting_id=meeting_id)


@later.task("meetings.draw_slides", queue="files")
def draw_slides(*, deck_id: int, **_newer: object) -> None:
    """Draw the pages of a PDF for a room; a second run draws nothing again."""
    services.draw_slides(deck_id=deck_id)


@later.task("meetings.forget", every=timedelta(days=1))
def forget(**_newer: object) -> None:
    """Forget who was at meetings of more than two years ago; how many were there stays."""
    services.forget_old()
