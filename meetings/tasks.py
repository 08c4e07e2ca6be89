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


@later.task("meetings.take_recording", queue="files")
def take_recording(*, recording_id: int, **_newer: object) -> None:
    """Take in the file of a recording that has ended; a second run takes nothing again."""
    services.take_recording(recording_id=recording_id)


@later.task("meetings.stop_recording")
def stop_recording(*, meeting_id: int, **_newer: object) -> None:
    """End the recording of a room that was closed; a second run ends nothing again."""
    services.stop_in_closed_room(meeting_id=meeting_id)


@later.task("meetings.stop_stray_recording")
def stop_stray_recording(*, number: str, **_newer: object) -> None:
    """End a recording the server began after it was given up."""
    services.stop_stray_recording(number=number)


@later.task("meetings.follow_recordings", queue="files", every=timedelta(minutes=10))
def follow_recordings(**_newer: object) -> None:
    """Ask the media server about recordings whose end it has not told, and end those of closed rooms."""
    services.follow_recordings()


@later.task("meetings.delete_recordings", queue="files", every=timedelta(days=1))
def delete_recordings(**_newer: object) -> None:
    """Delete recordings whose time is over, with a proof of each; and what egress left behind."""
    services.delete_old_recordings()
    services.sweep_recordings()
