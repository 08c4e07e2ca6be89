"""Mail of notices."""

from kit import later
from notifications import mail


@later.task("notifications.mail", queue="mail")
def send_mail(*, notice_id: int, **_newer: object) -> None:
    """Send one notice by mail; a second run sends nothing."""
    mail.send(notice_id)
