"""Meetings and decisions in the chain of what was made from what; a meeting is made of a plan's point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from kit.html import from_text
from kit.verdicts import NotThere
from meetings import rules, selectors
from meetings.models import Decision
from provenance.registry import Card, Seed, maker, thing

SOURCES = ("plan_point", "proposal", "thread", "decision", "need", "expert_request", "announcement")


def meeting_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of meetings; one query."""
    found = rules.readable_meetings(user).filter(pk__in=list(pks))
    return {
        one.pk: Card(
            title=one.title,
            url=one.get_absolute_url(),
            note=f"{date_format(localtime(one.starts_at), 'j E Y')} · {one.get_state_display()}",
        )
        for one in found
    }


def meeting_seed(user: Any, pk: int) -> Seed:
    """What is made of a meeting begins with its topic."""
    meeting = selectors.meeting_for(user, pk)
    return Seed(title=meeting.title, text=meeting.description, edition_id=meeting.edition_id)


def _decisions(user: Any) -> Any:
    """Decisions `user` may read: those of minutes `user` may read."""
    return Decision.objects.filter(meeting__minutes__in=rules.readable_minutes(user))


def decision_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of decisions; one query."""
    found = _decisions(user).filter(pk__in=list(pks)).select_related("meeting")
    return {one.pk: Card(title=one.text, url=one.get_absolute_url(), note=one.meeting.title) for one in found}


def decision_seed(user: Any, pk: int) -> Seed:
    """What is made of a decision begins with its words, who does it and until when."""
    one = _decisions(user).filter(pk=pk).select_related("meeting").first()
    if one is None:
        raise NotThere
    values: dict[str, Any] = {"for_all": one.for_all}
    if one.person_id is not None:
        values["people"] = [one.person_id]
    if one.until_on is not None:
        values["due_on"] = one.until_on
    text = from_text(one.text) if len(one.text) > 160 else ""
    return Seed(title=one.text, text=text, edition_id=one.meeting.edition_id, values=values)


def _plan(place: Any) -> str:
    return reverse("meetings:plan", kwargs={"slug": place.edition.network.slug})


def _plans(_user: Any, place: Any) -> Any:
    return rules.may_plan_as(place)


thing(
    "meeting",
    label=_("meeting"),
    icon="calendar-days",
    cards=meeting_cards,
    seed=meeting_seed,
    page="meetings:detail",
)
thing("decision", label=_("decision"), icon="gavel", cards=decision_cards, seed=decision_seed)
maker(
    "meeting",
    label=_("Plan a meeting on it"),
    icon="calendar-plus",
    sources=SOURCES,
    url=_plan,
    offered=_plans,
    position=40,
)
