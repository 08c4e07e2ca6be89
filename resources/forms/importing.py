"""Choosing a table to take in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A CSV, or a ZIP with a CSV and files."""

    file = forms.FileField(
        label=_("Table or package"),
        help_text=_("CSV, or ZIP with a CSV and files. At most 200 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.zip,text/csv,application/zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )
