"""One conversation: its page, its replies, its order."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms import ReplyForm
from forum.models import Post
from forum.views.rooms import BadCursorError, ThreadScreen, drawn, number_in
from kit.verdicts import Refused


class ThreadView(ThreadScreen):
    """`forum:thread`: twenty posts as the conversation is read, what is new, the reply box."""

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Draw one page and move the reader's mark, at most once."""
        form = reply_form(self.thread, initial=self._answered(request))
        return self.page(request, form)

    def page(self, request: HttpRequest, form: ReplyForm, status: int = 200) -> HttpResponse:
        """The page around the reply form."""
        start, before = number_in(request, "od"), number_in(request, "do")
        page = selectors.posts_page(self.room, self.thread, start=start, before=before)
        seen = page.thread.last_number - page.unread if page.unread else None
        first_unread = page.first_unread
        if request.method == "GET":
            services.mark_seen(by=request.user, thread=self.thread, mark=page.mark, numbers=page.numbers)
        values = self.values(
            thread=self.thread,
            page=page,
            posts=drawn(self.room, page.posts, seen=seen),
            first_unread=first_unread,
            unread_is_here=first_unread in page.numbers,
            follows=bool(page.mark and page.mark.follows),
            may_reply=rules.reply_verdict(self.thread, is_open=self.room.is_open),
            form=form,
            answered=self._answered_post(form),
        )
        return render(request, "forum/thread.html", values, status=status)

    @staticmethod
    def _answered(request: HttpRequest) -> dict[str, Any]:
        number = number_in(request, "odpowiedz")
        return {"parent": number} if number and number > 1 else {}

    def _answered_post(self, form: ReplyForm) -> Post | None:
        number = form["parent"].value()
        if not number or not str(number).isdigit():
            return None
        return selectors.post_in(self.thread, int(number))


def reply_form(thread: Any, data: Any = None, initial: Any = None) -> ReplyForm:
    """The reply box; its draft is kept under the thread's name."""
    return ReplyForm(data, initial=initial, draft=f"forum-{thread.pk}")


class ReplyView(ThreadView):
    """`forum:reply`: a reply arrives, from the page or from htmx."""

    def fetch(self) -> None:
        """Thread and right in one query; the rest of the space only when a page is drawn."""
        self.thread = selectors.thread_for(self.request.user, self.kwargs["thread_id"], self.kwargs["slug"])

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """The box stands on the thread's page."""
        return redirect(f"{self.thread.get_absolute_url()}#odpowiedz")

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Add the reply, or give the words back with the reason."""
        form = reply_form(self.thread, request.POST)
        if form.is_valid():
            try:
                post = services.reply(
                    by=request.user,
                    thread=self.thread,
                    text=form.cleaned_data["text"],
                    parent=form.cleaned_data["parent"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error("text", str(refused.reason))
            else:
                return self._posted(request, post)
        if request.htmx:
            return render(request, "forum/_reply.html", self._box(form), status=422)
        return self.page(request, form, status=422)

    def _posted(self, request: HttpRequest, post: Post) -> HttpResponse:
        if not request.htmx:
            return redirect(f"{self.thread.get_absolute_url()}wpis/{post.number}/")
        post = selectors.post_in(self.thread, post.number)
        values = self._box(reply_form(self.thread)) | {"item": drawn(self.room, [post], seen=None)[0]}
        return render(request, "forum/_replied.html", values)

    def _box(self, form: ReplyForm) -> dict[str, Any]:
        return self.values(
            thread=self.thread,
            form=form,
            answered=self._answered_post(form),
            may_reply=rules.reply_verdict(self.thread, is_open=self.room.is_open),
        )


class PermalinkView(ThreadScreen):
    """`forum:post`: the permanent address of one post; leads to the right page of the thread."""

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Find the page and go there."""
        start = selectors.start_of_page_with(self.thread, number)
        query = f"?od={start}" if start else ""
        return redirect(f"{self.thread.get_absolute_url()}{query}#wpis-{number}")


class PostFragmentView(ThreadScreen):
    """`forum:post_fragment`: one post as its reader may see it, asked for when a socket said that it came."""

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Draw the post; `widoczny` says that the page lies open before the reader's eyes."""
        post = selectors.post_in(self.thread, number)
        seen = None
        if request.GET.get("widoczny") == "1":
            mark = selectors.marks_of(request.user.pk, [self.thread]).get(self.thread.pk)
            seen = services.mark_seen(by=request.user, thread=self.thread, mark=mark, numbers={number})
            seen = number - 1
        values = self.values(thread=self.thread, item=drawn(self.room, [post], seen=seen)[0])
        values["may_reply"] = rules.reply_verdict(self.thread, is_open=self.room.is_open)
        return render(request, "forum/_post.html", values)


class FollowView(ThreadScreen):
    """`forum:follow`: be told of replies, or no more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Change it and come back."""
        follows = request.POST.get("follows") == "1"
        services.follow(by=request.user, thread=self.thread, follows=follows)
        if follows:
            messages.success(request, _("You will be told of replies in this conversation."))
        else:
            messages.success(request, _("You will no longer be told of replies in this conversation."))
        return redirect(self.thread)


class SeenView(ThreadScreen):
    """`forum:seen`: the reader has seen the whole thread."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Move the mark to the end and go back to the list."""
        mark = selectors.marks_of(request.user.pk, [self.thread]).get(self.thread.pk)
        services.mark_seen(by=request.user, thread=self.thread, mark=mark, numbers=set(), everything=True)
        return redirect("forum:list", slug=slug)


class OrderView(ThreadScreen):
    """`forum:order`: pin, close and open a thread; for who steers the network."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Do one of the listed acts."""
        act = request.POST.get("act", "")
        if act in {"pin", "unpin"}:
            services.pin(by=request.user, thread=self.thread, pinned=act == "pin")
        elif act in {"lock", "unlock"}:
            services.lock(by=request.user, thread=self.thread, locked=act == "lock")
        else:
            raise BadCursorError
        messages.success(request, _("Done."))
        return redirect(self.thread)
