"""Background work of open meetings."""

from datetime import timedelta

from kit import later
from meetings.openings import letters, services


@later.task("openings.ask", queue="mail")
def ask(*, sign_up_id: int, **_newer: object) -> None:
    """Send the letter that asks to confirm a sign-up."""
    letters.ask(sign_up_id=sign_up_id)


@later.task("openings.write", queue="mail")
def write(*, pass_id: int, what: str, **_newer: object) -> None:
    """Write to one person who signed up."""
    letters.write(pass_id=pass_id, what=what)


@later.task("openings.sweep", every=timedelta(hours=1))
def sweep(**_newer: object) -> None:
    """Forget sign-ups nobody confirmed."""
    services.sweep()
