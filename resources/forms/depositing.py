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
from networks.models import Network
from provenance.forms import MadeFromForm
from resources.enums import LICENCE_SENTENCES, Area, Kind, Language, Licence, Visibility
from resources.forms.consents import ConsentFields, told_permits
from resources.forms.tags import TagsField
from resources.models import Resource


class ResourceForm(ConsentFields):
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
    area = forms.ChoiceField(label=_("Area of support"), required=False, choices=[("", _("not chosen")), *Area.choices])
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Words separated by commas."))
    shared_with = forms.ModelMultipleChoiceField(
        label=_("Which networks"),
        required=False,
        queryset=Network.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=300, help_text=_("A book, a site, a training it comes from.")
    )
    accessibility = forms.CharField(
        label=_("Accessibility"),
        required=False,
        max_length=300,
        help_text=_("For example: “Large print, pictures described, the film has subtitles”."),
    )
    review_on = forms.DateField(
        label=_("Look through again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("On this day you will be asked whether it is still right."),
    )
    note = forms.CharField(
        label=_("What changed in this version"),
        required=False,
        max_length=300,
        help_text=_("When files or the link change, the earlier version stays available under its number."),
    )

    rest = (
        "description", "author", "kind", "language", "subjects", "stages", "competences", "area", "tags", "source",
        "accessibility", "review_on",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        held: list[StoredFile] | None = None,
        file_errors: list[str] | None = None,
        networks: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if networks is None:
            self.fields["visibility"].choices = [pair for pair in Visibility.choices if pair[0] != Visibility.NETWORKS]
        else:
            self.fields["shared_with"].queryset = networks
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
        if values.get("visibility") == Visibility.NETWORKS and not values.get("shared_with"):
            self.add_error("shared_with", _("Choose the other networks that may read it."))
        leaves = values.get("visibility") != Visibility.NETWORK
        if self.held and leaves and not values.get("shows_others") and "shows_others" not in self.errors:
            self.add_error("shows_others", _("Before it leaves the network, choose one of the answers."))
        values["permits"] = told_permits(self, values)
        if values.get("licence") == Licence.LINK_ONLY and not values.get("link") and "link" not in self.errors:
            self.add_error("licence", _("“Link only” is for resources with a link. Choose the licence of the file."))
        return values


class DepositForm(OnceForm, MadeFromForm, ResourceForm):
    """A new resource."""

    field_order = ["title", "files", "link", "licence"]
    adapted_from = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)


WORDS = (
    "title", "link", "licence", "kind", "visibility", "description", "author", "language", "area", "source",
    "accessibility", "review_on", "shows_others",
)  # fmt: skip


def values_of(resource: Resource) -> dict[str, Any]:
    """What the form of a change begins with."""
    words = {name: getattr(resource, name) for name in WORDS}
    for permit in resource.permits.all():
        words |= {f"{permit.about}_agreed": permit.agreed, f"{permit.about}_kept": permit.kept}
    return words | {
        "subjects": list(resource.subjects.all()),
        "stages": list(resource.stages.all()),
        "competences": list(resource.competences.all()),
        "shared_with": list(resource.shared_with.all()),
        "tags": sorted(tag.name for tag in resource.tags.all()),
    }
