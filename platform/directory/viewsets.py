"""The editors' side of the reference data: schools and vocabularies in one group of the menu."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from directory.models import CalendarBreak, County, Institution, KeyCompetence, SchoolYear, Stage, Subject


class CountyViewSet(SnippetViewSet):
    """Counties with their TERYT codes."""

    model = County
    icon = "site"
    menu_label = _("Counties")
    list_display = ["name", "code", "voivodeship"]
    list_filter = ["voivodeship"]
    search_fields = ["name", "code"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("code"), FieldPanel("voivodeship")]


class InstitutionViewSet(SnippetViewSet):
    """Schools and establishments; those of the register are better brought up to date by an import."""

    model = Institution
    icon = "home"
    menu_label = _("Schools and institutions")
    list_display = ["name", "type", "town", "rspo", "county"]
    list_filter = ["type", "is_public"]
    search_fields = ["folded", "name", "town"]
    search_backend_name = None
    list_per_page = 50
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("rspo"), FieldPanel("type")]),
        FieldPanel("county"),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")])], heading=_("Address")
        ),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("website")], heading=_("Contact")),
        FieldRowPanel([FieldPanel("regon"), FieldPanel("nip")]),
        FieldRowPanel([FieldPanel("is_public"), FieldPanel("closed_on")]),
    ]

    def get_queryset(self, request: Any) -> Any:
        """With type and county, which the list shows."""
        return Institution.objects.select_related("type", "county")


class SchoolYearViewSet(SnippetViewSet):
    """School years and their semesters."""

    model = SchoolYear
    icon = "calendar"
    menu_label = _("School years")
    list_display = ["label", "starts_on", "second_semester_on", "ends_on"]
    panels = [FieldPanel("starts_on"), FieldPanel("second_semester_on"), FieldPanel("ends_on")]


class CalendarBreakViewSet(SnippetViewSet):
    """Breaks without lessons; ministers announce the winter ones each year."""

    model = CalendarBreak
    icon = "date"
    menu_label = _("School breaks")
    list_display = ["name", "starts_on", "ends_on", "voivodeship"]
    list_filter = ["voivodeship"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("voivodeship"),
    ]

    def get_queryset(self, request: Any) -> Any:
        """With the voivodeship, which the list shows."""
        return CalendarBreak.objects.select_related("voivodeship")


class TermViewSet(SnippetViewSet):
    """What the vocabularies have in common: a word is retired, not deleted, while old things carry it."""

    icon = "list-ul"
    list_display = ["name", "position", "is_retired"]
    list_filter = ["is_retired"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("position"), FieldPanel("is_retired")]


class SubjectViewSet(TermViewSet):
    """Subjects."""

    model = Subject
    menu_label = _("Subjects")


class StageViewSet(TermViewSet):
    """Stages of education."""

    model = Stage
    menu_label = _("Stages of education")


class KeyCompetenceViewSet(TermViewSet):
    """Key competences."""

    model = KeyCompetence
    menu_label = _("Key competences")


class DirectoryGroup(SnippetViewSetGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Vocabularies and schools")
    menu_icon = "list-ul"
    menu_order = 400
    items = (
        InstitutionViewSet,
        CountyViewSet,
        SchoolYearViewSet,
        CalendarBreakViewSet,
        SubjectViewSet,
        StageViewSet,
        KeyCompetenceViewSet,
    )
