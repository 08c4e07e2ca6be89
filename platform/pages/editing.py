"""The form of every public page: what must be there before a page goes public, said beside the field."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class PublicPageForm(WagtailAdminPageForm):
    """A page's form. A draft may be unfinished; publishing asks the page for its obstacles."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not getattr(self, "is_deferred_validation", False):
            for field, sentence in self.instance.obstacles(self._preview(values)):
                self.add_error(field if field in self.fields else None, sentence)
        return values

    def _preview(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of the form and the rows of its lists that are to stay."""
        lists = {}
        for name, formset in self.formsets.items():
            formset.is_valid()
            lists[name] = [
                row.cleaned_data
                for row in formset.forms
                if getattr(row, "cleaned_data", None) and not row.cleaned_data.get("DELETE")
            ]
        return {**values, **lists}
