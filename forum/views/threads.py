"""One conversation: its page in three readings, its branches, and what leads into them."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.enums import Level, Reading
from forum.forms import ReplyForm
from forum.models import Draft, Post
from forum.selectors import Cut, ThreadPage
from forum.trees import branch_of
from forum.views import blocks, frames, shapes
from forum.views.drawing import Drawn, drawn, name_of
from forum.views.rooms import BadCursorError, ThreadScreen, number_in
from kit.verdicts import NotThere, Verdict
from kit.writing import Written
from provenance.selectors import Chain, chain_of

_QUOTED = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
"""Quotations in what is quoted: dropped, so that quotations never grow."""
WAYS = {"drzewo": Reading.TREE, "czas": Reading.TIME, "nowe": Reading.NEW}
"""Manners of reading as they stand in an address."""


class ThreadView(ThreadScreen):
    """`forum:thread`: twenty posts as the reader reads, what is new, the reply box."""

    branch: Post | None = None
    drafts: dict[int, Draft]

    def fetch(self) -> None:
        """The thread, in the reader's space only."""
        super().fetch()
        self.drafts = {}

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Draw one page and move the reader's mark, at most once."""
        if self.thread.merged_into_id is not None and not self.thread.posts_count:
            return redirect(f"{self.room.base}{self.thread.merged_into_id}/")
        may_reply = rules.reply_verdict(self.thread, is_open=self.room.is_open)
        self.drafts = selectors.drafts_in(request.user, self.thread) if may_reply and self.has_hand else {}
        answered = self._answered(request)
        if not self.drafts and not answered and "cytat" not in request.GET:
            return self.page(request, None)
        form = reply_form(self.thread, initial=answered, drafts=self.drafts)
        if may_reply:
            self._quote(request, form)
        return self.page(request, form)

    @property
    def has_hand(self) -> bool:
        """Whether the reader ever did something here; until the first visit is marked nobody knows."""
        mark = selectors.mark_of(self.room, self.thread)
        return not self.room.is_guest and (mark is None or mark.hand)

    def _quote(self, request: HttpRequest, form: ReplyForm) -> None:
        """Begin the reply with the words of a post and where they stand; without scripts quoting works like this."""
        number = number_in(request, "cytat")
        if number is None:
            return
        post = selectors.post_in(self.thread, number)
        if post.is_shown:
            form.initial["text"] = Written(str(form.initial.get("text") or "") + quotation(post), "html")

    def page(self, request: HttpRequest, form: ReplyForm | None, status: int = 200) -> HttpResponse:
        """The page around the reply form; None is an empty one, made only when its box was not drawn before."""
        cut = Cut(number_in(request, "od"), number_in(request, "do"), request.GET.get("koniec") == "1")
        reading = self.reading(request)
        page, posts = self.posts(request, reading, cut)
        may_reply = rules.reply_verdict(self.thread, is_open=self.room.is_open)
        chain = self._chain(page)
        values = self.values(
            thread=self.thread,
            page=page,
            unread_count=page.unread_count,
            first_unread=page.first_unread,
            unread_is_here=page.first_unread in page.numbers,
            level=page.mark.level if page.mark else "",
            levels=Level.choices,
            may_reply=may_reply,
            held=selectors.own_held(self.room, self.thread) if self.has_hand else [],
            form=form or cache(partial(reply_form, self.thread)),
            answered=self._answered_post(form) if form else None,
            other_drafts=self._other_drafts(form) if form else [],
            cited_in=self._cited_in(page),
            chain=chain,
            drawn_posts=posts,
            around=self._around(request, page),
            around_reply=self._around_reply(request, reading, may_reply) if form is None else None,
            **self._ways(reading),
        )
        if request.method == "GET" and not self.room.is_guest:
            self._mark(request, page)
        return render(request, "forum/thread.html", values, status=status)

    def _around(self, request: HttpRequest, page: ThreadPage) -> frames.Around:
        """Facts of what stands around the posts; the page of a branch is drawn anew."""
        if self.branch is not None:
            return frames.Around()
        return frames.around(self.room, page, way=request.GET.get("jak", ""))

    def _around_reply(self, request: HttpRequest, reading: Reading, may_reply: Verdict) -> tuple[Any, ...] | None:
        path = request.path if self.room.is_guest else ""
        return frames.reply(self.room, self.thread, reading, may_reply, path=path)

    def _other_drafts(self, form: ReplyForm) -> list[Draft]:
        here = int(form["parent"].value() or 0)
        return [draft for number, draft in self.drafts.items() if number != here]

    def posts(self, request: HttpRequest, reading: Reading, cut: Cut) -> tuple[ThreadPage, SafeString]:
        """The page of posts that was asked for, and the posts as HTML."""
        return blocks.read(request, self.room, self.thread, reading=reading, cut=cut)

    def _chain(self, page: ThreadPage) -> Chain | None:
        """What came of the conversation, on its first page; most have none and ask nothing."""
        if self.room.is_guest or page.has_before or self.branch is not None:
            return None
        return chain_of(self.request.user, "thread", self.thread.pk) if selectors.has_chain(self.thread) else None

    def _cited_in(self, page: ThreadPage) -> list[Post]:
        """Where the conversation is cited, on its first page."""
        if page.has_before or self.branch is not None or not selectors.is_cited(self.thread):
            return []
        return selectors.cited_in(self.request.user, self.thread)

    def reading(self, request: HttpRequest) -> Reading:
        """As the address says, else as the reader chose last."""
        asked = request.GET.get("jak")
        if asked is None:
            return selectors.manner_of(self.room)
        if asked not in WAYS:
            raise BadCursorError
        return WAYS[asked]

    def _ways(self, reading: Reading) -> dict[str, Any]:
        """The manners of reading to choose from."""
        ways = [
            (way, named, named.label, named == reading)
            for way, named in WAYS.items()
            if named != Reading.NEW or not self.room.is_guest
        ]
        return {"reading": reading, "ways": ways, "way": self.request.GET.get("jak", "")}

    def _mark(self, request: HttpRequest, page: ThreadPage) -> None:
        owes_nothing = page.mark is None and not page.unread
        services.mark_seen(
            by=request.user, thread=self.thread, mark=page.mark, numbers=page.numbers, everything=owes_nothing
        )

    @staticmethod
    def _answered(request: HttpRequest) -> dict[str, Any]:
        number = number_in(request, "odpowiedz")
        return {"parent": number} if number and number > 1 else {}

    def _answered_post(self, form: ReplyForm) -> Post | None:
        number = form["parent"].value()
        if not number or not str(number).isdigit():
            return None
        return selectors.post_in(self.thread, int(number))


