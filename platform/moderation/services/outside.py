"""Notices of illegal content by people without an account (Digital Services Act, article 16)."""

from __future__ import annotations

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused
from moderation import selectors, trail
from moderation.enums import Why
from moderation.models import OutsideReport, Report
from moderation.registry import MODERATED
from moderation.services.answers import acknowledge
from moderation.services.cases import open_case
from moderation.services.reports import file_report

KEPT_FOR_YEARS = 3
"""How long an answered notice is kept as evidence; the form says so."""
WITHOUT_NAME = "child_abuse"
"""The only reason for which a notice may come without a name and an address (article 16(2)(c))."""
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@transaction.atomic
def report_from_outside(
    *, address: str, ground: str, words: str, name: str = "", email: str = "", key: uuid.UUID | None = None
) -> OutsideReport:
    """Take a notice in, give it a number, confirm it by mail, and put it before those who decide.

    Where the address is that of a thing we know, its own judges see a report, otherwise administrators the notice.
    Raises Refused when words, address, name or e-mail are missing that the law asks for.
    """
    address, words = address.strip()[:500], words.strip()[:4000]
    name, email = " ".join(name.split())[:120], email.strip()[:254]
    if not address or not words:
        raise Refused(_("Give the exact address and say why the content is illegal."))
    if ground != WITHOUT_NAME and not (name and email):
        raise Refused(_("Give your name and your e-mail address."))

    def make() -> OutsideReport:
        made = OutsideReport.objects.create(
            number=f"{clock.today():%Y}-{get_random_string(8, _SIGNS)}",
            address=address,
            ground=ground,
            words=words,
            name=name,
            email=email,
            received_at=clock.now(),
            once=key,
        )
        _put_before_judges(made)
        trail.write(by=None, action="moderation.outside.receive", about=made, values={"ground": ground})
        acknowledge(made)
        return made

    return once(OutsideReport.objects.all(), key, make)


def _put_before_judges(made: OutsideReport) -> None:
    found = selectors.thing_at(made.address) if made.ground != WITHOUT_NAME else None
    if found is None:
        open_case(kind=MODERATED["outside_report"], thing=made, why=Why.REPORT, detail=made.number)
        return
    kind, thing = found
    known = dict(selectors.ground_choices(kind.where(thing)))
    ground = made.ground if made.ground in known else "unlawful"
    made.report = file_report(by=None, kind=kind, thing=thing, ground=ground, words=made.words)
    made.about_type, made.about_id = ContentType.objects.get_for_model(thing), thing.pk
    made.save(update_fields=["report", "about_type", "about_id"])


@transaction.atomic
def forget_outside() -> int:
    """Delete notices that came more than three years ago and were answered; gives how many.

    The decision stays without the sender's words; a notice nobody has answered is still a duty, however old.
    """
    today = clock.now()
    # There is no 29 February three years ago.
    day = min(today.day, 28) if today.month == 2 else today.day
    old = OutsideReport.objects.filter(
        received_at__lt=today.replace(year=today.year - KEPT_FOR_YEARS, day=day), answered_at__isnull=False
    )
    reports = [number for number in old.values_list("report", flat=True) if number]
    count = old.count()
    if count:
        Report.objects.filter(pk__in=reports).update(words="")
        old.delete()
        trail.write(
            by=None, action="moderation.outside.forget", about=OutsideReport(number="–"), values={"count": count}
        )
    return count
