"""Own shelves, collections of a network, and putting something on them."""

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
from networks.selectors import space_for
from resources import rules, selectors, services
from resources.enums import Step
from resources.forms import ShelfForm
from resources.models import Shelf
from resources.views.using import FailsSoftly, OnResource


class OwnShelvesView(View):
    """`resources:shelves`: the person's shelves, and a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self.drawn(request, ShelfForm(of_network=False))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put up a new one."""
        form = ShelfForm(request.POST, of_network=False)
        if not form.is_valid():
            return self.drawn(request, form, status=422)
        told = form.cleaned_data
        shelf = services.make_shelf(by=request.user, title=told["title"], words=told["words"], key=told["once"])
        return redirect(shelf)

    def drawn(self, request: HttpRequest, form: ShelfForm, status: int = 200) -> HttpResponse:
        """The page."""
        values = {"shelves": selectors.own_shelves(request.user), "form": form}
        return render(request, "resources/shelves.html", values, status=status)


class CollectionsView(View):
    """`resources:collections`: the collections of a network; its coordinator makes them."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the reader's place in the network."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network
        self.orders = bool(rules.may_order(request.user, self.network))

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The list."""
        return self.drawn(request, ShelfForm(of_network=True))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Make one."""
        insist(rules.may_order(request.user, self.network))
        form = ShelfForm(request.POST, of_network=True)
        if not form.is_valid():
            return self.drawn(request, form, status=422)
        told = dict(form.cleaned_data)
        return redirect(services.make_shelf(by=request.user, network=self.network, key=told.pop("once"), **told))

    def drawn(self, request: HttpRequest, form: ShelfForm, status: int = 200) -> HttpResponse:
        """The page."""
        values = {
            "shelves": selectors.collections_of(request.user, self.network),
            "form": form if self.orders else None,
            "network": self.network,
            "standing": self.standing,
            "tab": "resources",
        }
        return render(request, "resources/collections.html", values, status=status)


@method_decorator(login_not_required, name="dispatch")
class ShelfView(View):
    """`resources:shelf`: what stands on it, in its order."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A visitor who may not open it is sent to sign in, whether it exists or not."""
        try:
            self.shelf = selectors.shelf_for(request.user, kwargs["pk"])
        except NotThere:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        found = selectors.shelf_page(request.user, self.shelf)
        return render(request, "resources/shelf.html", {"found": found, "shelf": self.shelf, "steps": Step.choices})


class OnShelf(FailsSoftly):
    """Loads a shelf its reader may arrange."""

    shelf: Shelf

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.shelf = selectors.shelf_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Its owner, or the network's coordinator."""
        insist(rules.may_arrange(request.user, self.shelf))
        return super().dispatch(request, *args, **kwargs)


class ShelfOrderView(OnShelf):
    """`resources:shelf_order`: one place up or down, or off the shelf."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        order = list(self.shelf.placings.values_list("pk", flat=True))
        acts = {name: request.POST.get(name, "") for name in ("up", "down", "off")}
        number = next((int(given) for given in acts.values() if given.isascii() and given.isdigit()), 0)
        if number in order:
            at = order.index(number)
            if acts["off"]:
                placing = self.shelf.placings.select_related("resource").get(pk=number)
                services.take_off(by=request.user, shelf=self.shelf, resource=placing.resource)
            else:
                to = max(0, at - 1) if acts["up"] else min(len(order) - 1, at + 1)
                order.insert(to, order.pop(at))
                services.arrange(by=request.user, shelf=self.shelf, order=order)
        return redirect(self.shelf)


class ShelfStepView(OnShelf):
    """`resources:shelf_step`: what is to be done in a step of a path."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say it."""
        placing = selectors.placing_of(self.shelf, request.POST.get("placing", ""))
        note = request.POST.get("note", "").replace("\x00", "")
        services.say_step(by=request.user, placing=placing, step=request.POST.get("step", ""), note=note)
        return redirect(f"{self.shelf.get_absolute_url()}#krok-{placing.pk}")


class WalkView(FailsSoftly):
    """`resources:walk`: a step of a path is done, or is not after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark it for the person alone."""
        shelf = selectors.shelf_for(request.user, pk)
        placing = selectors.placing_of(shelf, request.POST.get("placing", ""))
        services.walk(by=request.user, placing=placing, done=bool(request.POST.get("done")))
        return redirect(f"{shelf.get_absolute_url()}#krok-{placing.pk}")


class ShelfEditView(OnShelf):
    """`resources:shelf_edit`: its name and what it is for."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form."""
        initial = {name: getattr(self.shelf, name) for name in ("title", "words", "visibility", "is_path")}
        return self.drawn(request, ShelfForm(initial=initial, of_network=bool(self.shelf.network_id)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it."""
        form = ShelfForm(request.POST, of_network=bool(self.shelf.network_id))
        if not form.is_valid():
            return self.drawn(request, form, status=422)
        told = dict(form.cleaned_data)
        told.pop("once")
        services.change_shelf(by=request.user, shelf=self.shelf, **told)
        messages.success(request, _("The changes are saved."))
        return redirect(self.shelf)

    def drawn(self, request: HttpRequest, form: ShelfForm, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "resources/shelf_edit.html", {"form": form, "shelf": self.shelf}, status=status)


class ShelfRemoveView(OnShelf):
    """`resources:shelf_remove`: take it down; the resources stay."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        network = self.shelf.network
        services.remove_shelf(by=request.user, shelf=self.shelf)
        messages.success(request, _("The shelf was taken down; its resources stay in the library."))
        return redirect("resources:collections", slug=network.slug) if network else redirect("resources:shelves")


class PlaceView(FailsSoftly, OnResource):
    """`resources:place`: on which shelf."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has an account."""
        insist(rules.may_keep_shelves(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The shelves there are, and a new one."""
        return self.drawn(request, ShelfForm(of_network=False))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it on the one chosen, or on a new one."""
        number = request.POST.get("shelf", "")
        if number.isascii() and number.isdigit() and len(number) < 12:
            shelf = selectors.shelf_for(request.user, int(number))
        else:
            form = ShelfForm(request.POST, of_network=False)
            if not form.is_valid():
                return self.drawn(request, form, status=422)
            told = form.cleaned_data
            shelf = services.make_shelf(by=request.user, title=told["title"], words=told["words"], key=told["once"])
        try:
            services.place(by=request.user, shelf=shelf, resource=self.resource)
        except Refused as refused:
            return self.told(request, refused, self.resource)
        messages.success(request, _("It stands on the shelf “%(title)s”.") % {"title": shelf.title})
        return redirect(shelf)

    def drawn(self, request: HttpRequest, form: ShelfForm, status: int = 200) -> HttpResponse:
        """The page."""
        values = {
            "resource": self.resource,
            "shelves": selectors.shelves_to_fill(request.user, self.resource),
            "form": form,
        }
        return render(request, "resources/place.html", values, status=status)
