"""Earlier words of a post: what was changed and when; its author may bring an earlier version back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import diffs, rules, selectors, services
from forum.views.posts import PostScreen
from kit.html import text_of
from kit.verdicts import NotThere, Refused


class HistoryView(PostScreen):
    """`forum:post_history`: all versions of a post, each compared with the one before it."""

    def fetch(self) -> None:
        """Whoever may read the post now may read how it came to be; what is out of sight has no history to show."""
        super().fetch()
        if not self.item.is_shown:
            raise NotThere

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """The versions, the latest first."""
        values = self.values(
            thread=self.thread,
            post=self.item,
            link=self.link(),
            versions=self._compared(),
            may_edit=rules.may_edit(request.user, self.item),
        )
        return render(request, "forum/post_history.html", values)

    def _compared(self) -> list[dict[str, Any]]:
        now = self.item
        rows = [(now.version, now.html, now.edited_at or now.created_at)]
        rows += [(old.version, old.html, old.written_at) for old in selectors.versions_of(now)]
        result = []
        for at, (version, html, moment) in enumerate(rows):
            before = rows[at + 1][1] if at + 1 < len(rows) else None
            compared = diffs.pieces(text_of(before), text_of(html)) if before is not None else []
            result.append({"version": version, "html": html, "moment": moment, "pieces": compared, "is_now": at == 0})
        return result

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Bring an earlier version back, as one more change."""
        wanted = request.POST.get("version", "")
        try:
            services.bring_back(by=request.user, post=self.item, version=int(wanted) if wanted.isdecimal() else 0)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(request.path)
        messages.success(request, _("The earlier words are back."))
        return redirect(self.link())
