"""Notices as a letter that goes at once: those of one thing travel together."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock, later
from notifications import levels, selectors, unsubscribing
from notifications.enums import Level
from notifications.models import Notice
from notifications.registry import KINDS, REPLIES, Chain, Kind
from notifications.replying import quotes, tokens

MOST_IN_AN_HOUR = 20
"""Letters one person gets in an hour; further ones wait (NT-10)."""
WAIT = timedelta(minutes=20)


def send(notice_id: int) -> None:
    """Send the notice, with all that waits about the same thing, unless it is sent, withdrawn, read or quietened."""
    first = Notice.objects.select_related("user").filter(pk=notice_id, mail_state="waiting").first()
    if first is None:
        return
    together = _together(first)
    bundle = [notice for notice in together if _belongs(notice)]
    if not bundle:
        return
    if letters_lately(first.user_id) >= MOST_IN_AN_HOUR:
        later.enqueue("notifications.mail", after=WAIT, notice_id=bundle[0].pk)
        return
    letter(bundle).send()
    Notice.objects.filter(pk__in=[notice.pk for notice in bundle]).update(mail_state="sent", mailed_at=clock.now())


def _together(first: Notice) -> list[Notice]:
    same: QuerySet[Notice] = Notice.objects.filter(user=first.user_id, mail_state="waiting").select_related("user")
    same = same.filter(thing=first.thing) if first.thing else same.filter(pk=first.pk)
    return list(same.order_by("pk"))


def _belongs(notice: Notice) -> bool:
    """Whether it is still to be mailed; if not, that is written down (NT-01)."""
    kind = KINDS.get(notice.kind)
    is_for_reader = notice.user.is_active and notice.user.email and kind is not None and notice.about is not None
    state = ""
    if kind is None or not is_for_reader or not kind.reads(notice.user, notice.about):
        state = "dropped"
    elif notice.read_at is not None:
        state = "read"
    if state:
        Notice.objects.filter(pk=notice.pk).update(mail_state=state)
    return not state


def letters_lately(user_id: int) -> int:
    """Letters the person got within an hour; notices that travelled together count once."""
    lately = Notice.objects.filter(user=user_id, mailed_at__gt=clock.now() - timedelta(hours=1))
    return lately.order_by().values("mailed_at").distinct().count()


def one_line(text: str) -> str:
    """Text fit for a header: one line, nothing invisible (NT-07)."""
    seen = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(char for char in seen if unicodedata.category(char) not in {"Cf", "Cs"}).split())[:150]


@dataclass(frozen=True)
class Less:
    """A way to get less mail: what it does, and its signed link."""

    words: str
    url: str


def ways_to_less(notice: Notice, kind: Kind) -> list[Less]:
    """Less about this thing, less from this place, less of this kind; each link first shows what it does."""
    number = notice.user_id
    ways = []
    if notice.thing:
        ways.append(Less(_("no e-mail about this matter"), unsubscribing.link(number, notice.thing, scope="thing")))
    if notice.place:
        ways.append(Less(_("no e-mail from this network"), unsubscribing.link(number, notice.place, scope="place")))
    ways.append(Less(_("such news only in the weekly letter"), unsubscribing.link(number, kind.name)))
    return ways


def why(notice: Notice, kind: Kind) -> str:
    """The rule through which the notice is mailed, in words."""
    found = levels.effective(
        kind,
        choices=selectors.choices_of(notice.user),
        rhythm=selectors.rhythms_of([notice.user_id])[notice.user_id],
        place=notice.place,
        thing=notice.thing,
    )
    return str(found.why if found.level == Level.MAIL else levels.WORDS["kind"])


def hostname() -> str:
    """The right side of message numbers."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def one_click(stop: str) -> dict[str, str]:
    """Headers by which a mail program offers to stop such letters (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def list_id(notice: Notice) -> dict[str, str]:
    """What the letter belongs to (RFC 2919), for people who sort their mail by it."""
    name = notice.place or notice.kind.partition(".")[0]
    return {"List-Id": f"<{re.sub(r'[^a-z0-9-]', '-', name.lower())}.{hostname()}>"}


def in_conversation(bundle: list[Notice], kind: Kind) -> dict[str, str]:
    """Headers by which a mail program puts letters of one conversation together.

    Numbers are made of the things themselves, one set for each person, so that a letter names those before it without
    looking them up; of several things told at once the first gives the number.
    """
    ours = f"<notice-{bundle[0].pk}@{hostname()}>"
    if kind.chain is None or kind.discreet:
        return {"Message-ID": ours}
    first = kind.chain(bundle[0].about)
    reader = f".to-{bundle[0].user_id}@{hostname()}>"
    above = [f"<{name}{reader}" for name in (first.root, *first.above[-8:])]
    if first.own:
        ours = f"<{first.own}{reader}"
    return {"Message-ID": ours, "In-Reply-To": above[-1], "References": " ".join(above)}


def answer_to(bundle: list[Notice], kind: Kind) -> str:
    """The address an answer to this letter goes to; empty when it can be answered in the platform only."""
    replies = REPLIES.get(kind.replies)
    if replies is None or kind.discreet or any(KINDS[one.kind].replies != kind.replies for one in bundle):
        return ""
    return tokens.address(bundle[0].user_id, replies, replies.of([one.about for one in bundle]))


def heading(notice: Notice, kind: Kind) -> tuple[str, str | None]:
    """(subject, sender): in a conversation all letters have its subject, and the sender's name says who wrote."""
    title = one_line(str(kind.label) if kind.discreet else notice.title) or str(kind.label)
    chain = kind.chain(notice.about) if kind.chain is not None and not kind.discreet else Chain(root="")
    if not chain.own:
        return title, None
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    who = one_line(chain.sender)
    sender = formataddr((_("%(who)s – Splot") % {"who": who}, address)) if who and name else None
    return one_line(chain.subject) or title, sender


