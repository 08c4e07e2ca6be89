"""The blogs as everybody sees them: only what was approved, without the network's comments."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere
from networks.blogs import selectors
from networks.models import Network


@method_decorator(login_not_required, name="dispatch")
class PublicListView(View):
    """`blogs:public` and `blogs:public_blog`: the latest entries of all networks, or of one."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """A page of cards."""
        network = selectors.blogging_network(slug) if slug else None
        page, cards = selectors.public_page(network, request.GET.get("strona"))
        return render(request, "blogs/public_list.html", {"network": network, "page": page, "cards": cards})


@method_decorator(login_not_required, name="dispatch")
class PublicEntryView(View):
    """`blogs:public_entry`."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, slug: str, post: str) -> HttpResponse:
        """The approved version; what was taken from the public answers 410 (CM-02)."""
        try:
            entry = selectors.public_entry(slug, post)
        except NotThere:
            if selectors.was_public(slug, post):
                return render(request, "blogs/withdrawn.html", status=410)
            raise
        card = selectors.public_cards([entry])[0]
        values = {"entry": entry, "shown": entry, "card": card, "files": selectors.attachments_of(entry)}
        return render(request, "blogs/public_entry.html", values)


class PublicFeed(Feed):
    """RSS of a network's public entries, or of all."""

    feed_type = Rss201rev2Feed
    language = "pl"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.feed_url = settings.BASE_URL + request.path
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, slug: str = "") -> Network | None:
        return selectors.blogging_network(slug) if slug else None

    def title(self, network: Network | None) -> str:
        return _("%(network)s – blog") % {"network": network.title} if network else _("Splot: blogs of networks")

    def description(self, network: Network | None) -> str:
        return network.summary if network else _("What teachers write about their work in networks.")

    def link(self, network: Network | None) -> str:
        return f"{settings.BASE_URL}/blog/{network.slug}/" if network else f"{settings.BASE_URL}/blog/"

    def items(self, network: Network | None) -> list[Any]:
        return selectors.public_cards(list(selectors.public_entries(network)[: selectors.LATEST]))

    def item_title(self, item: Any) -> str:
        return item.entry.title

    def item_description(self, item: Any) -> str:
        return item.beginning

    def item_link(self, item: Any) -> str:
        return settings.BASE_URL + item.url

    def item_guid(self, item: Any) -> str:
        return settings.BASE_URL + item.url

    def item_pubdate(self, item: Any) -> Any:
        return item.entry.first_published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.entry.last_published_at

    def item_categories(self, item: Any) -> list[str]:
        return item.tags

    def item_author_name(self, item: Any) -> str:
        names = ", ".join(str(person) for person in item.authors)
        return names or item.entry.network.title


feed = login_not_required(PublicFeed())
