"""The index, kept right in the background."""

from datetime import timedelta

from kit import later
from search import services


@later.task("search.index", queue="index")
def index(*, label: str, number: int, **_newer: object) -> None:
    """Bring the index up to one thing."""
    services.index(label=label, number=number)


@later.task("search.deliver", queue="index", every=timedelta(minutes=1))
def deliver(**_newer: object) -> None:
    """Bring the search server up to the database; what it missed is delivered when it is back."""
    services.deliver()


@later.task("search.settle", queue="index", every=timedelta(hours=1))
def settle(**_newer: object) -> None:
    """File what the index lacks, so that an upgrade or a restored copy needs no hand."""
    services.settle()
