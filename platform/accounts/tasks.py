"""What the worker does about people."""

from datetime import timedelta

from accounts import services
from kit import later


@later.task("accounts.reseat_editors", every=timedelta(hours=1))
def reseat_editors() -> None:
    """Editors' roles begin and end with their days; the CMS follows."""
    services.reseat_editors()
