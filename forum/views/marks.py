"""Signs, bookmarks, the accepted answer, and everything else that can be done with one post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from forum import rules, selectors, services
from forum.enums import SIGNS, Sign
from forum.views.drawing import drawn
from forum.views.posts import PostScreen
from forum.views.rooms import BadCursorError
from kit.verdicts import NotThere


class ActsView(PostScreen):
    """`forum:post_acts`: what can be done with a post; a page of its own, or a part of the thread's page with htmx."""

    def fetch(self) -> None:
        """Of a post whose words are shown."""
        super().fetch()
        if not self.item.is_shown:
            raise NotThere

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """The list of acts."""
        mine = selectors.marks_on(request.user.pk, [self.item]).get(self.item.pk, {})
        is_own = rules.is_own(request.user, self.item)
        values = self.values(
            thread=self.thread,
            post=self.item,
            link=self.link(),
            signs=[(sign, sign in mine) for sign in SIGNS] if rules.may_sign(request.user, self.item) else [],
            bookmark=mine.get(Sign.BOOKMARK),
            may_reply=rules.reply_verdict(self.thread, is_open=self.room.is_open),
            may_accept=rules.may_accept(request.user, self.item),
            is_answer=self.thread.answer_id == self.item.pk,
            is_own=is_own,
            may_add_poll=is_own and rules.may_add_poll(request.user, self.item),
            may_use=self.room.is_open and self.room.standing is not None,
        )
        template = "forum/_acts.html" if request.htmx else "forum/post_acts.html"
        return render(request, template, values)


class SignView(PostScreen):
    """`forum:post_sign`: leave a kind sign on a post, or take it away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Do it; htmx gets the post drawn anew."""
        sign = request.POST.get("sign", "")
        if sign not in SIGNS:
            raise BadCursorError
        services.leave_sign(by=request.user, post=self.item, sign=Sign(sign))
        if not request.htmx:
            return redirect(self.link())
        return render(request, "forum/_post.html", self.drawn_anew(request))

    def drawn_anew(self, request: HttpRequest) -> dict[str, Any]:
        """What the post's fragment needs."""
        item = drawn(self.room, [self.item], unread=[])[0]
        return self.values(
            thread=self.thread, item=item, may_reply=rules.reply_verdict(self.thread, is_open=self.room.is_open)
        )


class BookmarkView(PostScreen):
    """`forum:post_bookmark`: keep a post with a note, or let it go."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Do it and go back to the post."""
        if request.POST.get("act") == "drop":
            services.drop_bookmark(by=request.user, post=self.item)
            messages.success(request, _("The bookmark is gone."))
        else:
            services.bookmark(by=request.user, post=self.item, note=request.POST.get("note", ""))
            messages.success(request, _("The post is among your bookmarks."))
        if request.POST.get("back") == "list":
            return redirect("forum:bookmarks")
        return redirect(self.link())


class AcceptView(PostScreen):
    """`forum:post_accept`: this post answered the question, or no more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Do it and go back to the post."""
        accepted = request.POST.get("act") != "undo"
        services.accept(by=request.user, post=self.item, accepted=accepted)
        messages.success(request, _("Marked as the answer.") if accepted else _("No longer marked as the answer."))
        return redirect(self.link())


class BookmarksView(View):
    """`forum:bookmarks`: one's own bookmarks in all networks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        rows = list(selectors.bookmarks_of(request.user)[:200])
        return render(request, "forum/bookmarks.html", {"rows": rows})
