"""What the worker does after meetings."""

from datetime import timedelta

from kit import later
from meetings.afterwards import services


@later.task("afterwards.send", every=timedelta(hours=1))
def send(**_newer: object) -> None:
    """Send what comes after meetings; a second run sends nothing again."""
    services.send_due()
