"""Background work of passes."""

from datetime import timedelta

from kit import later
from meetings.passes import services


@later.task("passes.send", queue="mail")
def send_letter(*, pass_id: int, **_newer: object) -> None:
    """Send the letter of one pass."""
    services.send_letter(pass_id=pass_id)


@later.task("passes.forget", every=timedelta(days=1))
def forget(**_newer: object) -> None:
    """Forget guests of long ago."""
    services.forget_guests()
