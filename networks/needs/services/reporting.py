"""Needs reported to the county, and its answers (D33, D52)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import County, Institution
from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as hall
from networks import services as networks
from networks.models import Network
from networks.needs import notices, rules
from networks.needs.enums import Priority
from networks.needs.models import Need
from networks.needs.states import NeedState
from networks.selectors import county_coordinators
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search


@transaction.atomic
def report(
    *,
    by: Any,
    county: County,
    title: str,
    text: str,
    audience: list[str] | None = None,
    priority: str = Priority.USUAL,
    institution: Institution | None = None,
    made_from: Reference | None = None,
    key: UUID | None = None,
) -> Need:
    """Report a need to the county; its coordinators are told. Raises Refused without a theme or a description."""
    insist(rules.may_report(by))
    if not title.strip() or not text.strip():
        raise Refused(_("Give the theme and say in a few words what is needed."))

    def make() -> Need:
        need = Need.objects.create(
            county=county, institution=institution, reporter=by, title=title.strip(), text=text.strip(),
            audience=audience or [], priority=Priority(priority), made_at=clock.now(), once=key,
        )  # fmt: skip
        provenance.record(by=by, source=made_from, result=Reference("need", need.pk))
        trail.write(by=by, action="needs.need.report", about=need, values={"county": county.name})
        notify(
            notices.REPORTED,
            to=county_coordinators(county),
            by=by,
            about=need,
            title=_("A need is reported: %(title)s") % {"title": need.title},
            text=need.text,
            url=need.get_absolute_url(),
        )
        search.changed(need)
        return need

    return once(Need.objects.filter(reporter=by), key, make)


def _decide(*, by: Any, need: Need, state: str, answer: str = "", network: Network | None = None) -> Need:
    need = Need.objects.select_for_update().get(pk=need.pk)
    insist(rules.may_decide(by, need))
    insist(rules.may_step(need, state))
    need.state, need.answer, need.network = state, answer.strip()[:2000], network
    need.decided_at, need.decided_by = clock.now(), by
    need.save(update_fields=["state", "answer", "network", "decided_at", "decided_by"])
    trail.write(by=by, action="needs.need.decide", about=need, values={"state": str(state)})
    search.changed(need)
    if need.reporter is not None:
        notify(
            notices.DECIDED,
            to=[need.reporter],
            by=by,
            about=need,
            title=_("Your need “%(title)s”: %(state)s") % {"title": need.title, "state": need.get_state_display()},
            text=need.answer,
            url=need.get_absolute_url(),
        )
    return need


@transaction.atomic
def analyse(*, by: Any, need: Need) -> Need:
    """Take the need under analysis, or take an answered one up again; the reporter is told."""
    if need.network_id:
        return _decide(by=by, need=need, state=NeedState.ANALYSED, answer=need.answer)
    return _decide(by=by, need=need, state=NeedState.ANALYSED)


@transaction.atomic
def answer_by_network(*, by: Any, need: Need, network: Network, words: str = "") -> Need:
    """Answer the need by a network; several needs may lead to one.

    Raises Refused unless `by` coordinates the county of both, and when the need is already answered.
    """
    insist(rules.may_decide(by, need))
    if network.county_id != need.county_id and not hall.may_supervise(by, network):
        raise Refused(_("This network belongs to another county."))
    need = _decide(by=by, need=need, state=NeedState.NETWORK, answer=words, network=network)
    provenance.record(by=by, source=Reference("need", need.pk), result=Reference("network", network.pk))
    return need


@transaction.atomic
def answer_by_process(*, by: Any, need: Need, words: str) -> Need:
    """Answer the need by the support of a school. Raises Refused without words: whose support, and since when."""
    if not words.strip():
        raise Refused(_("Say in a few words which school's support answers this need."))
    return _decide(by=by, need=need, state=NeedState.PROCESS, answer=words)


@transaction.atomic
def refuse(*, by: Any, need: Need, words: str) -> Need:
    """Refuse the need. Raises Refused without a reason: the reporter reads it."""
    if not words.strip():
        raise Refused(_("Give the reason; the person who reported the need will read it."))
    return _decide(by=by, need=need, state=NeedState.REFUSED, answer=words)


@transaction.atomic
def open_network_for(*, by: Any, need: Need, words: str = "", also: Sequence[Need] = (), **details: Any) -> Network:
    """Open a network that answers the need, and the needs `also` of other schools, in one step.

    `details` are as networks.services.open_network takes them. Raises Refused unless `by` coordinates the county of
    each and may open networks there, and when one of them is answered; then nothing is opened.
    """
    for one in (need, *also):
        insist(rules.may_decide(by, one))
    network = networks.open_network(by=by, **details)
    answered = set(Need.objects.filter(network=network).values_list("pk", flat=True))
    for one in (need, *also):
        if one.pk not in answered:
            answer_by_network(by=by, need=one, network=network, words=words)
    return network
