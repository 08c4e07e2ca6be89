"""Tags: the ones people may follow, words offered while typing, and the editors' table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from kit.verdicts import NotThere, Refused, insist
from resources import rules, selectors, services


class TagsView(View):
    """`resources:tags`: all tags of what the reader may read, the followed ones first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        tags = list(selectors.vocabulary(request.user)[: selectors.MOST_TAGS_SHOWN])
        values = {
            "followed": [tag for tag in tags if tag.followed],
            "others": [tag for tag in tags if not tag.followed],
            "may_tidy": rules.may_tidy_tags(request.user),
        }
        return render(request, "resources/tags.html", values)


class TagFollowView(View):
    """`resources:tag_follow`: begin or cease to follow one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`on` follows, anything else ceases; then back to where the button stood."""
        tag = selectors.tag_for(request.user, pk)
        if request.POST.get("on"):
            services.follow(by=request.user, tag=tag)
            messages.success(request, _("New resources under “%(name)s” will be told to you.") % {"name": tag.name})
        else:
            services.unfollow(by=request.user, tag=tag)
        back = request.POST.get("back", "")
        safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return redirect(back) if safe else redirect("resources:tags")


class TagOffersView(View):
    """`resources:tag_offers`: names of tags for what is being typed, for the script of the form."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A list of buttons."""
        typed = request.GET.get("q", "").replace("\x00", "")
        return render(request, "resources/_tag_offers.html", {"tags": selectors.offered(request.user, typed)})


class TagTableView(View):
    """`resources:tag_table`: editors rename tags and merge those that mean the same."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Editors only."""
        insist(rules.may_tidy_tags(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table."""
        return self.drawn(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Rename (`name`) or merge (`into`) the tag."""
        tag = selectors.any_tag(_number(request.POST.get("tag", "")))
        try:
            into = self.into(request)
            if into is not None:
                words = {"old": tag.name, "new": into.name}
                many = services.merge(by=request.user, tag=tag, into=into)
                told = ngettext(
                    "“%(old)s” is now another way of writing “%(new)s”; %(many)s resource moved.",
                    "“%(old)s” is now another way of writing “%(new)s”; %(many)s resources moved.",
                    many,
                )
                messages.success(request, told % (words | {"many": many}))
            else:
                services.rename(by=request.user, tag=tag, name=request.POST.get("name", "").replace("\x00", ""))
                messages.success(request, _("The tag has a new name; the old one goes on leading to it."))
        except Refused as refused:
            return self.drawn(request, wrong=(tag.pk, str(refused.reason)))
        return redirect("resources:tag_table")

    def into(self, request: HttpRequest) -> Any:
        """The tag to merge into, by number or by any way of writing it; None when nothing is to be merged."""
        if "into" in request.POST:
            return selectors.any_tag(_number(request.POST["into"]))
        if "into_name" not in request.POST:
            return None
        found = selectors.tag_called(request.POST["into_name"].replace("\x00", ""))
        if found is None:
            raise Refused(_("There is no such tag. Choose one from the list."))
        return found

    def drawn(self, request: HttpRequest, wrong: tuple[int, str] | None = None) -> HttpResponse:
        """The page; `wrong` says what went wrong at which tag."""
        words = request.GET.get("q", "").replace("\x00", "")[:60].strip()
        found = selectors.tag_table(words)
        values = {"found": found, "words": words, "wrong": wrong}
        return render(request, "resources/tag_table.html", values, status=422 if wrong else 200)


def _number(given: str) -> int:
    """A tag's number. Raises NotThere for anything else."""
    if not (given.isascii() and given.isdigit() and len(given) < 12):
        raise NotThere
    return int(given)
