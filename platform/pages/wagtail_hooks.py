"""The editors' side in words editors understand: less to see, in our look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.admin.localization import get_localized_response
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from kit.verdicts import NotThere
from pages import promotion, selectors
from pages.models import NewsIndex, OutcomesIndex
from pages.viewsets import network_chooser

HIDDEN_FROM_EDITORS = {"reports", "settings", "help"}
HELP_ABOUT_WAGTAIL = {"editor-guide"}


@hooks.register("before_serve_document")
def _gone_with_its_outcome(document: Any, request: HttpRequest) -> None:
    """A file of a withdrawn outcome is not there any more (CM-02); whoever edits finds it in the promotion file."""
    if promotion.is_closed(document):
        raise NotThere


@hooks.register("register_admin_viewset")
def _network_chooser() -> Any:
    return network_chooser


@hooks.register("insert_global_admin_css")
def _our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("pages/cms.css"))


@hooks.register("register_icons")
def _our_icons(icons: list[str]) -> list[str]:
    return [*icons, "pages/cms/icons/newspaper.svg"]


@hooks.register("register_admin_urls")
def _words_of_scripts() -> list[URLPattern]:
    # Before the library's own path of the same name: its words, then ours over them (locale/pl/…/djangojs.po).
    return [path("jsi18n/", _script_words, name="pages_script_words")]


def _script_words(request: HttpRequest) -> HttpResponse:
    return get_localized_response(JavaScriptCatalog.as_view(packages=["wagtail.admin", "pages"]), request)


class Waiting(Component):
    """What waits for an editor, and the way to the things done most."""

    order = 10

    def render_html(self, parent_context: Any = None) -> str:
        request = parent_context["request"]
        return render_to_string("pages/cms/waiting.html", {**selectors.waiting_for_editors(), "request": request})


@hooks.register("construct_homepage_panels")
def _welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, Waiting())


@hooks.register("construct_homepage_summary_items", order=1000)
def _no_counters(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def _menu(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in HIDDEN_FROM_EDITORS]


@hooks.register("construct_help_menu")
def _help(request: HttpRequest, items: list[Any]) -> None:
    # The library's guides are in English and about another program; the shortcuts stay.
    items[:] = [item for item in items if item.name not in HELP_ABOUT_WAGTAIL and "whats-new" not in item.name]


def _shortcut(label: Any, model: type[Page], icon: str, order: int, name: str) -> MenuItem:
    return IndexMenuItem(label, "", name=name, icon_name=icon, order=order, model=model)


class IndexMenuItem(MenuItem):
    """A way straight to the pages of one kind."""

    def __init__(self, *args: Any, model: type[Page], **options: Any) -> None:
        super().__init__(*args, **options)
        self.model = model

    def render_component(self, request: HttpRequest) -> Any:
        from django.urls import reverse

        page = self.model.objects.only("pk").first()
        self.url = reverse("wagtailadmin_explore", args=[page.pk]) if page else reverse("wagtailadmin_explore_root")
        return super().render_component(request)


@hooks.register("register_admin_menu_item")
def _outcomes_item() -> MenuItem:
    return _shortcut(_("Outcomes"), OutcomesIndex, "pick", 110, "outcomes")


@hooks.register("register_admin_menu_item")
def _news_item() -> MenuItem:
    return _shortcut(_("News"), NewsIndex, "newspaper", 120, "news")
