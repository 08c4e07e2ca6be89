"""Screens of messages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused
from networks.conversations import rules, selectors, services
from networks.conversations.forms import BeginForm, ReplyForm


def number_in(words: str) -> int | None:
    """A number of an address, or None for anything else."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None


class ListView(View):
    """`conversations:list`: my conversations, the latest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        values = {
            "page": selectors.mine(request.user, request.GET.get("page", "1")),
            "blocked": selectors.blocked_by(request.user),
        }
        return render(request, "conversations/list.html", values)


class NewView(View):
    """`conversations:new`: write to a person or a few; `?do=5` has one chosen already."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        people = selectors.people_for(request.user)
        return self.page(request, BeginForm(people=people, initial={"to": request.GET.getlist("do")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        form = BeginForm(request.POST, people=selectors.people_for(request.user))
        if form.is_valid():
            values = form.cleaned_data
            try:
                made = services.begin(
                    by=request.user, to=form.chosen(), text=values["text"], title=values["title"], key=values["once"]
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                return redirect(made)
        return self.page(request, form)

    def page(self, request: HttpRequest, form: BeginForm) -> HttpResponse:
        """Draw the form."""
        return render(request, "conversations/new.html", {"form": form}, status=422 if form.is_bound else 200)


class ConversationScreen(View):
    """A screen of one conversation."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.conversation = selectors.conversation_for(request.user, kwargs["pk"])


class DetailView(ConversationScreen):
    """`conversations:detail`: the messages, read by being shown; posting writes one more."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        return self.page(request, ReplyForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write."""
        form = ReplyForm(request.POST)
        if form.is_valid():
            try:
                made = services.reply(
                    by=request.user,
                    conversation=self.conversation,
                    text=form.cleaned_data["text"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                return redirect(made)
        return self.page(request, form)

    def page(self, request: HttpRequest, form: ReplyForm) -> HttpResponse:
        """Draw the last messages, or older ones."""
        before = number_in(request.GET.get("przed", ""))
        stretch = selectors.stretch_of(self.conversation, before=before)
        if before is None:
            services.see(by=request.user, conversation=self.conversation, number=self.conversation.last_number)
        values = {
            "conversation": self.conversation,
            "stretch": stretch,
            "form": form,
            "may_reply": rules.may_reply(request.user, self.conversation),
            "is_latest": before is None,
        }
        return render(request, "conversations/detail.html", values, status=422 if form.is_bound else 200)


class FreshView(ConversationScreen):
    """`conversations:fresh`: a fragment of messages after the one the page shows last."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw them."""
        after = number_in(request.GET.get("po", "")) or 0
        stretch = selectors.stretch_of(self.conversation, after=after)
        if stretch.messages:
            services.see(by=request.user, conversation=self.conversation, number=stretch.messages[-1].number)
        return render(request, "conversations/_messages.html", {"stretch": stretch})


class LeaveView(ConversationScreen):
    """`conversations:leave`: go out of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Leave."""
        services.leave(by=request.user, conversation=self.conversation)
        messages.success(request, _("You are out of this conversation."))
        return redirect("conversations:list")


class BlockView(View):
    """`conversations:block` and `unblock`: want no messages of a person, or want them again."""

    http_method_names = ["post"]
    wants = False

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Do it."""
        person = selectors.person_for(request.user, number)
        if self.wants:
            services.unblock(by=request.user, person=person)
            messages.success(request, _("%(who)s can write to you again.") % {"who": person.get_full_name()})
        else:
            services.block(by=request.user, person=person)
            messages.success(request, _("%(who)s cannot write to you any more.") % {"who": person.get_full_name()})
        return redirect("conversations:list")
