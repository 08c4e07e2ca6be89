"""What an author does with a post: other words, taking it back, bringing it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.forms import PostEditForm
from forum.models import Post
from forum.views.attaching import files_in, kept_and_dropped, with_errors
from forum.views.rooms import ThreadScreen, held_answer
from kit.verdicts import Refused, insist
from kit.writing import Written


class PostScreen(ThreadScreen):
    """Loads one post of the thread as well."""

    item: Post

    def fetch(self) -> None:
        """The post, in a thread of the reader's space only."""
        super().fetch()
        self.item = selectors.post_in(self.thread, self.kwargs["number"])

    def link(self) -> str:
        """The post's permanent address."""
        return f"{self.thread.get_absolute_url()}wpis/{self.item.number}/"


class PostEditView(PostScreen):
    """`forum:post_edit`: other words for one's own post."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the author, while the post stands and the thread is open."""
        insist(rules.may_edit(request.user, self.item))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: PostEditForm, status: int = 200) -> HttpResponse:
        values = self.values(thread=self.thread, post=self.item, form=form)
        return render(request, "forum/post_edit.html", values, status=status)

    def _draft(self) -> str:
        return f"forum-wpis-{self.item.pk}-{self.item.version}"

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """The form with the present words."""
        initial = {"text": Written(self.item.html, "html"), "version": self.item.version}
        saved = selectors.draft_of_change(request.user, self.item)
        form = PostEditForm(initial=initial, draft=self._draft(), saved=saved)
        form.own, form.attached = selectors.attached_to(self.item), selectors.attached_to(saved)
        return self._page(request, form)

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Save, or give the words back with the reason."""
        form = PostEditForm(request.POST, draft=self._draft())
        attached, errors = files_in(request, self.room.place)
        own, dropped = kept_and_dropped(request, selectors.attached_to(self.item))
        form.attached, form.own = attached, [*own, *dropped]
        form.fields["text"].required = not (attached or own)
        if form.is_valid() and not with_errors(form, errors):
            try:
                made = services.edit(
                    by=request.user,
                    post=self.item,
                    text=form.cleaned_data["text"],
                    version=form.cleaned_data["version"],
                    files=attached,
                    without=dropped,
                )
                return held_answer(request, made) or redirect(self.link())
            except Refused as refused:
                # The next try is against the words that stand now.
                latest = selectors.post_in(self.thread, number).version
                form = PostEditForm({**request.POST.dict(), "version": latest}, draft=self._draft())
                form.attached, form.own = attached, selectors.attached_to(self.item)
                form.add_error("text", str(refused.reason))
        return self._page(request, form, status=422)


class PostDeleteView(PostScreen):
    """`forum:post_delete`: an author takes a post back, after being told what that means."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the author."""
        insist(rules.may_delete(request.user, self.item))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Ask first."""
        values = self.values(thread=self.thread, post=self.item, link=self.link())
        return render(request, "forum/post_delete.html", values)

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Take it back."""
        services.delete(by=request.user, post=self.item)
        messages.success(request, _("You took your post back. You can bring it back at its place in the conversation."))
        return redirect(self.link())


class PostRestoreView(PostScreen):
    """`forum:post_restore`: an author brings a post back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, thread_id: int, number: int) -> HttpResponse:
        """Bring it back."""
        services.restore(by=request.user, post=self.item)
        messages.success(request, _("Your post is back."))
        return redirect(self.link())