def quotation(post: Post) -> str:
    """The words of a post as a quotation with its author and permanent address; clean HTML of our own making."""
    words = _QUOTED.sub("", post.html)
    who, link = escape(name_of(post.author)), f"{post.thread.address}wpis/{post.number}/"
    return f'<blockquote>{words}<p>— <a href="{link}">{who}, #{post.number}</a></p></blockquote><p></p>'


def reply_form(
    thread: Any, data: Any = None, initial: dict[str, Any] | None = None, drafts: dict[int, Draft] | None = None
) -> ReplyForm:
    """The reply box; its draft is kept under the names of the thread and of the answered post."""
    parent = (initial or {}).get("parent") or 0
    if data is not None and str(data.get("parent", "")).isdigit():
        parent = int(data["parent"])
    saved = (drafts or {}).get(parent)
    form = ReplyForm(data, initial=initial or {}, draft=f"forum-{thread.pk}-{parent}", saved=saved)
    form.attached = selectors.attached_to(saved)
    return form


class BranchView(ThreadView):
    """`forum:branch`: what stands under one post, indented anew; where the thread's own page ends at three levels."""

    root: Drawn

    def fetch(self) -> None:
        """The thread, and the post under which the page reads."""
        super().fetch()
        self.branch = selectors.post_in(self.thread, self.kwargs["number"], self.room)

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Draw one page of the branch."""
        return super().get(request, slug, thread_id)

    def reading(self, request: HttpRequest) -> Reading:
        """A branch is read as a tree."""
        return Reading.TREE

    def posts(self, request: HttpRequest, reading: Reading, cut: Cut) -> tuple[ThreadPage, SafeString]:
        """What stands under the root, which is drawn with them."""
        if self.branch is None:
            raise NotThere
        page = selectors.posts_page(self.room, self.thread, reading=reading, cut=cut, branch=self.branch)
        root, *items = drawn(self.room, [self.branch, *page.posts], unread=page.unread, branch=self.branch)
        root.is_far, root.goes_on, root.face = bool(root.answers), "", None
        root.said = shapes.said(self.branch, root, base=self.thread.address)
        if self.branch.is_shown or root.is_own:
            page.numbers.add(self.branch.number)
        self.root = root
        return page, blocks.as_html(request, self.room, self.thread, items, page)

    def values(self, **more: Any) -> dict[str, Any]:
        """With the root."""
        return super().values(root=self.root, **more)


class AnswerView(ThreadScreen):
    """`forum:answer`: leads to the post that answered the question."""

    def get(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Go there."""
        if self.thread.answer_id is None:
            raise NotThere
        return redirect(selectors.post_by_pk(request.user, self.thread.answer_id))


