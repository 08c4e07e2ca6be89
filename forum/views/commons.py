"""What is above the networks: the list of its sections, opening one, who moderates it, and its feed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views import View

from forum import places, selectors, services
from forum.forms.commons import CommonSectionForm, KeeperForm
from forum.views.drawing import name_of
from forum.views.rooms import ForumView
from kit.verdicts import NotThere, Refused, insist
from theme.visitors import same_for_visitors


class CommonsView(View):
    """`forum:commons`: the sections above the networks that one may read; visitors see the public ones."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        values = {
            "cards": selectors.common_sections(request.user),
            "may_oversee": request.user.is_authenticated and places.may_oversee(request.user),
        }
        answer = render(request, "forum/commons.html", values)
        return answer if request.user.is_authenticated else same_for_visitors(answer)


class CommonSectionOpenView(View):
    """`forum:common_section_open`: a new section above the networks, for the county and administrators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who looks after them."""
        insist(places.may_oversee(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return render(request, "forum/common_section_open.html", {"form": CommonSectionForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it, or say why not."""
        form = CommonSectionForm(request.POST)
        if form.is_valid():
            try:
                section = services.open_common_section(by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error("name", str(refused.reason))
            else:
                messages.success(request, _("The section “%(name)s” is ready.") % {"name": section.name})
                return redirect(reverse("forum:keepers", kwargs={"section": section.slug}))
        return render(request, "forum/common_section_open.html", {"form": form}, status=422)


class KeepersView(ForumView):
    """`forum:keepers`: who moderates a section above the networks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who looks after them."""
        insist(places.may_oversee(request.user))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, form: KeeperForm, status: int = 200) -> HttpResponse:
        section = self.room.section
        values = self.values(form=form, section=section, keepers=selectors.keepers_of(section))
        return render(self.request, "forum/keepers.html", values, status=status)

    def get(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """Those who are named, and the form that names one more."""
        return self._page(KeeperForm())

    def post(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """Name somebody, or take a name off."""
        here = self.room.section
        if "keeper" in request.POST:
            keeper = next((one for one in selectors.keepers_of(here) if str(one.pk) == request.POST["keeper"]), None)
            if keeper is None:
                raise NotThere
            services.release_keeper(by=request.user, keeper=keeper)
            messages.success(request, _("Done."))
            return redirect(request.path)
        form = KeeperForm(request.POST)
        if form.is_valid():
            try:
                services.name_keeper(by=request.user, section=here, person=form.cleaned_data["person"])
            except Refused as refused:
                form.add_error("person", str(refused.reason))
            else:
                messages.success(request, _("Done."))
                return redirect(request.path)
        return self._page(form, status=422)


class SectionFeedView(ForumView):
    """`forum:section_feed`: the latest posts of a public section as Atom; other sections stand in one's own feed."""

    def get(self, request: HttpRequest, slug: str, section: str) -> HttpResponse:
        """Give the feed as a visitor would read it, whoever asks."""
        here = self.room.section
        if here is None or not here.is_public:
            raise NotThere
        base = settings.BASE_URL.rstrip("/")
        atom = Atom1Feed(
            title=f"Splot: {here.name}",
            link=base + here.get_absolute_url(),
            description=here.about,
            language="pl",
            feed_url=base + request.path,
        )
        for post in selectors.latest_in(here):
            link = base + post.get_absolute_url()
            atom.add_item(
                title=post.thread.title,
                link=link,
                description=post.html,
                author_name=name_of(post.author),
                pubdate=post.created_at,
                updateddate=post.edited_at or post.created_at,
                unique_id=link,
            )
        return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
