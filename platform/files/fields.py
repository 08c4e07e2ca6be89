"""The form field that takes several files, and what a page does with what it was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from files import sniffing, uploads
from files.models import StoredFile
from files.selectors import drafts_of
from files.slots import DOCUMENT
from kit.verdicts import Refused

MOST = 10
"""Files taken in with one form."""


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none; they are looked at by `files.services.receive`, not here."""

    widget = SeveralFiles

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(DOCUMENT.extensions)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, whatever the browser sent."""
        return [one for one in data if one] if isinstance(data, list | tuple) else ([data] if data else [])


def documents_help() -> Any:
    """What may be chosen, in words."""
    return _("%(types)s; up to %(limit)s MB each.") % {
        "types": DOCUMENT.spoken,
        "limit": DOCUMENT.limit // 1024 // 1024,
    }


def taken(
    request: Any, *, space: str, take: Callable[[Any], StoredFile], name: str = "files"
) -> tuple[list[StoredFile], list[str]]:
    """(drafts, sentences about what could not be taken) of a form: earlier drafts first, then this page's files.

    The page repeats earlier drafts in hidden fields `draft`, and names those to leave out in `drop`.
    """
    dropped = set(request.POST.getlist("drop"))
    held = drafts_of(request.user, request.POST.getlist("draft"), space=space)
    held = [draft for draft in held if str(draft.pk) not in dropped]
    errors = []
    if uploads.TOO_LARGE in request.META:
        errors.append(sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
    for upload in request.FILES.getlist(name)[:MOST]:
        try:
            held.append(take(upload))
        except Refused as refused:
            errors.append(str(refused.reason))
    return held, errors
