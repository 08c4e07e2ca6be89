"""The way to the public: asking, deciding, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts import rules as people
from kit.verdicts import Refused, insist
from networks import rules as networks
from networks.blogs import rules, selectors, services
from networks.blogs.forms import AskPublicForm, ReturnForm
from networks.blogs.views.space import EntryScreen
from networks.blogs.views.writing import AuthorScreen


class AskPublicView(AuthorScreen):
    """`blogs:ask_public`: see what everybody will see, and ask."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """What it means, and the name."""
        insist(rules.may_ask_public(request.user, self.entry))
        return self.drawn(request, AskPublicForm())

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Ask."""
        form = AskPublicForm(request.POST)
        if form.is_valid():
            try:
                services.ask_public(by=request.user, entry=self.entry, named=form.cleaned_data["named"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The network's coordinators will read it and decide. You will be told."))
                return redirect(self.entry)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: AskPublicForm, status: int = 200) -> HttpResponse:
        """The page."""
        shown = selectors.version_of(self.entry)
        values = self.values(
            entry=self.entry,
            shown=shown,
            form=form,
            pictures=list(self.entry.pictures.all()),
            files=selectors.attachments_of(self.entry),
            is_named=people.may_be_named(request.user),
        )
        return render(request, "blogs/ask_public.html", values, status=status)


class ReviewView(View):
    """`blogs:review`: read the version that waits, approve it or return it with words."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not decide at this step finds nothing."""
        super().setup(request, *args, **kwargs)
        self.entry, self.step = selectors.entry_in_review(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read."""
        return self.drawn(request, ReturnForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide."""
        form = ReturnForm(request.POST if request.POST.get("act") == "return" else None)
        try:
            if request.POST.get("act") == "approve":
                seen = request.POST.get("seen", "")
                public = services.approve(
                    by=request.user, entry=self.entry, seen=int(seen) if seen.isdecimal() and len(seen) < 18 else 0
                )
                messages.success(
                    request, _("The entry is public now.") if public else _("Approved. The editors decide next.")
                )
                return self._away()
            if form.is_valid():
                services.return_entry(by=request.user, entry=self.entry, words=form.cleaned_data["words"])
                messages.success(request, _("The authors have your remarks."))
                return self._away()
        except Refused as refused:
            form = ReturnForm()
            messages.error(request, str(refused.reason))
        return self.drawn(request, form, status=422)

    def _away(self) -> HttpResponse:
        if networks.may_enter(self.request.user, self.entry.network):
            return redirect("blogs:list", slug=self.entry.network.slug)
        return redirect("desk:start")

    def drawn(self, request: HttpRequest, form: ReturnForm, status: int = 200) -> HttpResponse:
        """The waiting version as everybody would see it."""
        shown = self.step.revision.as_object()
        authors = [row.user for row in self.entry.authors.all()]
        values = {
            "entry": self.entry,
            "shown": shown,
            "seen": self.step.revision_id,
            "pictures": list(self.entry.pictures.all()),
            "files": selectors.attachments_of(self.entry),
            "authors": authors,
            "named": selectors.may_be_named([person.pk for person in authors]),
            "form": form,
        }
        return render(request, "blogs/review.html", values, status=status)


class UnpublishView(EntryScreen):
    """`blogs:unpublish`: take an entry from the public at once."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Say what happens."""
        insist(rules.may_unpublish(request.user, self.entry))
        return render(request, "blogs/unpublish.html", self.values(entry=self.entry))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Do it."""
        services.unpublish(by=request.user, entry=self.entry)
        messages.success(request, _("Only the network reads it now."))
        return redirect(self.entry)
