"""Words of a message into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.once import OnceForm
from kit.writing import RichField


class ReplyForm(OnceForm):
    """A message in a conversation."""

    text = RichField(label=_("Message"))


class BeginForm(ReplyForm):
    """The first message to a person or a few."""

    to = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    title = forms.CharField(
        label=_("What about"),
        max_length=120,
        required=False,
        help_text=_("For conversations of more than two people."),
    )
    field_order = ["to", "title", "text"]

    def __init__(self, *args: Any, people: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.fields["to"].choices = [(number, person.get_full_name()) for number, person in self.people.items()]

    def chosen(self) -> list[Any]:
        """The people."""
        return [self.people[number] for number in self.cleaned_data["to"]]
