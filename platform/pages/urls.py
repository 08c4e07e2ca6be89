"""Addresses of the public face beside the pages themselves."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path

from pages.views import contact, feeds, outcomes, public

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    *[
        path(f"{place}/", public.serve_page, {"path": place}, name=name)
        for name, place in (
            ("networks", "powiaty"),
            ("outcomes", "efekty"),
            ("news", "aktualnosci"),
            ("help", "pomoc"),
            ("privacy", "prywatnosc"),
            ("accessibility", "deklaracja-dostepnosci"),
        )
    ],
    path("kontakt/", contact.ContactView.as_view(), name="contact"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("robots.txt", public.robots, name="robots"),
    path(".well-known/security.txt", public.security_txt, name="security"),
    path("aktualnosci/rss/", login_not_required(feeds.NewsFeed()), name="news_feed"),
    path("efekty/rss/", login_not_required(feeds.OutcomesFeed()), name="outcomes_feed"),
    path("efekty/<slug:slug>/obraz.png", outcomes.share_picture, name="outcome_picture"),
    path("efekty/<slug:slug>/efekt.pdf", outcomes.print_outcome, name="outcome_print"),
    path(settings.MEDIA_URL.strip("/") + "/<path:name>", public.rendition, name="rendition"),
]
