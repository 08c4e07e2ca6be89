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

from kit.verdicts import NotThere, insist
from resources import rules, selectors, services
from resources.models import Resource


@method_decorator(login_not_required, name="dispatch")
class ResourceView(View):
    """`resources:detail`: what it is, on what terms, who added it, its first page before the download."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A visitor who may not read it is sent to sign in, whether it exists or not."""
        try:
            self.resource = selectors.resource_for(request.user, kwargs["pk"])
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        values = {
            "page": selectors.page_of(request.user, self.resource),
            "resource": self.resource,
            "may_edit": rules.may_edit(request.user, self.resource),
            "may_judge": rules.may_judge(request.user, self.resource),
        }
        return render(request, "resources/detail.html", values)


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
