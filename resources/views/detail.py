"""The page of one resource, and removing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused, insist
from networks import rules as networks
from provenance import selectors as provenance
from resources import rules, selectors, services, structured
from resources.models import Resource
from resources.services import publishing
from resources.views import frames
from theme.visitors import same_for_visitors

PAGE = {part: f"resources/_page_{part}.html" for part in ("head", "top", "rest", "aside")}


@method_decorator(login_not_required, name="dispatch")
class ResourceView(View):
    """`resources:detail`: what it is, on what terms, who added it, its first page before the download."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A visitor who may not read it is sent to sign in, whether it exists or not."""
        try:
            self.resource = selectors.head_for(request.user, kwargs["pk"])
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        user, resource = request.user, self.resource
        places = networks.places_of(user)
        facts = frames.of_page(user, resource, places)
        parts = frames.drawn(request, "library.page", facts, PAGE, self._values)
        is_tied = user.is_authenticated and provenance.is_tied("resource", pk)
        shown = {"resource": resource, "is_tied": is_tied, "is_inside": resource.network_id in places.enters}
        answer = render(request, "resources/detail.html", shown | parts)
        return answer if user.is_authenticated else same_for_visitors(answer)

    def _values(self) -> dict[str, Any]:
        """What the parts of the page read."""
        user = self.request.user
        resource = selectors.resource_for(user, self.resource.pk)
        values = {
            "page": selectors.page_of(user, resource),
            "resource": resource,
            "may_edit": rules.may_edit(user, resource),
            "may_judge": rules.may_judge(user, resource),
            "may_note": user.is_authenticated and rules.may_note(user, resource),
            "may_adapt": user.is_authenticated and rules.may_adapt(user, resource),
        }
        if publishing.is_public(resource):
            values["structured"] = structured.learning_resource(resource)
        return values


class ResourceRemoveView(View):
    """`resources:remove`: says what will be lost, then removes it."""

    resource: Resource

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the resource."""
        super().setup(request, *args, **kwargs)
        self.resource = selectors.resource_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only the person who added it, or the coordinator."""
        insist(rules.may_edit(request.user, self.resource))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once."""
        return render(
            request,
            "resources/remove.html",
            {"resource": self.resource, "page": selectors.page_of(request.user, self.resource)},
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove it."""
        slug = self.resource.network.slug
        services.remove(by=request.user, resource=self.resource)
        messages.success(request, _("“%(title)s” was removed from the library.") % {"title": self.resource.title})
        return redirect("resources:network_list", slug=slug)


class LinkAgainView(View):
    """`resources:link_again`: a mended link is asked again soon."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget what is known of it."""
        resource = selectors.resource_for(request.user, pk)
        services.ask_anew(by=request.user, resource=resource)
        messages.success(request, _("The link will be asked again within the hour."))
        return redirect(resource)


@method_decorator(login_not_required, name="dispatch")
class VersionView(View):
    """`resources:version`: the files of one version, under an address that stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever may read the resource may read its versions."""
        try:
            self.version = selectors.version_for(request.user, kwargs["pk"], kwargs["number"])
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Draw it."""
        resource = self.version.resource
        values = {
            "version": self.version,
            "resource": resource,
            "is_present": self.version.number == resource.number,
            "may_edit": rules.may_edit(request.user, resource),
        }
        return render(request, "resources/version.html", values)


class VersionDropView(View):
    """`resources:version_drop`: throw an older version away for good."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Do it."""
        version = selectors.version_for(request.user, pk, number)
        insist(rules.may_edit(request.user, version.resource))
        try:
            services.drop_version(by=request.user, resource=version.resource, number=number)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(version)
        messages.success(request, _("Version %(number)s was thrown away.") % {"number": number})
        return redirect(version.resource)
