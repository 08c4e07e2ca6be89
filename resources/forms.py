"""Words into values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import KeyCompetence, Stage, Subject
from files.fields import FilesField
from files.models import StoredFile
from files.slots import DOCUMENT
from kit import html
from kit.once import OnceForm
from kit.verdicts import Refused
from provenance.forms import MadeFromForm
from resources.enums import LICENCE_SENTENCES, Kind, Language, Licence, Visibility
from resources.models import Resource
from resources.services import MOST_TAGS

LONGEST_TAG = 40


class TagsField(forms.CharField):
    """Words separated by commas."""

    def to_python(self, value: Any) -> Any:
        """Clean words, each once whatever its case."""
        found: dict[str, str] = {}
        for word in str(value or "").replace(";", ",").split(","):
            tidy = " ".join(word.replace("#", " ").split())
            if tidy:
                found.setdefault(tidy.casefold(), tidy)
        return list(found.values())

    def validate(self, value: Any) -> None:
        """Not too many, not too long."""
        super().validate(value)
        if len(value) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)s tags.") % {"most": MOST_TAGS})
        if any(len(word) > LONGEST_TAG for word in value):
            raise forms.ValidationError(
                _("A tag is a word or two: at most %(most)s characters.") % {"most": LONGEST_TAG}
            )

    def run_validators(self, value: Any) -> None:
        """Checked in `validate`."""

    def prepare_value(self, value: Any) -> Any:
        """A list shown as people write it."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


class ResourceForm(forms.Form):
    """What one says about a resource; title, licence and a file or a link are enough."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("For example: “Fractions on a chocolate bar – a lesson for class 5”."),
    )
    files = FilesField(label=_("Files"), required=False)
    link = forms.URLField(
        label=_("or a link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("When the material lies on another site."),
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.LESSON_PLAN)
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Visibility.choices, initial=Visibility.NETWORK, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"data-rich": "", "rows": 5})
    )
    author = forms.CharField(
        label=_("Author"), required=False, max_length=200, help_text=_("Leave it empty when it is you.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, initial=Language.POLISH)
    subjects = forms.ModelMultipleChoiceField(
        label=_("Subjects"), required=False, queryset=Subject.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    stages = forms.ModelMultipleChoiceField(
        label=_("Stages of education"),
        required=False,
        queryset=Stage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    competences = forms.ModelMultipleChoiceField(
        label=_("Key competences"),
        required=False,
        queryset=KeyCompetence.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Words separated by commas."))

    rest = ("kind", "visibility", "description", "author", "language", "subjects", "stages", "competences", "tags")

    def __init__(
        self,
        *args: Any,
        held: list[StoredFile] | None = None,
        file_errors: list[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.held = held or []
        self.file_errors = file_errors or []
        self.fields["subjects"].queryset = Subject.objects.filter(is_retired=False)
        self.fields["stages"].queryset = Stage.objects.filter(is_retired=False)
        self.fields["competences"].queryset = KeyCompetence.objects.filter(is_retired=False)
        self.fields["files"].help_text = _("%(types)s; up to %(limit)s MB each.") % {
            "types": DOCUMENT.spoken,
            "limit": DOCUMENT.limit // 1024 // 1024,
        }
        self.fields["files"].widget.attrs["accept"] = ",".join(DOCUMENT.extensions)

    @property
    def limit(self) -> int:
        """The largest file in bytes, for the script of the form."""
        return DOCUMENT.limit

    @property
    def licence_choices(self) -> list[tuple[Any, Any]]:
        """Each licence with the sentence that explains it."""
        return [(choice, LICENCE_SENTENCES[Licence(choice.data["value"])]) for choice in self["licence"]]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The fields that can wait."""
        return [self[name] for name in self.rest]

    @property
    def rest_has_errors(self) -> bool:
        """Whether the folded part must be open."""
        return any(name in self.errors for name in self.rest)

    def clean_description(self) -> str:
        """Clean HTML, from the editor or from plain text (a page without scripts)."""
        given = self.cleaned_data["description"]
        try:
            return html.clean(given if given.lstrip().startswith("<") else html.from_text(given))
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from refused

    def clean_link(self) -> str:
        """An ordinary address of the web."""
        link = self.cleaned_data["link"]
        if link and (not link.startswith(("http://", "https://")) or not html.safe_address(link)):
            raise forms.ValidationError(_("A link begins with http:// or https://."))
        return link

    def clean(self) -> dict[str, Any]:
        """A file or a link; and a licence that fits."""
        values = super().clean() or {}
        for sentence in self.file_errors:
            self.add_error("files", sentence)
        if not self.held and not values.get("link") and not self.file_errors and "link" not in self.errors:
            self.add_error("files", _("Add a file or a link."))
        if values.get("licence") == Licence.LINK_ONLY and not values.get("link") and "link" not in self.errors:
            self.add_error("licence", _("“Link only” is for resources with a link. Choose the licence of the file."))
        return values


class DepositForm(OnceForm, MadeFromForm, ResourceForm):
    """A new resource."""

    field_order = ["title", "files", "link", "licence"]


def values_of(resource: Resource) -> dict[str, Any]:
    """What the form of a change begins with."""
    words = {
        name: getattr(resource, name)
        for name in ("title", "link", "licence", "kind", "visibility", "description", "author", "language")
    }
    return words | {
        "subjects": list(resource.subjects.all()),
        "stages": list(resource.stages.all()),
        "competences": list(resource.competences.all()),
        "tags": sorted(tag.name for tag in resource.tags.all()),
    }
