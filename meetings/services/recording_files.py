"""Files of recordings: taken in from where egress wrote them, deleted on their day or at once, with a proof."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from files import services as files
from kit import clock
from kit.verdicts import Refused, insist
from meetings import rules
from meetings.models import GOING_ON, Recording, RecordingState, WhyDeleted
from meetings.services.events import alone
from moderation import trail

WAITED_FOR = timedelta(days=1)
"""So long the file of an ended recording may take to come."""
MEDIA_TYPE = "video/mp4"


def lying(recording: Recording) -> Path | None:
    """Where egress left the file; only one we named ourselves, and never a link to elsewhere."""
    place = Path(settings.LIVEKIT_EGRESS_DIR) / recording.name
    return place if settings.LIVEKIT_EGRESS_DIR and place.is_file() and not place.is_symlink() else None


def take_recording(*, recording_id: int) -> None:
    """For the worker: take the file in among ours. A second run changes nothing; one that never comes is given up."""
    found = Recording.objects.filter(pk=recording_id, state=RecordingState.ARRIVING).first()
    if found is None:
        return
    place = lying(found)
    if place is None:
        long_ago = found.ended_at is not None and found.ended_at < clock.now() - WAITED_FOR
        if long_ago:
            Recording.objects.filter(pk=found.pk, state=RecordingState.ARRIVING).update(state=RecordingState.FAILED)
        return
    day = timezone.localdate(found.ended_at or clock.now())
    called = _("recording of %(day)s") % {"day": day.isoformat()}
    # Copied before the room's row is taken, so that nobody waits for it; until the row says so nobody can have it.
    stored = files.take_made(place=place, name=f"{called}.mp4", media_type=MEDIA_TYPE, parent=found)
    with transaction.atomic():
        meeting = alone(found.meeting_id)
        until = day + timedelta(days=found.terms.days)
        kept = {"state": RecordingState.KEPT, "size": stored.size, "sha256": stored.sha256, "keep_until": until}
        if not Recording.objects.filter(pk=found.pk, state=RecordingState.ARRIVING).update(**kept):
            files.remove(file=stored)
            return
        trail.write(by=None, action="meetings.recording.keep", about=meeting, values={"recording": found.pk})
    place.unlink(missing_ok=True)


# --- deleted


def delete_recording(*, by: Any, recording: Recording) -> Recording:
    """Delete a recording at once; the proof stays. Raises Refused for others than who steers, and when it is gone."""
    insist(rules.may_delete_recording(by, recording))
    return _delete(recording, WhyDeleted.COORDINATOR, by)


def delete_old_recordings() -> int:
    """For the worker, nightly: delete what is past its day; gives how many."""
    due = Recording.objects.filter(state=RecordingState.KEPT, keep_until__lt=clock.today())
    return len([_delete(one, WhyDeleted.TERM, None) for one in due])


def _delete(recording: Recording, why: str, by: Any) -> Recording:
    """Delete the file, keep the proof, and look whether the bytes are really gone."""
    with transaction.atomic():
        meeting = alone(recording.meeting_id)
        held = Recording.objects.filter(pk=recording.pk, state=RecordingState.KEPT)
        if not held.update(state=RecordingState.DELETED, deleted_at=clock.now(), deleted_why=why, deleted_by=by):
            raise Refused(_("This recording is deleted already."))
        names = [file.content.name for file in recording.files.all()]
        for file in recording.files.all():
            files.remove(file=file)
        proof = {"recording": recording.pk, "why": why, "size": recording.size, "sha256": recording.sha256}
        trail.write(by=by, action="meetings.recording.delete", about=meeting, values=proof)
    if all(files.is_gone(name) for name in names) and lying(recording) is None:
        Recording.objects.filter(pk=recording.pk).update(seen_gone_at=clock.now())
    recording.refresh_from_db()
    return recording


def sweep_recordings() -> int:
    """For the worker, nightly: what lies in egress's folder under our names and is waited for by nobody goes."""
    base = Path(settings.LIVEKIT_EGRESS_DIR) if settings.LIVEKIT_EGRESS_DIR else None
    if base is None or not base.is_dir():
        return 0
    waited = Recording.objects.filter(state__in=(*GOING_ON, RecordingState.ARRIVING))
    known = set(waited.values_list("name", flat=True))
    left = [place for place in base.glob("splot-*") if place.name not in known]
    for place in left:
        place.unlink(missing_ok=True)
    return len(left)
