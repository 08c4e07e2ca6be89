"""Background work of networks."""

from kit import later
from networks import services


@later.task("networks.invite", queue="mail")
def send_invitation(*, invitation_id: int, **_newer: object) -> None:
    """Send the letter of one invitation."""
    services.send_letter(invitation_id=invitation_id)
