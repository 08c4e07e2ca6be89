"""Mail of notices, and the weekly letters."""

from datetime import date, timedelta

from kit import later
from notifications import letters, mail
from notifications.pushing import sending
from notifications.replying import answering, mailbox


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


@later.task("notifications.answer", queue="mail")
def answer_letter(*, letter_id: int, **_newer: object) -> None:
    """Tell the sender of a letter what became of it; a second run tells nothing."""
    answering.send(letter_id)


@later.task("notifications.mailbox", every=timedelta(minutes=1), queue="mail")
def read_mailbox(**_newer: object) -> None:
    """Each minute: answers that came to the mailbox, where one is set."""
    if mailbox.is_set():
        mailbox.read_new()


@later.task("notifications.push", queue="mail")
def push(*, notice_id: int, **_newer: object) -> None:
    """Have the browsers of one person told."""
    sending.send(notice_id)


@later.task("notifications.push_one", queue="mail")
def push_one(*, browser_id: int, notice_id: int, **_newer: object) -> None:
    """Tell one browser; a second run shows the same news in the same place."""
    sending.send_one(browser_id=browser_id, notice_id=notice_id)
