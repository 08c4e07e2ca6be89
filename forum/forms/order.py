"""Words into values: what is read first, and the order of a conversation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.forms.posts import WithFiles
from forum.models import Mode, Section, Thread
from kit.writing import RichField
from moderation.forms import ReadFirstForm


class SectionArrangeForm(ReadFirstForm):
    """What is read before others see it in a section."""

    first_posts = forms.IntegerField(
        label=_("How many first posts of a new person"), min_value=1, max_value=50, initial=3
    )
    slow_minutes = forms.IntegerField(
        label=_("Minutes between two posts of one person"),
        help_text=_("Nought: no waiting. A heated conversation can also be slowed down by itself."),
        min_value=0,
        max_value=1440,
        initial=0,
    )

    field_order = ("mode", "first_posts")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mode"].choices = Mode.choices


class PinForm(forms.Form):
    """Keep a conversation at the top."""

    until = forms.DateField(
        label=_("Until"),
        help_text=_("Leave empty to keep it there until you take it off."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class LockForm(forms.Form):
    """Close a conversation."""

    why = forms.CharField(
        label=_("Why, in a sentence"),
        help_text=_("Everybody reads it under the conversation."),
        max_length=200,
        error_messages={"required": _("Say in a sentence why it is closed.")},
    )


class SlowForm(forms.Form):
    """Slow a conversation down."""

    minutes = forms.IntegerField(
        label=_("Minutes between two posts of one person"), min_value=0, max_value=1440, initial=0
    )


class MoveForm(forms.Form):
    """Put a conversation into another section."""

    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.none(), empty_label=None,
        error_messages={"required": _("Choose a section of this network.")},
    )  # fmt: skip

    def __init__(self, *args: Any, thread: Thread, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Section.objects.filter(network=thread.network_id, audience=thread.section.audience)
        self.fields["section"].queryset = others.exclude(pk=thread.section_id)


class SplitForm(forms.Form):
    """Make a conversation of its own of a branch."""

    number = forms.IntegerField(
        label=_("From post number"),
        help_text=_("The post goes with everything that was answered to it."),
        min_value=2,
        error_messages={"required": _("Choose a post other than the first.")},
    )
    title = forms.CharField(
        label=_("Title of the new conversation"),
        max_length=160,
        error_messages={"required": _("Give the conversation a title.")},
    )


class MergeForm(forms.Form):
    """Join a conversation with another one."""

    into = forms.ModelChoiceField(
        label=_("Join with"), queryset=Thread.objects.none(), empty_label=None,
        error_messages={"required": _("Choose another conversation of this network.")},
    )  # fmt: skip

    def __init__(self, *args: Any, thread: Thread, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Thread.objects.filter(network=thread.network_id, merged_into=None).exclude(pk=thread.pk)
        if thread.network_id is None:
            others = others.filter(section=thread.section_id)
        self.fields["into"].queryset = others.order_by("-last_post_at")
        self.fields["into"].choices = [(one.pk, one.title) for one in others.order_by("-last_post_at")[:200]]


class HeldForm(WithFiles, forms.Form):
    """Other words for one's own text that waits."""

    text = RichField(label=pgettext_lazy("of a post", "Text"))
