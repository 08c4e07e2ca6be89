"""What the forum tells the county's board: when somebody last wrote, and where nobody has for thirty days."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.models import Thread
from kit import clock
from networks.attention import SOON, Attention, attention
from networks.models import Edition
from networks.reporting import Figure
from networks.states import OPEN_STATES

SILENT_AFTER = timedelta(days=30)


def last_posts(networks: set[int]) -> dict[int, datetime]:
    """When somebody last wrote in each network, in one query."""
    rows = Thread.objects.filter(network__in=networks).order_by().values("network").annotate(last=Max("last_post_at"))
    return {row["network"]: row["last"] for row in rows}


def overview(numbers: list[int]) -> dict[int, list[Figure]]:
    """One cell for every year: the day of the last post; two queries."""
    networks = dict(Edition.objects.filter(pk__in=numbers).values_list("pk", "network"))
    last = last_posts(set(networks.values()))
    return {number: [_cell(last.get(network))] for number, network in networks.items()}


def _cell(moment: datetime | None) -> Figure:
    text = date_format(localtime(moment), "j E Y") if moment else ""
    return Figure("forum_board", gettext_lazy("Last post"), 0, text=text or "–")


@attention("forum")
def silence(numbers: list[int]) -> dict[int, list[Attention]]:
    """Open years older than thirty days in which nobody has written for so long; two queries."""
    moment = clock.now() - SILENT_AFTER
    open_years = dict(
        Edition.objects.filter(pk__in=numbers, state__in=OPEN_STATES, opened_at__lt=moment).values_list("pk", "network")
    )
    last = last_posts(set(open_years.values()))
    return {
        number: [Attention(_("Nobody has written on the forum for 30 days"), "", SOON)]
        for number, network in open_years.items()
        if network not in last or last[network] < moment
    }
