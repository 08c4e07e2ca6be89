"""Words of posts into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.fields import FilesField, documents_help
from files.models import StoredFile
from forum.forms.careful import CarefulForm
from forum.models import Draft
from kit.once import OnceForm
from kit.writing import RichField, RichTextarea, Written


class MomentField(forms.DateTimeField):
    """A moment as browsers let one choose it."""

    def __init__(self, **options: object) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        options.setdefault("label", _("When it is to be published"))
        options.setdefault("error_messages", {"required": _("Choose a day and an hour.")})
        super().__init__(widget=widget, **options)  # type: ignore[arg-type]


class WithFiles(forms.Form):
    """Mix into a form of words with which files go. `attached` are those taken in already (views.attaching)."""

    files = FilesField(label=_("Attach files or pictures"), required=False, help_text=documents_help)
    attached: list[StoredFile] = []
    own: list[StoredFile] = []
    """Files of a post that stands; they can be left out."""


class ReplyForm(WithFiles, CarefulForm, OnceForm):
    """A reply to the thread, or to post number `parent`."""

    text = RichField(label=_("Your reply"), help_text=_("Write @Anna Nowak to call somebody of the network."))
    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    draft_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    at = MomentField(required=False)

    def __init__(self, *args: Any, draft: str, saved: Draft | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        remember(self, draft, saved)


def remember(form: forms.Form, name: str, saved: Draft | None) -> None:
    """Have the text kept in the browser under `name`, and begin with the draft that is `saved` on the server."""
    attrs = form.fields["text"].widget.attrs
    attrs["data-draft"] = name
    attrs["data-formulas"] = True
    if saved is None:
        return
    form.initial["text"] = Written(saved.html, "html")
    form.initial["draft_version"] = saved.version
    attrs["data-saved-at"] = int(saved.saved_at.timestamp() * 1000)


class PostEditForm(WithFiles, CarefulForm):
    """Other words for one's own post."""

    text = RichField(label=pgettext_lazy("of a post", "Text"), widget=RichTextarea)
    version = forms.IntegerField(widget=forms.HiddenInput)
    draft_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, draft: str, saved: Draft | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        remember(self, draft, saved)
