"""Words about sections above the networks into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from forum.enums import Audience


class CommonSectionForm(forms.Form):
    """A new section above the networks."""

    name = forms.CharField(
        label=gettext_lazy("Name of the section"),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the section a name.")},
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=Audience.choices,
        initial=Audience.SIGNED_IN,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This cannot be changed later: what people write here they write to these readers."),
        error_messages={"required": gettext_lazy("Choose for whom the section is.")},
    )
    about = forms.CharField(label=gettext_lazy("What belongs here, in a sentence"), max_length=240, required=False)


class KeeperForm(forms.Form):
    """Somebody who is to moderate, by e-mail address."""

    person = forms.EmailField(
        label=gettext_lazy("E-mail address of the account"),
        error_messages={
            "required": gettext_lazy("Give the address with which this person signs in."),
            "invalid": gettext_lazy("This is no e-mail address."),
        },
    )

    def clean_person(self) -> Any:
        """The account of this address."""
        found = User.objects.filter(email__iexact=self.cleaned_data["person"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no account with this address."))
        return found
