"""Words about coming, going and inviting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.once import OnceForm
from networks import services
from networks.enums import Role
from networks.lists import Line, lines_of, text_of

MOST_ADDRESSES = 50
LARGEST_LIST = 512 * 1024
"""Bytes of an uploaded list; a thousand lines are far less."""


class JoinForm(forms.Form):
    """A few words to the coordinator, or the answer to the network's question."""

    motivation = forms.CharField(
        label=gettext_lazy("A few words to the coordinator"),
        help_text=gettext_lazy("Your school, subject and what you look for. You may leave it empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        error_messages={"required": gettext_lazy("Answer the network's question, so that the coordinator can decide.")},
    )

    def __init__(self, *args: Any, question: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if question:
            field = self.fields["motivation"]
            field.label, field.required, field.help_text = question, True, _("The coordinator will read your answer.")


class ReasonForm(forms.Form):
    """The reason of a decision about a person, whom it is told."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person will read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
    )


class InviteForm(OnceForm):
    """One or several addresses, one a line or with commas."""

    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One a line, or separated by commas. Fifty at most."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        max_length=6000,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("In what role"),
        choices=[(Role.MEMBER, Role.MEMBER.label), (Role.EXPERT, Role.EXPERT.label)],
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Expert's access until"),
        help_text=gettext_lazy("Only for experts: the last day on which they may enter."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
    )

    def clean_emails(self) -> list[str]:
        """Addresses without repeats; names the ones that are none."""
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        wrong = [word for word in words if not _is_address(word)]
        if wrong:
            raise ValidationError(_("Not an e-mail address: %(words)s.") % {"words": ", ".join(wrong[:5])})
        if not words:
            raise ValidationError(_("Give at least one address."))
        if len(words) > MOST_ADDRESSES:
            raise ValidationError(_("Give fifty addresses at most."))
        return list(dict.fromkeys(words))

    def clean(self) -> dict[str, Any]:
        """An expert's access has an end."""
        good = super().clean() or {}
        if good.get("role") == Role.EXPERT and not good.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Say until which day the expert has access."))
        return good


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


class InviteListForm(OnceForm):
    """Many addresses: pasted, or in a file saved from a spreadsheet."""

    pasted = forms.CharField(
        label=gettext_lazy("Pasted addresses"),
        help_text=gettext_lazy("One person a line. Names and schools beside the address do no harm."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        max_length=200_000,
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        help_text=gettext_lazy("Saved from a spreadsheet; the column with addresses is found by itself."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        required=False,
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """A list is small and is text."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_LIST:
            raise ValidationError(_("The file is too large for a list of addresses: half a megabyte at most."))
        return file

    def clean(self) -> dict[str, Any]:
        """Put the lines of the one list given into `lines`."""
        good = super().clean() or {}
        if self.errors:
            return good
        file, pasted = good.get("file"), good.get("pasted", "")
        if file and pasted.strip():
            raise ValidationError(_("Paste the addresses or choose a file, not both."))
        text = text_of(file.read()) if file else pasted
        good["lines"] = self._lines(text)
        return good

    def _lines(self, text: str) -> list[Line]:
        lines = lines_of(text)
        if not lines:
            raise ValidationError(_("There is no line with an address. Paste the addresses or choose a file."))
        if len(lines) > services.LIST_LIMIT:
            raise ValidationError(_("A list has %(limit)s lines at most. Divide it.") % {"limit": services.LIST_LIMIT})
        return lines


class LinkForm(OnceForm):
    """A joining link: until when, for how many."""

    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), min_value=1, max_value=services.LONGEST_LINK.days, initial=14
    )
    most_uses = forms.IntegerField(
        label=gettext_lazy("For how many people"), min_value=1, max_value=services.MOST_USES, initial=20
    )
