"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.models import Section
from kit.once import OnceForm
from kit.writing import RichField, RichTextarea


class ThreadOpenForm(OnceForm):
    """A new conversation."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("One sentence from which others see what it is about."),
        error_messages={"required": _("Give the conversation a title.")},
    )
    section = forms.ModelChoiceField(
        label=_("Section"),
        queryset=Section.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a section of this network.")},
    )
    text = RichField(label=pgettext_lazy("of a post", "Text"))

    def __init__(self, *args: Any, sections: list[Section], draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["section"].queryset = Section.objects.filter(pk__in=[section.pk for section in sections])
        self.fields["section"].initial = sections[0].pk if sections else None
        if len(sections) == 1:
            self.fields["section"].widget = forms.HiddenInput()
        self.fields["text"].widget.attrs["data-draft"] = draft


class ReplyForm(OnceForm):
    """A reply to the thread, or to post number `parent`."""

    text = RichField(label=_("Your reply"), help_text=_("Write @Anna Nowak to call somebody of the network."))
    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["data-draft"] = draft


class PostEditForm(forms.Form):
    """Other words for one's own post."""

    text = RichField(label=pgettext_lazy("of a post", "Text"), widget=RichTextarea)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["data-draft"] = draft


class SectionOpenForm(forms.Form):
    """A new section."""

    name = forms.CharField(
        label=_("Name of the section"), max_length=80, error_messages={"required": _("Give the section a name.")}
    )
