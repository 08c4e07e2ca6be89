"""“I used it”, reviews, and taking both back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from resources import rules, selectors, services
from resources.forms import NoteForm, ReviewForm
from resources.models import Resource


class OnResource(View):
    """Loads the resource under the reader's rights."""

    resource: Resource

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.resource = selectors.resource_for(request.user, kwargs["pk"])


class NoteView(OnResource):
    """`resources:note`: where, when, how it went, what I changed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever reads it, but for the one who added it."""
        insist(rules.may_note(request.user, self.resource))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        return render(request, "resources/note.html", {"form": NoteForm(), "resource": self.resource})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the note."""
        form = NoteForm(request.POST)
        if form.is_valid():
            values = dict(form.cleaned_data)
            note = services.note_use(by=request.user, resource=self.resource, values=values, key=values.pop("once"))
            messages.success(request, _("Thank you! Others will see how it went."))
            return redirect(note)
        return render(request, "resources/note.html", {"form": form, "resource": self.resource}, status=422)


class NoteRemoveView(View):
    """`resources:note_remove`: take one's own note back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it."""
        note = selectors.note_for(request.user, pk)
        services.take_back_note(by=request.user, note=note)
        messages.success(request, _("Your note was taken back."))
        return redirect(note.resource)


class ReviewView(OnResource):
    """`resources:review`: a review of one's own, new or written anew."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever reads it, but for the one who added it."""
        insist(rules.may_review(request.user, self.resource))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form, with what one wrote before."""
        mine = self.resource.reviews.filter(author=request.user).first()
        initial = {"opinion": mine.opinion, "text": mine.text} if mine else {}
        return self.drawn(request, ReviewForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it."""
        form = ReviewForm(request.POST)
        if not form.is_valid():
            return self.drawn(request, form, status=422)
        written = services.review(by=request.user, resource=self.resource, **form.cleaned_data)
        messages.success(request, _("Your review is on the page of the resource."))
        return redirect(written)

    def drawn(self, request: HttpRequest, form: ReviewForm, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "resources/review.html", {"form": form, "resource": self.resource}, status=status)


class ReviewRemoveView(View):
    """`resources:review_remove`: take one's own review back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it."""
        written = selectors.review_for(request.user, pk)
        services.take_back_review(by=request.user, written=written)
        messages.success(request, _("Your review was taken back."))
        return redirect(written.resource)


class AdaptView(OnResource):
    """`resources:adapt`: in which network the changed version is to be shared, and what its licence asks for."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what the licence asks for, and lead on to the deposit."""
        verdict = rules.may_adapt(request.user, self.resource)
        networks = list(selectors.networks_to_add_in(request.user)) if verdict else []
        values = {
            "resource": self.resource,
            "verdict": verdict,
            "networks": networks,
            "fitting": selectors.licences_after(self.resource),
        }
        return render(request, "resources/adapt.html", values)


class FailsSoftly(View):
    """A refusal becomes a sentence on the page one came from."""

    def told(self, request: HttpRequest, refused: Refused, where: Any) -> HttpResponse:
        """Say it and go back."""
        messages.error(request, str(refused.reason))
        return redirect(where)
