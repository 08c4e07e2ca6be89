"""Links are asked once a week; one that does not answer on three days becomes a task of its author."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import insist
from notifications.services import notify
from resources import reaching, rules, stand
from resources.models import LinkCheck, Resource
from resources.notices import LINK_DEAD
from resources.reaching import Answer
from resources.services.watching import keepers_of

EVERY, AGAIN = timedelta(days=7), timedelta(days=1)
PATIENT = 3
"""How many times in a row, a day apart, a link may be silent before anybody is told."""
AT_ONCE = 40


def watch_links() -> int:
    """Ask the links whose time has come, at most one of each host; gives how many were asked."""
    now = clock.now()
    rows = Resource.objects.shown().exclude(link="")
    asked_lately = Q(link_check__failures=0, link_check__asked_at__gte=now - EVERY) | Q(
        link_check__asked_at__gte=now - AGAIN
    )
    due = rows.exclude(asked_lately & Q(link_check__link=F("link")))
    hosts: dict[str, tuple[int, str]] = {}
    for number, link in due.order_by(F("link_check__asked_at").asc(nulls_first=True)).values_list("pk", "link")[:400]:
        hosts.setdefault((urlsplit(link).hostname or "").casefold(), (number, link))
    for number, link in list(hosts.values())[:AT_ONCE]:
        note(number, link, reaching.ask(link))
    return min(len(hosts), AT_ONCE)


@transaction.atomic
def note(number: int, link: str, answer: Answer) -> None:
    """Write down what a link said; the third silence tells its author, an answer takes the mark away."""
    resource = Resource.objects.select_for_update(of=("self",)).select_related("network").filter(pk=number).first()
    if resource is None or resource.link != link:
        return
    check = LinkCheck.objects.filter(resource=resource).first() or LinkCheck(resource=resource, link=link)
    before = check.dead_since
    if check.link != link:
        check.link, check.failures, check.dead_since = link, 0, None
    check.asked_at = clock.now()
    if answer == Answer.ALIVE:
        check.failures, check.dead_since = 0, None
    elif answer == Answer.DEAD:
        check.failures += 1
        if check.failures >= PATIENT and check.dead_since is None:
            check.dead_since = clock.now()
            _tell(resource)
    check.save()
    if check.dead_since != before:
        stand.moved()


def _tell(resource: Resource) -> None:
    notify(
        LINK_DEAD,
        to=keepers_of(resource),
        about=resource,
        title=_("The link of “%(title)s” no longer answers") % {"title": resource.title},
        text=_("It was asked on three days. Put a working address in its place, or remove the resource."),
        url=resource.get_absolute_url(),
    )


def ask_anew(*, by: Any, resource: Resource) -> None:
    """Have the link asked again within the hour. Raises Refused when `by` may not change the resource."""
    insist(rules.may_edit(by, resource))
    LinkCheck.objects.filter(resource=resource).delete()
    stand.moved()
