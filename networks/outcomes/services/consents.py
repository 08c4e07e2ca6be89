"""Consents of authors: acts each author does alone, and takes back as easily as they were done (GDPR 7, CM-08)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts import services as accounts
from accounts.consents import PUBLICATION
from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks.outcomes import notices, rules, selectors
from networks.outcomes.enums import WORDING
from networks.outcomes.faces import FACES
from networks.outcomes.models import Author, AuthorConsent, Outcome
from networks.outcomes.services.approval import cancel_review, taken
from networks.outcomes.services.preparing import locked
from notifications.services import notify


@transaction.atomic
def agree(*, by: Any, outcome: Outcome, licence: str, named: bool) -> AuthorConsent:
    """`by`, an author, agrees to the publication on `licence`, by name or without it; an earlier act ends.

    Raises Refused for who is no author, and when the licence is another one than the author read.
    """
    held = locked(outcome)
    insist(rules.may_agree(by, held))
    if held.licence != licence:
        raise Refused(_("The licence has changed since you opened the page. Read it once more."))
    author = Author.objects.select_for_update().get(outcome=held, user=by)
    author.consents.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
    made = AuthorConsent.objects.create(
        author=author, licence=licence, wording=WORDING, named=named, given_at=clock.now()
    )
    if named and not people.may_be_named(by):
        accounts.give_consent(by=by, kind=PUBLICATION.name)
    trail.write(by=by, action="outcomes.consent.give", about=held, values={"licence": licence, "named": named})
    _follow(held)
    return made


@transaction.atomic
def withdraw_consent(*, by: Any, outcome: Outcome) -> None:
    """`by` takes the whole consent back: what is public leaves the public at once, what waits waits no more.

    Raises Refused when there is no consent to take back.
    """
    held = locked(outcome)
    standing = AuthorConsent.objects.filter(author__outcome=held, author__user=by, withdrawn_at=None)
    if not standing.update(withdrawn_at=clock.now()):
        raise Refused(_("There is no consent of yours to take back."))
    trail.write(by=by, action="outcomes.consent.withdraw", about=held, values={})
    cancel_review(held, by=by)
    if held.live:
        taken(held)
    others = [row.user for row in held.authors.select_related("user")]
    notify(
        notices.WITHDRAWN,
        to=[*selectors.stewards_of(held), *others],
        about=held,
        by=by,
        title=_("An author takes the consent to “%(title)s” back; it is not public") % {"title": held.title},
        url=held.get_absolute_url(),
    )


def _follow(outcome: Outcome) -> None:
    """Names on the public page, in its search words and in the index follow at once."""
    for face in FACES:
        face.refresh([outcome.pk])
