"""Background work of networks."""

from datetime import timedelta

from kit import later
from networks import services


@later.task("networks.invite", queue="mail")
def send_invitation(*, invitation_id: int, **_newer: object) -> None:
    """Send the letter of one invitation."""
    services.send_letter(invitation_id=invitation_id)


@later.task("networks.invite_list", queue="mail")
def send_list(*, list_id: int, **_newer: object) -> None:
    """Send the next portion of a list's letters."""
    services.send_portion(list_id=list_id)


@later.task("networks.offers", every=timedelta(hours=1))
def end_late_offers(**_newer: object) -> None:
    """Pass on the places whose offers ran out."""
    services.end_late_offers()


@later.task("networks.forget", every=timedelta(days=1))
def forget(**_newer: object) -> None:
    """Empty the rejected lines of old lists."""
    services.forget_rejected()
