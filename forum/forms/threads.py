"""Words about conversations and sections into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.forms.careful import CarefulForm
from forum.forms.posts import MomentField, WithFiles, remember
from forum.models import Draft, Section
from kit.once import OnceForm
from kit.writing import RichField


class ThreadOpenForm(WithFiles, CarefulForm, OnceForm):
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
    is_question = forms.BooleanField(
        label=_("This is a question"),
        required=False,
        help_text=_("Then you can mark the reply that helped, and others find it at once."),
    )
    text = RichField(label=pgettext_lazy("of a post", "Text"))

    draft_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    at = MomentField(required=False)

    def __init__(
        self, *args: Any, sections: list[Section], draft: str, saved: Draft | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["section"].queryset = Section.objects.filter(pk__in=[section.pk for section in sections])
        self.fields["section"].initial = sections[0].pk if sections else None
        if len(sections) == 1:
            self.fields["section"].widget = forms.HiddenInput()
        remember(self, draft, saved)
        if saved is not None:
            self.initial["title"] = saved.title


class SectionOpenForm(forms.Form):
    """A new section."""

    name = forms.CharField(
        label=_("Name of the section"), max_length=80, error_messages={"required": _("Give the section a name.")}
    )


class SectionEditForm(forms.Form):
    """A section's name, and how first posts in it begin."""

    name = forms.CharField(
        label=_("Name of the section"), max_length=80, error_messages={"required": _("Give the section a name.")}
    )
    text = RichField(
        label=_("How a new conversation begins here"),
        required=False,
        help_text=_("For example: class, subject, what was tried already. Everybody can change it while writing."),
    )


class SummaryForm(forms.Form):
    """What is settled so far."""

    text = RichField(label=_("Summary"), required=False)
