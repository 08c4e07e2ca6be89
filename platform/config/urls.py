"""Where every address leads. Addresses are Polish, short and permanent; each app writes its own in full."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views import serve as wagtaildocs_serve

from accounts.views import editor
from config import health
from pages.api import router
from pages.views.public import serve_page

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("zdrowie/", health.alive, name="alive"),
    path("zdrowie/gotowosc/", health.ready, name="ready"),
    # What is asked for most stands first: each pattern before it is tried in vain.
    path("", include("forum.urls")),
    # One sign-in door: Wagtail's own would pass by our limits and second factor (K5, CM-03).
    path(settings.CMS_PREFIX + "login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path(settings.CMS_PREFIX + "account/", editor.account),
    path(settings.CMS_PREFIX, include(wagtailadmin_urls)),
    # Wagtail asks the collection's own restriction; public files need no account (CM-06).
    re_path(r"^dokumenty/(\d+)/(.*)$", login_not_required(wagtaildocs_serve.serve), name="wagtaildocs_serve"),
    path("konto/wejscie/", RedirectView.as_view(pattern_name="account_login"), name="wagtailcore_login"),
    path("", include("accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("", include("desk.urls")),
    path("", include("notifications.urls")),
    path("", include("search.urls")),
    path("", include("files.urls")),
    path("", include("moderation.urls")),
    path("", include("directory.urls")),
    path("", include("theme.urls")),
    path("", include("resources.urls")),
    path("", include("meetings.passes.urls")),
    path("", include("meetings.datepolls.urls")),
    path("", include("meetings.afterwards.urls")),
    path("", include("meetings.openings.urls")),
    path("", include("meetings.urls")),
    path("", include("support.urls")),
    path("", include("networks.planning.urls")),
    path("", include("networks.assignments.urls")),
    path("", include("networks.blogs.urls")),
    path("", include("networks.outcomes.urls")),
    path("", include("networks.experts.urls")),
    path("", include("networks.needs.urls")),
    path("", include("networks.surveying.urls")),
    path("", include("networks.announcements.urls")),
    path("", include("networks.calendars.urls")),
    path("", include("networks.conversations.urls")),
    path("", include("networks.urls")),
    path("", include("pages.urls")),
    path("api/v2/", router.urls),
    # Everything else is a page of the CMS; its pages are public unless the editors restrict them.
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
]
