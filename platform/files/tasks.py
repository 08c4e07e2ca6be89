"""Background work of files."""

from datetime import timedelta

from files import services
from kit import later


@later.task("files.prepare", queue="files")
def prepare(*, file_id: str, **_newer: object) -> None:
    """Read one file; a second run changes nothing."""
    services.prepare(file_id=file_id)


@later.task("files.sweep", queue="files", every=timedelta(days=1))
def sweep(**_newer: object) -> None:
    """The nightly round."""
    services.sweep()