class PermalinkView(ThreadScreen):
    """`forum:post`: the permanent address of one post; leads to the right page of the right thread."""

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Find the page and go there."""
        try:
            post = selectors.post_in(self.thread, number)
        except NotThere:
            moved = selectors.moved_post(self.thread, number)
            if moved is None:
                raise
            return redirect(moved)
        base, query = self.thread.get_absolute_url(), []
        reading, branch = selectors.manner_of(self.room), branch_of(post.place)
        if reading == Reading.NEW:
            reading = Reading.TREE
            query.append("jak=drzewo")
        under = None
        if reading == Reading.TREE and branch is not None:
            under = selectors.post_in(self.thread, branch)
            base, query = f"{base}galaz/{branch}/", []
        start = selectors.start_of_page_with(self.thread, post, reading=reading, branch=under)
        if start:
            query.append(f"od={start}")
        return redirect(f"{base}{'?' if query else ''}{'&'.join(query)}#wpis-{number}")


class PostFragmentView(ThreadScreen):
    """`forum:post_fragment`: one post as its reader may see it, asked for when a socket said that it came."""

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Draw the post; `widoczny` says that the page lies open before the reader's eyes."""
        post = selectors.post_in(self.thread, number, self.room)
        mark = selectors.mark_of(self.room, self.thread)
        unread = selectors.unread_in(self.thread, mark, self.room.joined_at)
        if request.GET.get("widoczny") == "1" and post.is_shown and not self.room.is_guest:
            services.mark_seen(by=request.user, thread=self.thread, mark=mark, numbers={number})
        item = drawn(self.room, [post], unread=unread, reading=self._reading(request))[0]
        values = self.values(thread=self.thread, item=item)
        values["may_reply"] = rules.reply_verdict(self.thread, is_open=self.room.is_open)
        return render(request, "forum/_post.html", values)

    @staticmethod
    def _reading(request: HttpRequest) -> Reading:
        return WAYS.get(request.GET.get("jak", ""), Reading.TREE)


class ReadAsView(ThreadScreen):
    """`forum:read_as`: the reader chooses a manner of reading, which is remembered, and stays at the same post."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Remember it and come back."""
        way = WAYS.get(request.POST.get("jak", ""))
        if way is None:
            raise BadCursorError
        services.read_as(by=request.user, reading=way)
        at = request.POST.get("przy", "")
        if way != Reading.NEW and at.isascii() and at.isdigit() and 1 < int(at[:6]) <= self.thread.last_number:
            return redirect(f"{self.thread.get_absolute_url()}wpis/{int(at[:6])}/")
        return redirect(self.thread)


class FollowView(ThreadScreen):
    """`forum:follow`: what of the conversation is told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Change it and come back."""
        level = request.POST.get("level", "")
        if level not in Level.values:
            raise BadCursorError
        services.follow(by=request.user, thread=self.thread, level=Level(level))
        said = {
            Level.ALL: _("You will be told of every reply in this conversation."),
            Level.MINE: _("You will be told when your name is called here or you are answered."),
            Level.NONE: _("You will no longer be told of anything in this conversation."),
        }
        messages.success(request, said[Level(level)])
        return redirect(self.thread)


class SeenView(ThreadScreen):
    """`forum:seen`: the reader has seen the whole thread."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int) -> HttpResponse:
        """Move the mark to the end and go back to the list."""
        mark = selectors.mark_of(self.room, self.thread)
        services.mark_seen(by=request.user, thread=self.thread, mark=mark, numbers=set(), everything=True)
        return redirect(self.room.address)
