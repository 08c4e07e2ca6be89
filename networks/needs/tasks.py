"""Background work of needs."""

from datetime import timedelta

from kit import later
from networks.needs import services


@later.task("needs.close_due", every=timedelta(hours=6))
def close_due(**_newer: object) -> None:
    """End votes whose last day has passed."""
    services.close_due()
