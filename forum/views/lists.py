"""The list of conversations, and what is done to it as a whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import rules, selectors, services
from forum.forms import SectionOpenForm, ThreadOpenForm
from forum.models import Section
from forum.views.rooms import BadCursorError, ForumView
from kit.verdicts import NotThere, Refused, insist


def cursor_in(request: HttpRequest) -> tuple[datetime, int] | None:
    """Where the page of threads begins; BadCursorError when the address makes no sense."""
    given = request.GET.get("po")
    if not given:
        return None
    moment, _sign, number = given.partition("_")
    try:
        parsed = parse_datetime(moment)
    except ValueError as error:
        raise BadCursorError from error
    if parsed is None or parsed.tzinfo is None or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise BadCursorError
    return parsed, int(number)


class ListView(ForumView):
    """`forum:list`: conversations of a network, what is new in them, pinned ones first."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw one page of the list."""
        sections = selectors.sections_of(self.room.network)
        section = self._section(sections, request.GET.get("dzial", ""))
        page = selectors.threads_of(self.room, section=section, after=cursor_in(request))
        values = self.values(
            sections=sections,
            section=section,
            page=page,
            is_first="po" not in request.GET,
            has_news=any(row.unread for row in [*page.pinned, *page.rows]),
        )
        return render(request, "forum/list.html", values)

    @staticmethod
    def _section(sections: list[Section], slug: str) -> Section | None:
        if not slug:
            return None
        found = next((section for section in sections if section.slug == slug), None)
        if found is None:
            raise NotThere
        return found


class ThreadOpenView(ForumView):
    """`forum:thread_open`: a new conversation with its first post."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who may not write here is told why."""
        insist(rules.may_open_thread(request.user, self.room.network))
        return super().dispatch(request, *args, **kwargs)

    def _form(self, data: Any = None) -> ThreadOpenForm:
        network = self.room.network
        sections = selectors.sections_of(network) or [services.default_section(network)]
        return ThreadOpenForm(data, sections=sections, draft=f"forum-nowa-{network.pk}")

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The empty form; an address may name the section."""
        form = self._form()
        return render(request, "forum/thread_open.html", self.values(form=form))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Open the conversation, or give the words back with the reason."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                thread = services.open_thread(
                    by=request.user,
                    network=self.room.network,
                    section=form.cleaned_data["section"],
                    title=form.cleaned_data["title"],
                    text=form.cleaned_data["text"],
                    key=form.cleaned_data["once"],
                )
                return redirect(thread)
            except Refused as refused:
                form.add_error("text", str(refused.reason))
        return render(request, "forum/thread_open.html", self.values(form=form), status=422)


class SectionOpenView(ForumView):
    """`forum:section_open`: one more section, for the coordinator."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_arrange(request.user, self.room.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The empty form."""
        return render(request, "forum/section_open.html", self.values(form=SectionOpenForm()))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Add the section, or say why not."""
        form = SectionOpenForm(request.POST)
        if form.is_valid():
            try:
                section = services.open_section(
                    by=request.user, network=self.room.network, name=form.cleaned_data["name"]
                )
            except Refused as refused:
                form.add_error("name", str(refused.reason))
            else:
                messages.success(request, _("The section “%(name)s” is ready.") % {"name": section.name})
                return redirect("forum:list", slug=slug)
        return render(request, "forum/section_open.html", self.values(form=form), status=422)


class SeenAllView(ForumView):
    """`forum:seen_all`: the reader has seen everything in this network."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Move every mark of this network to the end."""
        count = services.mark_all_seen(by=request.user, network=self.room.network)
        said = ngettext("%(count)d conversation marked as read.", "%(count)d conversations marked as read.", count)
        messages.success(request, said % {"count": count})
        return redirect("forum:list", slug=slug)
