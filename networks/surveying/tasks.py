"""What the worker does for surveys."""

from datetime import timedelta

from kit import later
from networks.surveying import services


@later.task("surveying.watch", every=timedelta(hours=1))
def watch(**_newer: object) -> None:
    """Remind the silent, close what is over; a second run does nothing again."""
    services.keep_watch()
