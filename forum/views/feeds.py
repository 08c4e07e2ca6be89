"""Conversations in a feed reader: the secret address, and what it gives."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views import View

from forum import selectors, services, tokens
from forum.views.drawing import name_of


class FeedPageView(View):
    """`forum:feed_page`: one's own secret address: made, renewed, stopped."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The address, or an offer to make one."""
        feed = selectors.feed_of(request.user)
        address = ""
        if feed is not None:
            token = tokens.token(feed)
            address = settings.BASE_URL.rstrip("/") + reverse("forum:feed", kwargs={"token": token})
        return render(request, "forum/feed_page.html", {"address": address})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a fresh address, or stop it."""
        if request.POST.get("act") == "stop":
            services.feeds.stop_feed(by=request.user)
            messages.success(request, _("The address is dead."))
        else:
            services.feeds.renew_feed(by=request.user)
            messages.success(request, _("Here is your address. Whoever has it reads what you may read."))
        return redirect("forum:feed_page")


# The secret address is the authority: a feed reader cannot sign in. It shows only what its owner may read now, and
# dies with the owner's account (NT-05).
@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """`forum:feed`: the latest posts as Atom."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the feed."""
        feed = selectors.feed_by(token)
        base = settings.BASE_URL.rstrip("/")
        atom = Atom1Feed(title=_("Splot: conversations"), link=base + "/", description="", language="pl")
        for post in selectors.latest_for(feed.person, slug=request.GET.get("siec", "")):
            link = base + post.get_absolute_url()
            atom.add_item(
                title=f"{post.thread.title} ({post.thread.place_name})",
                link=link,
                description=post.html,
                author_name=name_of(post.author),
                pubdate=post.created_at,
                updateddate=post.edited_at or post.created_at,
                unique_id=link,
            )
        response = HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
