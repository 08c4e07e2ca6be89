"""Making something of a post: a task, a plan point, a vote, a resource – with its author's consent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.views.posts import PostScreen
from forum.views.rooms import BadCursorError
from kit.verdicts import NotThere


class UseView(PostScreen):
    """`forum:post_use`: what can be made of a post, and whether its words may go along."""

    def fetch(self) -> None:
        """Of a post whose words are shown."""
        super().fetch()
        if not self.item.is_shown:
            raise NotThere

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """The makers, and where the consent stands."""
        values = self.values(
            thread=self.thread,
            post=self.item,
            link=self.link(),
            is_own=rules.is_own(request.user, self.item),
            consent=selectors.consent_to(self.item),
            may_take_words=rules.may_take_words(request.user, self.item),
            may_ask=rules.may_ask_consent(request.user, self.item),
        )
        return render(request, "forum/post_use.html", values)

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Ask the author, or answer as the author."""
        act = request.POST.get("act", "")
        if act == "ask":
            services.ask_consent(by=request.user, post=self.item)
            messages.success(request, _("The author was asked. You will be told of the answer."))
        elif act in {"agree", "refuse"}:
            services.answer_consent(by=request.user, post=self.item, agrees=act == "agree")
            messages.success(request, _("Thank you, your answer is noted."))
        else:
            raise BadCursorError
        return redirect(request.path)
