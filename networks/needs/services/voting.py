"""Proposals and votes. How a person voted is written nowhere: a ballot says that one voted, an answer counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Edition, Membership
from networks.needs import notices, rules
from networks.needs.enums import BallotKind
from networks.needs.models import Ballot, Option, Proposal
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference

MOST_OPTIONS = 12


def check_proposal(
    *, edition: Edition, kind: str, closes_on: date, options: list[str], most: int, **_others: Any
) -> dict[str, str]:
    """What is wrong with a proposal, field by field; used by the form and by the service."""
    wrong: dict[str, str] = {}
    if closes_on < clock.today():
        wrong["closes_on"] = _("The last day of voting has already passed.")
    elif not edition.school_year.holds(closes_on):
        wrong["closes_on"] = _("The voting must end within the network's school year.")
    if kind != BallotKind.SUPPORT:
        if len(options) < 2:
            wrong["options"] = _("Give at least two answers, one a line.")
        elif len(options) > MOST_OPTIONS:
            wrong["options"] = _("Give twelve answers at most.")
        elif len({option.casefold() for option in options}) < len(options):
            wrong["options"] = _("Two answers are the same.")
    if kind == BallotKind.SEVERAL and "options" not in wrong and not 2 <= most <= len(options):
        wrong["most"] = _("Between two and as many as there are answers.")
    return wrong


@transaction.atomic
def propose(
    *,
    by: Any,
    edition: Edition,
    title: str,
    closes_on: date,
    kind: str = BallotKind.SUPPORT,
    text: str = "",
    options: Iterable[str] = (),
    most: int = 1,
    made_from: Reference | None = None,
    key: UUID | None = None,
) -> Proposal:
    """Put a topic or an idea to the members, who are told (D60, D65).

    Raises Refused unless `by` is a member, and for values that cannot stand (`check_proposal`).
    """
    insist(rules.may_speak(by, edition))
    answers = [" ".join(option.split())[:200] for option in options if option.strip()]
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Write something first."))
    wrong = check_proposal(edition=edition, kind=kind, closes_on=closes_on, options=answers, most=most)
    for sentence in wrong.values():
        raise Refused(sentence)

    def make() -> Proposal:
        made = Proposal.objects.create(
            edition=edition, author=by, kind=BallotKind(kind), title=title, text=text.strip(), closes_on=closes_on,
            most=most if kind == BallotKind.SEVERAL else 1, made_at=clock.now(), once=key,
        )  # fmt: skip
        rows = answers if kind != BallotKind.SUPPORT else [title]
        Option.objects.bulk_create(Option(proposal=made, position=at, title=one) for at, one in enumerate(rows, 1))
        provenance.record(by=by, source=made_from, result=Reference("proposal", made.pk))
        until = _("Voting until %(day)s.") % {"day": date_format(closes_on, "j E Y")}
        _tell(made, notices.PROPOSED, by=by, title=made.title, text=f"{until}\n\n{made.text}".strip())
        return made

    return once(Proposal.objects.filter(author=by), key, make)


@transaction.atomic
def vote(*, by: Any, proposal: Proposal, options: Iterable[int]) -> None:
    """Vote once, secretly. `options` are numbers of the proposal's answers.

    Raises Refused for a second vote, after the last day, unless `by` is a member, for answers of another proposal,
    for none, and for more than it allows.
    """
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    held.edition = proposal.edition
    insist(rules.may_vote(by, held))
    wanted = set(options)
    chosen = list(held.options.filter(pk__in=wanted).values_list("pk", flat=True))
    if not wanted or len(chosen) != len(wanted):
        raise Refused(_("Choose one of the answers."))
    if len(chosen) > held.most:
        raise Refused(_("Choose %(count)s answers at most.") % {"count": held.most})
    try:
        with transaction.atomic():
            Ballot.objects.create(proposal=held, user=by)
    except IntegrityError:
        raise Refused(_("You have already voted. The vote is secret, so it cannot be taken back.")) from None
    Option.objects.filter(pk__in=chosen).update(votes=F("votes") + 1)
    Proposal.objects.filter(pk=held.pk).update(voters=F("voters") + 1)


@transaction.atomic
def close(*, by: Any, proposal: Proposal) -> None:
    """End the voting before its last day; members are told the result. Twice is once."""
    insist(rules.may_close(by, proposal))
    trail.write(by=by, action="needs.proposal.close", about=proposal, values={"voters": proposal.voters})
    _close(proposal, by=by)


@transaction.atomic
def close_due() -> int:
    """End votes whose last day has passed, and tell members the results; gives how many."""
    rows = Proposal.objects.filter(closed_at=None, closes_on__lt=clock.today(), hidden_at=None)
    done = 0
    for proposal in rows.select_related("edition__network")[:500]:
        done += _close(proposal, by=None)
    return done


def _close(proposal: Proposal, *, by: Any) -> bool:
    if not Proposal.objects.filter(pk=proposal.pk, closed_at=None).update(closed_at=clock.now()):
        return False
    text = "\n".join(f"{option.votes} – {option.title}" for option in proposal.options.order_by("-votes", "position"))
    _tell(proposal, notices.CLOSED, by=by, title=_("The result: %(title)s") % {"title": proposal.title}, text=text)
    return True


def _tell(proposal: Proposal, kind: Any, *, by: Any, title: str, text: str) -> None:
    people = Membership.objects.active().filter(edition=proposal.edition_id).exclude(role="expert")
    notify(
        kind,
        to=[held.user for held in people.select_related("user")],
        by=by,
        about=proposal,
        title=title,
        text=text,
        url=proposal.get_absolute_url(),
    )
