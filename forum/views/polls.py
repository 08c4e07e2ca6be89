"""Polls: put under a post, voted in, ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms.polls import PollForm
from forum.views.drawing import drawn
from forum.views.posts import PostScreen
from forum.views.rooms import BadCursorError
from kit.verdicts import Refused, insist


class PollAddView(PostScreen):
    """`forum:poll_add`: a poll under one's own post."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the author of a post that has none yet."""
        insist(rules.may_add_poll(request.user, self.item))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: PollForm, status: int = 200) -> HttpResponse:
        values = self.values(thread=self.thread, post=self.item, link=self.link(), form=form)
        return render(request, "forum/poll_add.html", values, status=status)

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """The empty form."""
        return self._page(request, PollForm())

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Put it there, or say why not."""
        form = PollForm(request.POST)
        if form.is_valid():
            values = {**form.cleaned_data, "answers": form.cleaned_data["answers"].splitlines()}
            try:
                services.polls.add_poll(by=request.user, post=self.item, **values)
            except Refused as refused:
                form.add_error("answers", str(refused.reason))
            else:
                messages.success(request, _("The poll stands under your post."))
                return redirect(self.link())
        return self._page(request, form, status=422)


class VoteView(PostScreen):
    """`forum:vote`: choose, choose anew, or end the poll; htmx gets the post drawn anew."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Do it and come back to the post."""
        if request.POST.get("act") == "end":
            services.polls.end_poll(by=request.user, post=self.item)
        else:
            self._vote(request)
        if not request.htmx:
            return redirect(self.link())
        item = drawn(self.room, [selectors.post_in(self.thread, number)], unread=[])[0]
        may_reply = rules.reply_verdict(self.thread, is_open=self.room.is_open)
        return render(request, "forum/_post.html", self.values(thread=self.thread, item=item, may_reply=may_reply))

    def _vote(self, request: HttpRequest) -> None:
        given = request.POST.getlist("option")
        if not all(one.isascii() and one.isdigit() and len(one) < 18 for one in given):
            raise BadCursorError
        services.polls.vote(by=request.user, post=self.item, options={int(one) for one in given})
