"""The editors' side of search: words of one meaning, promoted results, questions that found nothing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import Promoted, Synonym, Unanswered


class SynonymViewSet(SnippetViewSet):
    """What means the same."""

    model = Synonym
    icon = "link"
    menu_label = _("Words of one meaning")
    list_display = ["__str__", "is_near"]
    list_filter = ["is_near"]
    search_fields = ["words"]
    search_backend_name = None
    panels = [FieldPanel("words"), FieldPanel("is_near")]


class PromotedViewSet(SnippetViewSet):
    """What stands above the results."""

    model = Promoted
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = ["title", "url", "until_on"]
    search_fields = ["title", "words"]
    search_backend_name = None
    panels = [FieldPanel(name) for name in ("words", "title", "note", "url", "until_on")]


class OnlyRead(ModelPermissionPolicy):
    """Nobody writes or changes what the search itself counts; whoever may add synonyms may read it and clear it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Reading and clearing only."""
        return action in {"view", "delete"} and user.has_perm("search.add_synonym")


class UnansweredViewSet(SnippetViewSet):
    """What was looked for in vain, month by month."""

    model = Unanswered
    icon = "help"
    menu_label = _("Questions without an answer")
    list_display = ["words", "times", "month_on"]
    list_filter = ["month_on"]
    search_fields = ["words"]
    search_backend_name = None
    inspect_view_enabled = True
    panels = [FieldPanel("words", read_only=True)]


class SearchGroup(SnippetViewSetGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 410
    items = (SynonymViewSet, PromotedViewSet, UnansweredViewSet)
