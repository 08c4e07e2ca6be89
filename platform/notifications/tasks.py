"""Mail of notices, and the weekly letters."""

from datetime import date, timedelta

from kit import later
from notifications import letters, mail


@later.task("notifications.mail", queue="mail")
def send_mail(*, notice_id: int, **_newer: object) -> None:
    """Send one notice by mail, with others of the same thing; a second run sends nothing."""
    mail.send(notice_id)


@later.task("notifications.letters", every=timedelta(hours=1))
def call_letters(**_newer: object) -> None:
    """Each hour: the weekly letters that are due."""
    letters.call_due()


@later.task("notifications.weekly", queue="mail")
def send_letter(*, user_id: int, for_on: str, **_newer: object) -> None:
    """Make and send one person's weekly letter; a second run sends nothing."""
    letters.make(user_id=user_id, for_on=date.fromisoformat(for_on))
