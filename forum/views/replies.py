"""A reply arrives, from the page or from htmx."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms import ReplyForm
from forum.models import PlannedPost, Post, Thread
from forum.views.attaching import files_in, with_errors
from forum.views.drawing import drawn
from forum.views.planned import planned_answer
from forum.views.rooms import held_answer
from forum.views.threads import WAYS, Reading, ThreadView, reply_form
from kit.verdicts import Refused


def said_nobody(thread: Thread, names: list[str]) -> str:
    """Tell a writer whose calls reached nobody."""
    said = {"names": ", ".join(names)}
    if thread.network_id is None:
        return _("Nobody who takes part here is called %(names)s, so nobody was told of it.") % said
    return _("Nobody in this network is called %(names)s, so nobody was told of it.") % said


class ReplyView(ThreadView):
    """`forum:reply`: adds a post to the conversation; `forum:plan_reply` keeps it to be published later."""

    is_later = False

    def fetch(self) -> None:
        """Thread and right in one query; the rest of the space only when a page is drawn."""
        self.drafts = {}
        self.thread = selectors.thread_for(self.request.user, self.kwargs["thread_id"], self.kwargs["slug"])

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """The box stands on the thread's page."""
        return redirect(f"{self.thread.get_absolute_url()}#odpowiedz")

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Add the reply, or give the words back with the reason."""
        form = reply_form(self.thread, request.POST)
        form.attached, errors = files_in(request, self.thread)
        form.fields["text"].required = not form.attached
        form.fields["at"].required = self.is_later
        if form.is_valid() and not with_errors(form, errors):
            try:
                if self.is_later:
                    return planned_answer(request, self._planned(request, form))
                post = services.reply(
                    by=request.user,
                    thread=self.thread,
                    text=form.cleaned_data["text"],
                    parent=form.cleaned_data["parent"],
                    key=form.cleaned_data["once"],
                    draft=bool(form.cleaned_data["draft_version"]),
                    files=form.attached,
                )
            except Refused as refused:
                form.add_error("at" if self.is_later else "text", str(refused.reason))
            else:
                return held_answer(request, post) or self._posted(request, post)
        if request.htmx:
            return render(request, "forum/_reply.html", self._box(form), status=422)
        return self.page(request, form, status=422)

    def _planned(self, request: HttpRequest, form: ReplyForm) -> PlannedPost:
        return services.planned.plan(
            by=request.user,
            place=self.thread.network or self.thread.section,
            thread=self.thread,
            parent=form.cleaned_data["parent"],
            text=form.cleaned_data["text"],
            at=form.cleaned_data["at"],
            files=form.attached,
            key=form.cleaned_data["once"],
        )

    def _posted(self, request: HttpRequest, post: Post) -> HttpResponse:
        strangers = selectors.nobody_called(post)
        if not request.htmx:
            if strangers:
                messages.warning(request, said_nobody(self.thread, strangers))
            return redirect(f"{self.thread.get_absolute_url()}wpis/{post.number}/")
        post = selectors.post_in(self.thread, post.number)
        reading = WAYS.get(request.POST.get("jak", ""), Reading.TREE)
        item = drawn(self.room, [post], unread=[], reading=reading)[0]
        return render(
            request,
            "forum/_replied.html",
            self._box(reply_form(self.thread))
            | {"item": item, "strangers": said_nobody(self.thread, strangers) if strangers else ""},
        )

    def _box(self, form: ReplyForm) -> dict[str, Any]:
        return self.values(
            thread=self.thread,
            form=form,
            answered=self._answered_post(form),
            may_reply=rules.reply_verdict(self.thread, is_open=self.room.is_open),
        )
