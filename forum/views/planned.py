"""What one has written that is to go out later."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from forum import selectors, services
from forum.forms.planned import PlannedForm
from forum.models import PlannedPost
from forum.views.attaching import files_in, kept_and_dropped, with_errors
from forum.views.rooms import ForumView
from kit.verdicts import Refused
from kit.writing import Written


def planned_answer(request: HttpRequest, made: PlannedPost) -> HttpResponse:
    """Where the author is led whose words go out later."""
    messages.success(request, _("It will be published by itself. Until then you can change it or call it off."))
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = made.get_absolute_url()
        return answer
    return redirect(made)


class PlannedView(ForumView):
    """`forum:planned`: one's own words that go out later: other words, another moment, calling it off."""

    item: PlannedPost

    def fetch(self) -> None:
        """Only the author's own."""
        super().fetch()
        self.item = selectors.planned_for(self.room, self.kwargs["planned_id"])

    def _page(self, request: HttpRequest, form: PlannedForm, status: int = 200) -> HttpResponse:
        return render(request, "forum/planned.html", self.values(planned=self.item, form=form), status=status)

    def get(self, request: HttpRequest, slug: str, planned_id: int, section: str = "") -> HttpResponse:
        """The words and the moment."""
        initial = {"text": Written(self.item.html, "html"), "at": localtime(self.item.publish_at)}
        form = PlannedForm(initial=initial)
        form.own = selectors.attached_to(self.item)
        return self._page(request, form)

    def post(self, request: HttpRequest, slug: str, planned_id: int, section: str = "") -> HttpResponse:
        """Save, or call it off."""
        if request.POST.get("act") == "call_off":
            services.planned.call_off(by=request.user, planned=self.item)
            messages.success(request, _("It will not be published. The words wait among your drafts."))
            return redirect(f"{self.room.address}szkice/")
        form = PlannedForm(request.POST)
        form.attached, errors = files_in(request, self.room.place)
        own, dropped = kept_and_dropped(request, selectors.attached_to(self.item))
        form.own = [*own, *dropped]
        form.fields["text"].required = not (form.attached or own)
        if form.is_valid() and not with_errors(form, errors):
            words, at = form.cleaned_data["text"], form.cleaned_data["at"]
            try:
                services.planned.change_planned(
                    by=request.user, planned=self.item, text=words, at=at, files=form.attached, without=dropped
                )
            except Refused as refused:
                form.add_error("at", str(refused.reason))
            else:
                messages.success(request, _("Saved."))
                return redirect(f"{self.room.address}szkice/")
        return self._page(request, form, status=422)
