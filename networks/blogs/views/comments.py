"""Comments under an entry: written, changed while they wait, taken back; and what of them is read first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from kit.writing import Written
from moderation import selectors as moderation
from networks import rules as networks
from networks.blogs import rules, selectors, services, waiting
from networks.blogs.forms import CommentForm, CommentOrderForm
from networks.blogs.models import Comment
from networks.blogs.views.space import BlogScreen, EntryScreen, EntryView


class CommentView(EntryView):
    """`blogs:comment`: a comment arrives."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The box stands under the entry."""
        return redirect(f"{self.entry.get_absolute_url()}#komentarze")

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Add it, or give the words back with the reason."""
        form = CommentForm(request.POST, draft=f"blog-{pk}")
        if form.is_valid():
            try:
                said = services.comment(
                    by=request.user, entry=self.entry, text=form.cleaned_data["text"], key=form.cleaned_data["once"]
                )
            except Refused as refused:
                form.add_error("text", str(refused.reason))
            else:
                if said.is_waiting:
                    messages.info(request, _("Your comment is kept. It is read first; then others see it."))
                return redirect(said)
        return self.page(request, form, status=422)


class DeleteView(EntryScreen):
    """`blogs:comment_delete`: take one's own comment back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, pk: int, comment: int) -> HttpResponse:
        """Do it."""
        said = selectors.comment_for(request.user, comment)
        services.delete_comment(by=request.user, comment=said)
        messages.success(request, _("Your comment is gone."))
        return redirect(f"{self.entry.get_absolute_url()}#komentarze")


class ChangeView(EntryScreen):
    """`blogs:comment_change`: one's own comment that waits to be read, with the promise; other words for it."""

    comment: Comment

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The comment under this entry."""
        super().setup(request, *args, **kwargs)
        self.comment = selectors.comment_for(request.user, kwargs["comment"], entry=self.entry)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only its author, while it waits."""
        insist(rules.may_change_comment(request.user, self.comment))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: CommentForm, status: int = 200) -> HttpResponse:
        values = self.values(
            entry=self.entry,
            comment=self.comment,
            form=form,
            promise=waiting.promise(self.network, [self.comment]),
            case=moderation.open_case(self.comment),
        )
        return render(request, "blogs/comment.html", values, status=status)

    def get(self, request: HttpRequest, slug: str, pk: int, comment: int) -> HttpResponse:
        """The words and the form."""
        return self._page(
            request, CommentForm(draft=f"blog-comment-{comment}", initial={"text": Written(self.comment.html, "html")})
        )

    def post(self, request: HttpRequest, slug: str, pk: int, comment: int) -> HttpResponse:
        """Give it other words, or say why not."""
        form = CommentForm(request.POST, draft=f"blog-comment-{comment}")
        if form.is_valid():
            try:
                services.change_comment(by=request.user, comment=self.comment, text=form.cleaned_data["text"])
            except Refused as refused:
                form.add_error("text", str(refused.reason))
            else:
                messages.success(request, _("Saved. Whoever reads it first sees your new words."))
                return redirect(self.comment)
        return self._page(request, form, status=422)


class OrderView(BlogScreen):
    """`blogs:comments_arrange`: what of the network's comments is read before others see it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers the network."""
        insist(networks.may_steer(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: CommentOrderForm, status: int = 200) -> HttpResponse:
        return render(request, "blogs/comments_arrange.html", self.values(form=form), status=status)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form with the present order."""
        order = waiting.order_of(self.network)
        return self._page(
            request, CommentOrderForm(initial={name: getattr(order, name) for name in CommentOrderForm.base_fields})
        )

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Change it, or say why not."""
        form = CommentOrderForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.arrange_comments(by=request.user, network=self.network, **form.cleaned_data)
        messages.success(request, _("Saved. It counts from the next comment on."))
        return redirect("blogs:list", slug=slug)
