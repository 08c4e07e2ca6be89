"""What a coordinator sets up: the summary above a conversation, a section's name and beginning; and a page to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms import SectionEditForm, SummaryForm
from forum.models import Section
from forum.trees import LEVELS
from forum.views.rooms import ForumView, ThreadScreen
from kit import clock
from kit.verdicts import NotThere, Refused, insist
from kit.writing import Written


class SummaryView(ThreadScreen):
    """`forum:summary`: what is settled so far, above the conversation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_moderate(request.user, self.thread))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """The present words."""
        form = SummaryForm(initial={"text": Written(self.thread.summary, "html")})
        return render(request, "forum/thread_summary.html", self.values(thread=self.thread, form=form))

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Save them."""
        form = SummaryForm(request.POST)
        if form.is_valid():
            try:
                services.sum_up(by=request.user, thread=self.thread, text=form.cleaned_data["text"])
                messages.success(request, _("The summary is saved."))
                return redirect(self.thread)
            except Refused as refused:
                form.add_error("text", str(refused.reason))
        return render(request, "forum/thread_summary.html", self.values(thread=self.thread, form=form), status=422)


class SectionEditView(ForumView):
    """`forum:section_edit`: a section's name, and how first posts in it begin."""

    section: Section

    def fetch(self) -> None:
        """The section of this network."""
        super().fetch()
        wanted = self.kwargs["section"]
        found = next((one for one in selectors.sections_of(self.room.place) if one.slug == wanted), None)
        if found is None:
            raise NotThere
        self.section = found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_arrange(request.user, self.room.place))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """The form as it stands."""
        initial = {"name": self.section.name, "text": Written(self.section.opening, "html")}
        values = self.values(section=self.section, form=SectionEditForm(initial=initial))
        return render(request, "forum/section_edit.html", values)

    def post(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """Save it."""
        form = SectionEditForm(request.POST)
        if form.is_valid():
            services.change_section(
                by=request.user,
                section=self.section,
                name=form.cleaned_data["name"],
                opening=form.cleaned_data["text"],
            )
            messages.success(request, _("The section is saved."))
            return redirect(self.room.address)
        return render(request, "forum/section_edit.html", self.values(section=self.section, form=form), status=422)


class PrintView(ThreadScreen):
    """`forum:print`: the whole conversation on one page without buttons."""

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Every post that is shown, in the order of the tree."""
        posts = selectors.printed(self.room, self.thread)
        for post in posts:
            post.printed_level = min(post.depth, LEVELS)  # type: ignore[attr-defined]
        values = self.values(
            thread=self.thread, posts=posts, now=clock.now(), is_cut=len(posts) < self.thread.posts_count
        )
        return render(request, "forum/print.html", values)
