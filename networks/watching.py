"""What networks themselves ask the county to look at: people, deputies, requests, reports, silence (BR1, BR5)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from moderation.models import TrailEntry
from networks.attention import GENTLE, SOON, URGENT, Attention, attention
from networks.enums import Role
from networks.models import CROWDED, Edition, Membership, NetworkReport
from networks.states import OPEN_STATES, EditionState, MembershipState, ReportState

SILENT_AFTER = timedelta(days=30)
WAITING_LONG = timedelta(days=7)
FEW_PEOPLE = 12
"""Far below the twenty of BR1: said once the network has been open for two months."""
SETTLED_AFTER = timedelta(days=60)
REPORT_MONTHS = (6, 7, 8)


@attention("networks.people")
def people(numbers: list[int]) -> dict[int, list[Attention]]:
    """Coordinators and deputies who are missing, networks too large or too small, people kept waiting; two queries."""
    now = clock.now()
    active = Q(memberships__state=MembershipState.ACTIVE)
    seated = active & ~Q(memberships__role=Role.EXPERT)
    leading = active & Q(memberships__user__is_active=True)
    rows = (
        Edition.objects.filter(pk__in=numbers)
        .select_related("network")
        .annotate(
            people=Count("memberships", filter=seated, distinct=True),
            schools=Count("memberships__user__profile__institution", filter=seated, distinct=True),
            leads=Count("memberships", filter=leading & Q(memberships__role=Role.COORDINATOR), distinct=True),
            deputies=Count("memberships", filter=leading & Q(memberships__role=Role.DEPUTY), distinct=True),
            kept_waiting=Count(
                "memberships",
                filter=Q(memberships__state=MembershipState.REQUESTED, memberships__asked_at__lt=now - WAITING_LONG),
                distinct=True,
            ),
        )
    )
    return {edition.pk: _of_people(edition, now) for edition in rows}


def _of_people(edition: Any, now: Any) -> list[Attention]:
    if edition.state not in (EditionState.DRAFT, *OPEN_STATES):
        return []
    found = []
    slug = {"slug": edition.network.slug}
    if not edition.leads:
        found.append(Attention(_("No coordinator"), reverse("networks:appoint", kwargs=slug), URGENT))
    elif not edition.deputies:
        found.append(Attention(_("No deputy coordinator"), "", GENTLE))
    if edition.kept_waiting:
        text = ngettext(
            "%(count)s person has waited over a week for an answer",
            "%(count)s people have waited over a week for an answer",
            edition.kept_waiting,
        )
        found.append(Attention(text % {"count": edition.kept_waiting}, "", SOON))
    if edition.people > CROWDED:
        found.append(Attention(_("More than %(count)s people: think of dividing it") % {"count": CROWDED}, "", GENTLE))
    settled = edition.opened_at is not None and edition.opened_at < now - SETTLED_AFTER
    if settled and edition.people < FEW_PEOPLE and edition.state in OPEN_STATES:
        text = ngettext(
            "Only %(count)s person; a network is meant for about %(size)s",
            "Only %(count)s people; a network is meant for about %(size)s",
            edition.people,
        )
        found.append(Attention(text % {"count": edition.people, "size": edition.target_size}, "", GENTLE))
    if edition.people > 1 and edition.schools == 1:
        found.append(Attention(_("Everybody comes from one school"), "", GENTLE))
    return found


@attention("networks.silence")
def silence(numbers: list[int]) -> dict[int, list[Attention]]:
    """Years whose coordinators did nothing on the platform for thirty days; two queries (the trail knows every act)."""
    moment = clock.now() - SILENT_AFTER
    leading = Membership.objects.active().filter(
        edition__in=numbers, role=Role.COORDINATOR, edition__state__in=OPEN_STATES, joined_at__lt=moment
    )
    leads: dict[int, set[int]] = defaultdict(set)
    for edition, user in leading.values_list("edition", "user"):
        leads[edition].add(user)
    everybody = {user for users in leads.values() for user in users}
    acted = TrailEntry.objects.filter(by_id__in=everybody).order_by().values("by_id").annotate(last=Max("at"))
    lively = {row["by_id"] for row in acted if row["last"] >= moment}
    text = _("The coordinator has done nothing here for 30 days")
    return {edition: [Attention(text, "", SOON)] for edition, users in leads.items() if not users & lively}


@attention("networks.reports")
def reports(numbers: list[int]) -> dict[int, list[Attention]]:
    """Reports that wait for the county, and those not presented though the year ends; two queries."""
    today = clock.today()
    states = dict(NetworkReport.objects.filter(edition__in=numbers).values_list("edition", "state"))
    found: dict[int, list[Attention]] = {}
    running = Edition.objects.filter(pk__in=numbers).exclude(state__in=(EditionState.DRAFT, EditionState.ARCHIVED))
    for edition in running.select_related("network", "school_year"):
        state = states.get(edition.pk, ReportState.DRAFT)
        year = edition.school_year
        if state == ReportState.HANDED:
            address = reverse("networks:county_report", kwargs={"slug": edition.network.slug})
            found[edition.pk] = [Attention(_("The annual report waits for your decision"), address, URGENT)]
        elif state == ReportState.DRAFT and today > year.ends_on:
            found[edition.pk] = [Attention(_("The annual report is overdue"), "", URGENT)]
        elif state == ReportState.DRAFT and year.holds(today) and today.month in REPORT_MONTHS:
            found[edition.pk] = [Attention(_("The annual report is due by the end of August"), "", SOON)]
    return found


@attention("networks.years")
def years(numbers: list[int]) -> dict[int, list[Attention]]:
    """Years that outlived their school year; one query."""
    late = Edition.objects.filter(
        pk__in=numbers, is_current=True, school_year__ends_on__lt=clock.today(), state__in=OPEN_STATES
    ).select_related("network")
    return {
        edition.pk: [
            Attention(
                _("The school year is over: renew the network or close it"),
                reverse("networks:year", kwargs={"slug": edition.network.slug}),
                SOON,
            )
        ]
        for edition in late
    }
