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

from forum import places, rules, selectors, services
from forum.forms import SectionOpenForm, ThreadOpenForm
from forum.models import PlannedPost, Section
from forum.views import frames
from forum.views.attaching import files_in, with_errors
from forum.views.planned import planned_answer
from forum.views.rooms import BadCursorError, ForumView, held_answer
from kit.verdicts import NotThere, Refused, insist
from kit.writing import Written


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

    def get(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """Draw one page of the list."""
        beside = selectors.beside_list(self.room)
        section = self.room.section or self._section(beside.sections, request.GET.get("dzial", ""))
        page = selectors.threads_of(self.room, beside, section=section, after=cursor_in(request))
        shown = frames.Listed(
            sections=beside.sections,
            section=section,
            is_first="po" not in request.GET,
            has_drafts=beside.has_drafts,
            has_news=any(row.unread for row in [*page.pinned, *page.rows]),
            may_oversee=self.room.section is not None and self.room.steers and bool(places.may_oversee(request.user)),
        )
        values = self.values(
            page=page,
            held=selectors.own_held(self.room) if beside.has_held else [],
            around=frames.around_list(self.room, shown, path=request.path if self.room.is_guest else ""),
            rows_facts=frames.rows(self.room, shown, page),
            **vars(shown),
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
    """`forum:thread_open`: a new conversation with its first post; `forum:plan_thread` keeps it for later."""

    is_later = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who may not write here is told why."""
        insist(rules.may_open_thread(request.user, self.room.place))
        return super().dispatch(request, *args, **kwargs)

    def _form(self, data: Any = None) -> ThreadOpenForm:
        place, network = self.room.place, self.room.network
        sections = selectors.sections_of(place) or [services.default_section(network)]
        saved = selectors.draft_of_thread(self.room) if data is None else None
        form = ThreadOpenForm(data, sections=sections, draft=f"forum-nowa-{places.key_of(sections[0])}", saved=saved)
        form.attached = selectors.attached_to(saved)
        wanted = self.request.GET.get("dzial", "")
        begun = next((one for one in sections if one.slug == wanted), sections[0])
        if begun.slug == wanted:
            form.initial["section"] = begun.pk
        if saved is None and (title := self.request.GET.get("tytul", "").strip()[:200]):
            form.initial["title"] = title
        if begun.opening and saved is None:
            form.initial["text"] = Written(begun.opening, "html")
        return form

    def get(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """The empty form; an address may name the section."""
        form = self._form()
        return render(request, "forum/thread_open.html", self.values(form=form))

    def post(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """Open the conversation, or give the words back with the reason."""
        form = self._form(request.POST)
        form.attached, errors = files_in(request, self.room.place)
        form.fields["text"].required = not form.attached
        form.fields["at"].required = self.is_later
        if form.is_valid() and not with_errors(form, errors):
            try:
                if self.is_later:
                    return planned_answer(request, self._planned(request, form))
                thread = services.open_thread(
                    by=request.user,
                    network=self.room.network,
                    section=form.cleaned_data["section"],
                    title=form.cleaned_data["title"],
                    text=form.cleaned_data["text"],
                    is_question=form.cleaned_data["is_question"],
                    key=form.cleaned_data["once"],
                    files=form.attached,
                )
                return held_answer(request, thread) or redirect(thread)
            except Refused as refused:
                form.add_error("at" if self.is_later else "text", str(refused.reason))
        return render(request, "forum/thread_open.html", self.values(form=form), status=422)

    def _planned(self, request: HttpRequest, form: ThreadOpenForm) -> PlannedPost:
        return services.planned.plan(
            by=request.user,
            place=self.room.place,
            section=form.cleaned_data["section"],
            title=form.cleaned_data["title"],
            is_question=form.cleaned_data["is_question"],
            text=form.cleaned_data["text"],
            at=form.cleaned_data["at"],
            files=form.attached,
            key=form.cleaned_data["once"],
        )


class SectionOpenView(ForumView):
    """`forum:section_open`: one more section, for the coordinator."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_arrange(request.user, self.room.place))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """The empty form."""
        return render(request, "forum/section_open.html", self.values(form=SectionOpenForm()))

    def post(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
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
                return redirect(self.room.address)
        return render(request, "forum/section_open.html", self.values(form=form), status=422)


class SeenAllView(ForumView):
    """`forum:seen_all`: the reader has seen everything in this network."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, section: str = "") -> HttpResponse:
        """Move every mark of this network to the end."""
        count = services.mark_all_seen(by=request.user, network=self.room.network, section=self.room.section)
        said = ngettext("%(count)d conversation marked as read.", "%(count)d conversations marked as read.", count)
        messages.success(request, said % {"count": count})
        return redirect(self.room.address)
