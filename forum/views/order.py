"""What the coordinator does to keep order: a section's rules, a conversation's place, and words that wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms.order import HeldForm, LockForm, MergeForm, MoveForm, PinForm, SectionArrangeForm, SlowForm, SplitForm
from forum.models import HeldPost, Section, Thread
from forum.views.attaching import files_in, kept_and_dropped, with_errors
from forum.views.rooms import BadCursorError, ForumView, ThreadScreen
from kit.verdicts import NotThere, Refused, insist
from kit.writing import Written
from moderation.selectors import kind_of


class SectionArrangeView(ForumView):
    """`forum:section_arrange`: what is read before others see it in a section."""

    section: Section

    def fetch(self) -> None:
        """The section, in the reader's space only."""
        super().fetch()
        found = [one for one in selectors.sections_of(self.room.place) if one.slug == self.kwargs["section"]]
        if not found:
            raise NotThere
        self.section = found[0]
        self.section.network = self.room.network

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_arrange(request.user, self.room.place))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: SectionArrangeForm, status: int = 200) -> HttpResponse:
        return render(
            request, "forum/section_arrange.html", self.values(form=form, section=self.section), status=status
        )

    def get(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """The form with the present rules."""
        initial = {name: getattr(self.section, name) for name in SectionArrangeForm.base_fields}
        return self._page(request, SectionArrangeForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """Change them, or say why not."""
        form = SectionArrangeForm(request.POST)
        if form.is_valid():
            try:
                services.arrange_section(by=request.user, section=self.section, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Saved. It counts from the next post on."))
                return redirect(self.section)
        return self._page(request, form, status=422)


class OrderView(ThreadScreen):
    """`forum:order`: pin, close, slow down, move, split and join a conversation; for who steers the network."""

    FORMS = {
        "pin": PinForm,
        "lock": LockForm,
        "slow": SlowForm,
        "move": MoveForm,
        "split": SplitForm,
        "merge": MergeForm,
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_moderate(request.user, self.thread))
        return super().dispatch(request, *args, **kwargs)

    def _form(self, act: str, data: Any = None) -> Any:
        more = {"thread": self.thread} if act in {"move", "merge"} else {}
        given = self.request.GET.get("wpis", "")
        initial = {
            "slow": {"minutes": self.thread.slow_minutes},
            "split": {"number": int(given)} if given.isascii() and given.isdigit() and len(given) < 7 else {},
        }.get(act, {})
        return self.FORMS[act](data, prefix=act, initial=initial, **more)

    def _page(self, request: HttpRequest, bound: dict[str, Any], status: int = 200) -> HttpResponse:
        forms = {act: bound.get(act) or self._form(act) for act in self.FORMS}
        values = self.values(
            thread=self.thread,
            forms=forms,
            can_move=forms["move"].fields["section"].queryset.exists(),
            can_merge=bool(forms["merge"].fields["into"].choices),
        )
        return render(request, "forum/order.html", values, status=status)

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """All that can be done, each with its own small form."""
        return self._page(request, {})

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Do one of the listed acts; an act without a form of its own is done at once."""
        act = request.POST.get("act", "")
        if act in {"unpin", "unlock"}:
            if act == "unpin":
                services.pin(by=request.user, thread=self.thread, pinned=False)
            else:
                services.lock(by=request.user, thread=self.thread, locked=False)
            messages.success(request, _("Done."))
            return redirect(self.thread)
        if act not in self.FORMS:
            raise BadCursorError
        form = self._form(act, request.POST)
        if form.is_valid():
            try:
                return self._do(request, act, form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
        return self._page(request, {act: form}, status=422)

    def _do(self, request: HttpRequest, act: str, values: dict[str, Any]) -> HttpResponse:
        by, thread = request.user, self.thread
        if act == "pin":
            services.pin(by=by, thread=thread, pinned=True, until=values["until"])
        elif act == "lock":
            services.lock(by=by, thread=thread, locked=True, why=values["why"])
        elif act == "slow":
            services.slow_down(by=by, thread=thread, minutes=values["minutes"])
        elif act == "move":
            before = services.move(by=by, thread=thread, section=values["section"])
            return redirect(f"{thread.get_absolute_url()}przeniesiono/?skad={before.pk}")
        elif act == "split":
            made = services.split(by=by, thread=thread, number=values["number"], title=values["title"])
            messages.success(request, _("The branch is a conversation of its own now. Old links lead here."))
            return redirect(f"{made.get_absolute_url()}przeniesiono/?z={thread.pk}")
        else:
            target = services.merge(by=by, thread=thread, into=values["into"])
            messages.success(request, _("The conversations are joined. Old links lead here."))
            return redirect(f"{target.get_absolute_url()}przeniesiono/?z={thread.pk}")
        messages.success(request, _("Done."))
        return redirect(thread)


class MovedView(ThreadScreen):
    """`forum:moved`: says where a conversation or its posts stand now, with a button that takes it back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(rules.may_moderate(request.user, self.thread))
        return super().dispatch(request, *args, **kwargs)

    def _before(self, given: str) -> Section:
        found = [one for one in selectors.sections_beside(self.room) if str(one.pk) == given]
        if not found:
            raise NotThere
        return found[0]

    def _source(self, given: Any) -> Thread:
        """The conversation of this place from which posts came."""
        return selectors.thread_beside(self.room, given.get("z", ""))

    def _carry_back(self, request: HttpRequest) -> HttpResponse:
        source = self._source(request.POST)
        try:
            services.take_back(by=request.user, source=source, target=self.thread)
        except Refused as refused:
            messages.warning(request, str(refused.reason))
            return redirect(self.thread)
        messages.success(request, _("The posts stand in their old places again."))
        return redirect(source)

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """What was done, and the way back."""
        if "z" in request.GET:
            return render(
                request, "forum/carried.html", self.values(thread=self.thread, source=self._source(request.GET))
            )
        before = self._before(request.GET.get("skad", ""))
        return render(request, "forum/moved.html", self.values(thread=self.thread, before=before))

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Take it back."""
        if "z" in request.POST:
            return self._carry_back(request)
        before = self._before(request.POST.get("skad", ""))
        try:
            services.move(by=request.user, thread=self.thread, section=before)
        except Refused as refused:
            messages.warning(request, str(refused.reason))
        else:
            messages.success(request, _("The conversation is back in “%(section)s”.") % {"section": before.name})
        return redirect(self.thread)


class HeldView(ForumView):
    """`forum:held`: one's own words that wait: the promise, the talk, other words, taking them back."""

    item: HeldPost

    def fetch(self) -> None:
        """Only the author's own."""
        super().fetch()
        self.item = selectors.held_for(self.request.user, self.kwargs["slug"], self.kwargs["held_id"])

    def _page(self, request: HttpRequest, form: HeldForm, status: int = 200) -> HttpResponse:
        hours, waiting, case = selectors.promise(self.item)
        values = self.values(
            held=self.item,
            words=services.attachments.draw(self.item.html, form.own),
            form=form,
            hours=hours,
            waiting=waiting,
            case=case,
            step=_step_of(case) if case is not None else "",
        )
        return render(request, "forum/held.html", values, status=status)

    def _form(self, data: Any = None) -> HeldForm:
        form = HeldForm(data, initial={"text": Written(self.item.html, "html")})
        form.own = selectors.attached_to(self.item)
        return form

    def get(self, request: HttpRequest, slug: str, held_id: int, section: str = "") -> HttpResponse:
        """The words and what becomes of them; once they are published the way to them."""
        if self.item.post is not None:
            return redirect(self.item.post.get_absolute_url())
        return self._page(request, self._form())

    def post(self, request: HttpRequest, slug: str, held_id: int, section: str = "") -> HttpResponse:
        """Other words, or none."""
        if request.POST.get("act") == "withdraw":
            try:
                services.withdraw_held(by=request.user, held=self.item)
            except Refused as refused:
                messages.warning(request, str(refused.reason))
                return redirect(self.item)
            messages.success(request, _("You took it back. Nobody will read it."))
            return redirect(self.item.thread or self.room.address)
        form = self._form(request.POST)
        form.attached, errors = files_in(request, self.room.place)
        own, dropped = kept_and_dropped(request, form.own)
        form.fields["text"].required = not (form.attached or own)
        if form.is_valid() and not with_errors(form, errors):
            words = form.cleaned_data["text"]
            try:
                services.change_held(by=request.user, held=self.item, text=words, files=form.attached, without=dropped)
            except Refused as refused:
                form.add_error("text", str(refused.reason))
            else:
                messages.success(request, _("Saved. Whoever decides reads the new words."))
                return redirect(self.item)
        return self._page(request, form, status=422)


def _step_of(case: Any) -> Any:
    kind = kind_of(case)
    return kind.steps[min(case.step, len(kind.steps) - 1)].label_for(case.about) if kind is not None else ""
