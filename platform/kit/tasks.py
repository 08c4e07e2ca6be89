"""The queue's own housekeeping."""

from datetime import timedelta

from kit import later


@later.task("later.prune", every=timedelta(days=1))
def prune_results(**_newer: object) -> None:
    """Forget old results."""
    from kit import worker

    worker.prune()
