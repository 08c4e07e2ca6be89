"""Background work of files."""

from datetime import timedelta

from files import arriving, preparing, services
from kit import later


@later.task("files.prepare", queue="files")
def prepare(*, file_id: str, **_newer: object) -> None:
    """Read one file; a second run changes nothing."""
    preparing.prepare(file_id=file_id)


@later.task("files.prepare_waiting", queue="files", every=timedelta(minutes=10))
def prepare_waiting(**_newer: object) -> None:
    """What waits for the scanner of viruses is tried again."""
    preparing.prepare_waiting()


@later.task("files.sweep", queue="files", every=timedelta(days=1))
def sweep(**_newer: object) -> None:
    """The nightly round."""
    arriving.sweep()
    services.sweep()
