"""Letters as mail programs send them."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

ADDRESS = "odpowiedz+{token}@splot.test"


def answer(
    to: str, text: str | None = "Zgadzam się.", *, sender: str = "Ewa Maj <ewa.maj@example.org>", **more: Any
) -> EmailMessage:
    """An answer; `page` is its HTML, `files` names of attachments, the rest are headers (`Return_Path`)."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = more.pop("subject", "Re: Jak oswoić ułamki?")
    message["Message-ID"] = more.pop("number", "<a1@poczta.example>")
    page, files = more.pop("page", None), more.pop("files", [])
    if text is not None:
        message.set_content(text)
    if page is not None and text is None:
        message.set_content(page, subtype="html")
    elif page is not None:
        message.add_alternative(page, subtype="html")
    for name in files:
        message.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    return message
