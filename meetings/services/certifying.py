"""Issuing certificates: the same facts keep their number, other facts get another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from meetings.models import Certificate, Meeting
from meetings.selectors import Attended
from networks.models import Edition


@transaction.atomic
def certify(
    *, person: Any, edition: Edition, attended: Iterable[Attended], meeting: Meeting | None = None
) -> Certificate:
    """The certificate of these meetings for `person`; one that said the same before is given again.

    Whoever prints it was let in by `selectors.certified`. With `meeting` it is about that meeting alone.
    """
    # The person's row is taken first, so that two prints at once give one number.
    get_user_model().objects.select_for_update().get(pk=person.pk)
    rows = list(attended)
    minutes = round(sum((one.length for one in rows), timedelta()).total_seconds() / 60)
    facts = {
        "user": person, "name": person.get_full_name(), "edition": edition, "meeting": meeting, "count": len(rows),
        "minutes": minutes,
    }  # fmt: skip
    return Certificate.objects.filter(**facts).first() or Certificate.objects.create(**facts)
