"""Taking away a resource or a whole shelf as one package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View

from files.names import disposition
from files.streams import ROBOT, Bytes
from kit.verdicts import NotThere
from resources import packing, selectors, services
from resources.models import Resource


@method_decorator(login_not_required, name="dispatch")
class Package(View, ABC):
    """Answers with a ZIP made while it is sent; a visitor who may not have it is sent to sign in."""

    http_method_names = ["get", "options"]

    @abstractmethod
    def chosen(self, user: Any, pk: int) -> tuple[str, str, list[Resource]]:
        """(title, words, resources the person may read). Raises NotThere."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send it, and count a download of each."""
        try:
            title, words, resources = self.chosen(request.user, pk)
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        rows = packing.packed(resources)
        stream = packing.package(title, words, rows)
        response = Bytes(stream, content_type="application/zip")
        response["Content-Length"] = str(len(stream))
        response["Content-Disposition"] = disposition(f"{packing.cleaned(title)[:100]}.zip")
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        if not ROBOT.search(request.headers.get("User-Agent", "")):
            for row in rows:
                if row.files:
                    services.fetched(row.resource)
        return response


class ResourcePackageView(Package):
    """`resources:package`: all files of one resource."""

    def chosen(self, user: Any, pk: int) -> tuple[str, str, list[Resource]]:
        """That one."""
        resource = selectors.resource_for(user, pk)
        return resource.title, "", [resource]


class ShelfPackageView(Package):
    """`resources:shelf_package`: what stands on a shelf, as far as the person may read it."""

    def chosen(self, user: Any, pk: int) -> tuple[str, str, list[Resource]]:
        """In the order of the shelf."""
        shelf = selectors.shelf_for(user, pk)
        placed = selectors.shelf_page(user, shelf).placed
        return shelf.title, shelf.words, [one.card.resource for one in placed]
