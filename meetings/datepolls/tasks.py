"""What the worker does for date polls."""

from datetime import timedelta

from kit import later
from meetings.datepolls import services


@later.task("datepolls.watch", every=timedelta(hours=1))
def watch(**_newer: object) -> None:
    """Remind the silent and tell coordinators whose polls are over; a second run tells nobody again."""
    services.keep_watch()
