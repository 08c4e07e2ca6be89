"""Who may have a file's bytes: the one who uploads a draft, then whoever its parent's app lets read (AC-09, FU-16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from files.registry import parent_for
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal

DRAFT_LIVES = timedelta(hours=24)


def may_read(user: Any, stored: StoredFile) -> Verdict:
    """Whether `user` may have these bytes now, asked from the present state of the parent."""
    refused = refusal(_("This file is not for you."))
    if stored.parent_type_id is None:
        return ALLOWED if user.is_authenticated and stored.uploaded_by_id == user.pk else refused
    parent = stored.parent
    papers = parent_for(parent) if parent is not None else None
    if papers is None or not papers.may_read(user, parent):
        return refused
    return ALLOWED


def may_fetch(stored: StoredFile) -> Verdict:
    """Whether its bytes may leave for anybody: only once no virus was found in them, where they are scanned (FU-09)."""
    return refusal(stored.held_because) if stored.is_held else ALLOWED


def may_attach(user: Any, stored: StoredFile) -> Verdict:
    """Whether `user` may give this draft a place: only the uploader, within 24 hours (FU-16)."""
    if stored.uploaded_by_id is None or stored.uploaded_by_id != user.pk or stored.parent_type_id is not None:
        return refusal(_("This file cannot be attached. Choose it once more."))
    if stored.uploaded_at < clock.now() - DRAFT_LIVES:
        return refusal(_("“%(name)s” waited longer than a day. Choose it once more.") % {"name": stored.name})
    return ALLOWED
