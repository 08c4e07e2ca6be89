"""Pictures and files of the promotion file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from files import services as files
from files.slots import DOCUMENT, PICTURE
from kit.verdicts import Refused, insist
from networks.outcomes import rules
from networks.outcomes.models import Attachment, Outcome
from networks.outcomes.services.preparing import changed, locked

MOST_FILES = 12


@transaction.atomic
def attach(
    *, by: Any, outcome: Outcome, upload: Any, title: str = "", alt: str = "", is_picture: bool = False
) -> Attachment:
    """Add a picture or a file. What it lacks in words is named among what the file misses. Raises Refused (FU-01)."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    if held.attachments.count() >= MOST_FILES:
        raise Refused(_("An outcome holds at most %(most)s pictures and files.") % {"most": MOST_FILES})
    stored = files.receive(
        by=by, upload=upload, slot=PICTURE if is_picture else DOCUMENT, space=f"network:{held.network_id}"
    )
    files.attach(by=by, file=stored, parent=held)
    made = Attachment.objects.create(
        outcome=held, file=stored, title=_tidy(title, 160), alt=_tidy(alt, 250), is_picture=is_picture
    )
    changed(held)
    return made


def _tidy(words: str, most: int) -> str:
    return " ".join(words.split())[:most]


@transaction.atomic
def describe(*, by: Any, outcome: Outcome, attachment_pk: int, title: str = "", alt: str = "") -> None:
    """Give a material its name, a picture its words for those who do not see it. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    found = held.attachments.filter(pk=attachment_pk).update(title=_tidy(title, 160), alt=_tidy(alt, 250))
    if not found:
        raise Refused(_("This file is not there any more."))
    changed(held)


@transaction.atomic
def detach(*, by: Any, outcome: Outcome, attachment_pk: int) -> None:
    """Take a material off, for good. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    row = held.attachments.filter(pk=attachment_pk).select_related("file").first()
    if row is None:
        raise Refused(_("This file is not there any more."))
    file = row.file
    row.delete()
    files.remove(file=file)
    changed(held)
