"""Words into values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from files.slots import DOCUMENT
from kit.once import OnceForm


class IssueForm(OnceForm):
    """Whom to invite."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=160,
        error_messages={"required": _("Give the name.")},
        help_text=_("The others see it in the room."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The personal link goes there; nobody else sees it."),
        error_messages={"required": _("Give the address to which the link is to go.")},
    )


class FileForm(forms.Form):
    """A file for the expert."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")}
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ",".join(DOCUMENT.extensions)
