"""Proposing an outcome and completing its file: words, authors, the way to it, the check for personal data."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from files import services as files
from files.selectors import files_of
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Network
from networks.outcomes import notices, rules, selectors
from networks.outcomes.enums import Licence, OutcomeKind, WayKind
from networks.outcomes.models import Author, Outcome, Station
from networks.outcomes.ways import remembered
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference

LENGTHS = {"summary": 400, "problem": 1500, "for_whom": 250, "conditions": 1500, "evidence": 1500}
MOST_STATIONS = 12


def locked(outcome: Outcome) -> Outcome:
    """The outcome with its row held until the transaction ends."""
    return Outcome.objects.select_for_update(of=("self",)).select_related("network").get(pk=outcome.pk)


def changed(outcome: Outcome) -> None:
    """The file is another one now: what was checked before is to be checked again."""
    Outcome.objects.filter(pk=outcome.pk).update(version=F("version") + 1)


@transaction.atomic
def propose(
    *,
    by: Any,
    network: Network,
    values: dict[str, Any],
    made_from: Reference | None = None,
    key: uuid.UUID | None = None,
) -> Outcome:
    """Propose an outcome of the network; `by` becomes its first author. The same `key` again gives the same outcome.

    What it is made from tells the beginning of its way. Raises Refused without a title or when `by` may not, NotThere
    for a source `by` cannot open.
    """
    insist(rules.may_propose(by, network))
    words = _cleaned(values)

    def make() -> Outcome:
        edition = network.editions.filter(is_current=True).select_related("school_year").first()
        year = edition.school_year.label if edition is not None else ""
        outcome = Outcome.objects.create(network=network, school_year=year, proposed_by=by, once=key, **words)
        _sort(outcome, values)
        Author.objects.create(outcome=outcome, user=by)
        trail.write(by=by, action="outcomes.propose", about=outcome, values={"network": network.pk})
        provenance.record(by=by, source=made_from, result=Reference("outcome", outcome.pk))
        for kind, said, day in remembered(by, made_from)[:MOST_STATIONS]:
            Station.objects.create(outcome=outcome, kind=kind, words=said[:250], happened_on=day)
        return outcome

    return once(Outcome.objects.filter(proposed_by=by), key, make)


@transaction.atomic
def save(*, by: Any, outcome: Outcome, values: dict[str, Any], seen: int) -> Outcome:
    """Save the words of the file. Raises Refused when somebody else saved it since version `seen`."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    if held.version != seen:
        raise Refused(_("Somebody has changed this file meanwhile. What you wrote is still here; compare both."))
    for name, value in _cleaned(values).items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    _sort(held, values)
    return held


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """Words as they are stored. Raises Refused without a title."""
    title = " ".join(str(values.get("title") or "").split())[:160]
    if not title:
        raise Refused(_("Give the outcome a title."))
    words = {name: str(values.get(name) or "").replace("\x00", "").strip()[:most] for name, most in LENGTHS.items()}
    return {
        **words,
        "title": title,
        "how": html.clean(values.get("how") or ""),
        "kind": values.get("kind") if values.get("kind") in OutcomeKind.values else OutcomeKind.TOOLKIT,
        "licence": values.get("licence") if values.get("licence") in Licence.values else "",
        "no_materials": bool(values.get("no_materials")),
    }


def _sort(outcome: Outcome, values: dict[str, Any]) -> None:
    for name in ("subjects", "stages"):
        if name in values:
            getattr(outcome, name).set(values[name])


@transaction.atomic
def delete(*, by: Any, outcome: Outcome) -> None:
    """Delete a proposal that never was public, with its materials. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_delete(by, held))
    for file in files_of(held):
        files.remove(file=file)
    trail.write(by=by, action="outcomes.delete", about=held, values={"network": held.network_id})
    held.delete()


@transaction.atomic
def add_author(*, by: Any, outcome: Outcome, user: Any) -> Author:
    """Name another member of the network as an author; the consent is asked of that person alone. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    if not any(place.user_id == user.pk for place in selectors.possible_authors(held)):
        raise Refused(_("Choose a member of this network who is no author yet."))
    made = Author.objects.create(outcome=held, user=user)
    trail.write(by=by, action="outcomes.author.add", about=held, values={"person": user.pk})
    notify(
        notices.CONSENT,
        to=[user],
        about=held,
        by=by,
        title=_("You are named as an author of “%(title)s”. Do you agree to its publication?") % {"title": held.title},
        url=consent_url(held),
    )
    return made


def consent_url(outcome: Outcome) -> str:
    """Where an author agrees."""
    from django.urls import reverse

    return reverse("outcomes:consent", kwargs={"pk": outcome.pk})


@transaction.atomic
def leave_author(*, by: Any, outcome: Outcome, author_pk: int) -> None:
    """Take a person off the authors: oneself, or who prepares the file does it. Raises Refused for the last one."""
    held = locked(outcome)
    row = held.authors.filter(pk=author_pk).first()
    if row is None:
        raise Refused(_("This person is no author any more."))
    insist(rules.may_edit(by, held))
    if held.authors.count() == 1:
        raise Refused(_("An outcome has at least one author. Name another one first."))
    trail.write(by=by, action="outcomes.author.leave", about=held, values={"person": row.user_id})
    row.delete()


@transaction.atomic
def add_station(*, by: Any, outcome: Outcome, kind: str, words: str, happened_on: date | None = None) -> Station:
    """Add a station of the way, in words meant for everybody. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    words = " ".join(words.split())[:250]
    if not words or kind not in WayKind.values:
        raise Refused(_("Say in a sentence what happened."))
    if held.way.count() >= MOST_STATIONS:
        raise Refused(_("The way has at most %(most)s stations.") % {"most": MOST_STATIONS})
    made = Station.objects.create(outcome=held, kind=kind, words=words, happened_on=happened_on)
    changed(held)
    return made


@transaction.atomic
def drop_station(*, by: Any, outcome: Outcome, station_pk: int) -> None:
    """Take a station off the way. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    held.way.filter(pk=station_pk).delete()
    changed(held)


@transaction.atomic
def check_personal_data(*, by: Any, outcome: Outcome, seen: int) -> None:
    """Write down that `by` looked through version `seen` for personal data. A later change asks for another look.

    Raises Refused when the file is not the one that was looked through.
    """
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    if held.version != seen:
        raise Refused(_("This file has changed since you opened the page. Look through it once more."))
    held.checked_version, held.checked_by, held.checked_at = held.version, by, clock.now()
    held.save(update_fields=["checked_version", "checked_by", "checked_at"])
    trail.write(by=by, action="outcomes.checked", about=held, values={"version": seen})
