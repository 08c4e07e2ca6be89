"""What outcomes hold about people, and what becomes of it (PD-01)."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from accounts.personal_data import BLANK, ERASE, KEEP, register
from kit.rich_texts import rich_text
from networks.outcomes.faces import FACES
from networks.outcomes.models import (
    Attachment,
    Author,
    AuthorConsent,
    CoordinatorsTask,
    EditorsTask,
    Outcome,
    Question,
    SchoolUse,
    Station,
)

PUBLIC_TASK = _("words of a file the network made together; public task")
PREPARED = "who proposed or checked it; blank once the person is gone"


def leave_authorship(user: Any) -> None:
    """The outcome stays, without the name: it goes off the public copy, and with it what was agreed to."""
    numbers = list(Author.objects.filter(user=user).values_list("pk", flat=True))
    outcomes = list(Author.objects.filter(user=user).values_list("outcome", flat=True))
    for face in FACES:
        face.forget(numbers)
    Author.objects.filter(user=user).delete()
    for face in FACES:
        face.refresh(outcomes)
    kind = ContentType.objects.get_for_model(Outcome)
    Revision.objects.filter(user=user, content_type=kind).update(user=None)


def leave_files(user: Any) -> None:
    """Nobody's name stands behind them any more."""
    Outcome.objects.filter(proposed_by=user).update(proposed_by=None)
    Outcome.objects.filter(checked_by=user).update(checked_by=None)


register(
    Outcome,
    plain="id network school_year kind for_whom licence no_materials subjects stages proposed_at version "
    "checked_version checked_at hidden_at once live has_unpublished_changes first_published_at last_published_at "
    "live_revision latest_revision go_live_at expire_at expired title",
    personal={
        "proposed_by": (PREPARED, BLANK),
        "checked_by": (PREPARED, BLANK),
        **dict.fromkeys(("summary", "problem", "how", "conditions", "evidence", "returned_words"), (PUBLIC_TASK, KEEP)),
    },
    rows=lambda user: Outcome.objects.filter(proposed_by=user) | Outcome.objects.filter(checked_by=user),
    erase=leave_files,
)
register(
    Author,
    plain="id outcome",
    personal={"user": ("who worked it out", ERASE), "added_at": ("since when", ERASE)},
    rows=lambda user: Author.objects.filter(user=user),
    erase=leave_authorship,
)
register(
    AuthorConsent,
    plain="id author licence",
    personal=dict.fromkeys(
        ("wording", "named", "given_at", "withdrawn_at"), ("what the author agreed to; goes with the author", ERASE)
    ),
    rows=lambda user: AuthorConsent.objects.filter(author__user=user),
    erase=lambda user: AuthorConsent.objects.filter(author__user=user).delete(),
)
register(Attachment, plain="id outcome file title alt is_picture")
register(Station, plain="id outcome kind words happened_on")
register(
    SchoolUse,
    plain="id outcome institution said_at taken_back_at hidden_at once",
    personal={
        "user": ("who said it for the school; the school's word stays", BLANK),
        "words": (_("words said for a school; public task"), KEEP),
    },
    people="user",
)
register(
    Question,
    plain="id outcome asked_at answered_at is_shown hidden_at once",
    personal={
        "asker": ("who asked", BLANK),
        "answered_by": ("who answered", BLANK),
        "words": (PUBLIC_TASK, KEEP),
        "answer": (PUBLIC_TASK, KEEP),
    },
    people="asker answered_by",
)
register(CoordinatorsTask, plain="id task_ptr name content_type active")
register(EditorsTask, plain="id task_ptr name content_type active")

rich_text(Outcome, "how")
