"""RSS of news and of outcomes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext_lazy as _

from pages import selectors
from pages.models import NewsPage, OutcomePage

LATEST = 30


class _PublicFeed(Feed):
    feed_type = Rss201rev2Feed
    language = "pl"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.feed_url = settings.BASE_URL + request.path
        return super().__call__(request, *args, **kwargs)

    def item_title(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        return item.lead

    def item_link(self, item: Any) -> str:
        return item.canonical

    def item_guid(self, item: Any) -> str:
        return item.canonical

    def item_updateddate(self, item: Any) -> Any:
        return item.last_published_at


class NewsFeed(_PublicFeed):
    """The latest news."""

    title = _("Splot: news")
    description = _("News of the networks' platform.")
    link = settings.BASE_URL + "/aktualnosci/"

    def items(self) -> list[NewsPage]:
        return list(selectors.news().prefetch_related(None)[:LATEST])

    def item_pubdate(self, item: NewsPage) -> Any:
        moment = item.first_published_at or timezone.now()
        return timezone.make_aware(
            timezone.datetime.combine(item.dated_on, timezone.localtime(moment).time().replace(microsecond=0))
        )


class OutcomesFeed(_PublicFeed):
    """The latest promoted outcomes."""

    title = _("Splot: outcomes of networks")
    description = _("What networks of teachers worked out and share.")
    link = settings.BASE_URL + "/efekty/"

    def items(self) -> list[OutcomePage]:
        return list(selectors.outcomes().prefetch_related(None)[:LATEST])

    def item_pubdate(self, item: OutcomePage) -> Any:
        return item.first_published_at
