"""Background work of blogs."""

from datetime import timedelta

from kit import later
from networks.blogs import services


@later.task("blogs.publish_due", every=timedelta(minutes=5))
def publish_due(**_newer: object) -> None:
    """Show what was planned for this hour."""
    services.publish_due()