def letter(bundle: list[Notice]) -> EmailMultiAlternatives:
    """The letter: plain text and HTML, a link for each notice, why it came, and ways to fewer of them."""
    last = bundle[-1]
    kind = KINDS[last.kind]
    with translation.override(settings.LANGUAGE_CODE):
        ways = ways_to_less(last, kind)
        lines = [_line(notice) for notice in bundle]
        answers, (subject, sender) = answer_to(bundle, kind), heading(last, kind)
        values = {
            "lines": lines,
            "title": lines[-1]["title"],
            "why": _("This letter came because of: “%(kind)s” – %(why)s.")
            % {"kind": kind.label, "why": why(last, kind)},
            "ways": ways,
            "line": quotes.LINES.get(translation.get_language() or "", quotes.LINES["en"]) if answers else "",
            "settings_link": settings.BASE_URL + reverse("notifications:settings"),
        }
        message = EmailMultiAlternatives(
            subject=subject,
            from_email=sender,
            reply_to=[answers] if answers else None,
            body=render_to_string("notifications/letters/notice.txt", values),
            to=[last.user.email],
            # A stable number: a letter sent twice after a crash is one letter for the reader's mail program.
            headers={**in_conversation(bundle, kind), **list_id(last), **one_click(ways[-1].url)},
        )
        message.attach_alternative(render_to_string("notifications/letters/notice.html", values), "text/html")
    if kind.attach is not None and not kind.discreet:
        for file in kind.attach(last.user, last.about):
            message.attach(file.name, file.content, file.mimetype)
    return message


def _line(notice: Notice) -> dict[str, Any]:
    """One notice of a letter; a discreet one has the words of its kind only (NT-02)."""
    kind = KINDS[notice.kind]
    return {
        "title": str(kind.label) if kind.discreet else notice.title,
        "text": "" if kind.discreet else notice.text,
        "link": settings.BASE_URL + reverse("notifications:open", args=[notice.pk]),
        "links": kind.links(notice.user, notice.about) if kind.links and not kind.discreet else [],
    }
