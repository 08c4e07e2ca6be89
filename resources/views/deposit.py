"""Adding to the library and changing what one added."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from files import sniffing, uploads
from files.models import StoredFile
from files.selectors import drafts_of, file_for
from files.slots import DOCUMENT
from files.tus import BeginsArrival
from kit.verdicts import NotThere, Refused, insist
from networks.selectors import space_for
from provenance import services as provenance
from provenance.registry import Seed, parse
from resources import guessing, rules, selectors, services, tagging
from resources.forms import DepositForm, ResourceForm, values_of
from resources.models import Resource


class TakesFiles(View):
    """What adding and changing share: files already taken in stay, whatever else is wrong with the form."""

    def taken(self, request: HttpRequest, network: Any) -> tuple[list[StoredFile], list[str]]:
        """(drafts, sentences about files that could not be taken): earlier drafts first, then this page's files."""
        held = drafts_of(request.user, request.POST.getlist("draft"), space=services.space_of(network))
        dropped = set(request.POST.getlist("drop"))
        held = [draft for draft in held if str(draft.pk) not in dropped]
        errors = []
        if uploads.TOO_LARGE in request.META:
            errors.append(sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
        for upload in request.FILES.getlist("files")[: services.MOST_FILES]:
            try:
                held.append(services.take_in(by=request.user, network=network, upload=upload))
            except Refused as refused:
                errors.append(str(refused.reason))
        return held, errors


class DepositView(TakesFiles):
    """`resources:deposit`: two minutes: a file or a link, a title, a licence."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the place in the network."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who may write in the network."""
        insist(rules.may_deposit(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """An empty form, or one begun by what the resource is made from (`?z=task_result:5`)."""
        source = parse(request.GET.get("z", ""))
        seed = provenance.seed(by=request.user, source=source)
        initial = self.suggestions()
        if seed is not None:
            initial |= {"title": seed.title[:200], "description": seed.text, "made_from": str(source)}
            initial |= {name: seed.values[name] for name in ("link", "author") if seed.values.get(name)}
        if (original := self.original(request, request.GET.get("przerobka", ""))) is not None:
            initial |= self.from_original(original)
        form = DepositForm(initial=initial, networks=self.others)
        return self.drawn(request, form, offered=self.offered(request, seed), original=original)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Add it, once."""
        made = selectors.made_with(request.user, self.network, _key(request))
        if made is not None:
            return redirect(made)
        held, errors = self.taken(request, self.network)
        held += self.taken_over(request)
        form = DepositForm(request.POST, held=held, file_errors=errors, networks=self.others)
        original = self.original(request, request.POST.get("adapted_from", ""))
        if not form.is_valid():
            form.data = _with_title(request, held)
            return self.drawn(request, form, status=422, original=original)
        try:
            resource = services.deposit(
                by=request.user,
                network=self.network,
                values=form.cleaned_data,
                drafts=held,
                key=form.cleaned_data["once"],
                made_from=form.cleaned_data["made_from"],
                adapted_from=original,
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self.drawn(request, form, status=422, original=original)
        messages.success(request, _("Thank you! “%(title)s” is in the library.") % {"title": resource.title})
        return redirect(resource)

    def offered(self, request: HttpRequest, seed: Seed | None) -> list[StoredFile]:
        """Files of what the resource is made from, which can be taken over."""
        found = []
        for number in (seed.values.get("files", []) if seed else [])[: services.MOST_FILES]:
            with suppress(NotThere):
                found.append(file_for(request.user, uuid.UUID(number)))
        return found

    def taken_over(self, request: HttpRequest) -> list[StoredFile]:
        """Copies of the offered files that were left ticked."""
        found = []
        for number in request.POST.getlist("take_over")[: services.MOST_FILES]:
            with suppress(NotThere, ValueError, Refused):
                file = file_for(request.user, uuid.UUID(number))
                found.append(services.take_over(by=request.user, network=self.network, file=file))
        return found

    def original(self, request: HttpRequest, number: str) -> Resource | None:
        """The resource that is being adapted, when there is one the person may read."""
        if not (number.isascii() and number.isdigit() and len(number) < 12):
            return None
        return selectors.resource_for(request.user, int(number))

    def from_original(self, original: Resource) -> dict[str, Any]:
        """What an adaptation begins with: what was said of the original, and a licence that fits it."""
        names = ("title", "kind", "language", "area", "description")
        words = {name: getattr(original, name) for name in names}
        sets = {name: getattr(original, name).all() for name in ("subjects", "stages", "competences")}
        tags = sorted(tag.name for tag in original.tags.all())
        fits = selectors.licences_after(original)
        licence = {"licence": original.licence} if original.get_licence_display() in fits else {}
        return words | sets | licence | {"tags": tags, "adapted_from": original.pk, "link": original.link}

    def suggestions(self) -> dict[str, Any]:
        """What the network's own card lets us guess."""
        return {"subjects": self.network.subjects.all(), "stages": self.network.stages.all()}

    @property
    def others(self) -> Any:
        """The other networks it can be given to."""
        return selectors.networks_to_share_with(self.request.user, self.network)

    def drawn(
        self,
        request: HttpRequest,
        form: ResourceForm,
        status: int = 200,
        offered: list[StoredFile] | None = None,
        original: Resource | None = None,
    ) -> HttpResponse:
        """The form with the files already here, and those offered by what it is made from."""
        values = {
            "form": form,
            "original": original,
            "fitting": selectors.licences_after(original) if original else [],
            "offered": offered or [],
            "held": _with_twins(request.user, form.held),
            "network": self.network,
            "standing": self.standing,
            "tab": "resources",
            "common_tags": selectors.common_tags(self.network),
        }
        return render(request, "resources/deposit.html", values, status=status)


class FileReceiveView(View):
    """`resources:receive`: one file taken in while the form is still being filled (the script of the form asks)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A line about the draft, or the sentence why not (422)."""
        network = space_for(request.user, slug).edition.network
        insist(rules.may_deposit(request.user, network))
        upload = request.FILES.get("file")
        try:
            if uploads.TOO_LARGE in request.META:
                raise Refused(sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
            if upload is None:
                raise Refused(_("Choose a file."))
            draft = services.take_in(by=request.user, network=network, upload=upload)
        except Refused as refused:
            return render(request, "resources/_refused_file.html", {"reason": refused.reason}, status=422)
        return render(request, "resources/_draft.html", {"draft": _with_twins(request.user, [draft])[0]})


class ArriveView(BeginsArrival):
    """`resources:arrive`: a large file begins to come, piece by piece."""

    def space(self, request: HttpRequest, **kwargs: Any) -> str:
        """The room of the network, for who may add to its library."""
        network = space_for(request.user, kwargs["slug"]).edition.network
        insist(rules.may_deposit(request.user, network))
        return services.space_of(network)


class DraftView(View):
    """`resources:draft`: the line about a draft of one's own that came piece by piece."""

    def get(self, request: HttpRequest, slug: str, pk: uuid.UUID) -> HttpResponse:
        """Draw it."""
        network = space_for(request.user, slug).edition.network
        insist(rules.may_deposit(request.user, network))
        held = drafts_of(request.user, [str(pk)], space=services.space_of(network))
        if not held:
            raise NotThere
        return render(request, "resources/_draft.html", {"draft": _with_twins(request.user, held)[0]})


class ResourceEditView(TakesFiles):
    """`resources:edit`: the same form, filled."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the resource and the place in its network."""
        super().setup(request, *args, **kwargs)
        self.resource: Resource = selectors.resource_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only the person who added it, or the coordinator."""
        insist(rules.may_edit(request.user, self.resource))
        self.standing = space_for(request.user, self.resource.network.slug)
        self.attached = list(self.resource.files.all())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as it stands."""
        return self.drawn(
            request, ResourceForm(initial=values_of(self.resource), held=self.attached, networks=self.others), []
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it."""
        drafts, errors = self.taken(request, self.resource.network)
        dropped = set(request.POST.getlist("drop"))
        without = [file for file in self.attached if str(file.pk) in dropped]
        staying = [file for file in self.attached if file not in without]
        form = ResourceForm(request.POST, held=[*staying, *drafts], file_errors=errors, networks=self.others)
        if not form.is_valid():
            return self.drawn(request, form, drafts, status=422)
        try:
            services.change(
                by=request.user,
                resource=self.resource,
                values=form.cleaned_data,
                drafts=drafts,
                without=without,
                note=form.cleaned_data["note"],
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self.drawn(request, form, drafts, status=422)
        messages.success(request, _("The changes are saved."))
        return redirect(self.resource)

    @property
    def others(self) -> Any:
        """The other networks it can be given to."""
        return selectors.networks_to_share_with(self.request.user, self.resource.network)

    def drawn(
        self, request: HttpRequest, form: ResourceForm, drafts: list[StoredFile], status: int = 200
    ) -> HttpResponse:
        """The form with the files that are there."""
        dropped = set(request.POST.getlist("drop"))
        values = {
            "form": form,
            "resource": self.resource,
            "attached": [(file, str(file.pk) in dropped) for file in self.attached],
            "held": _with_twins(request.user, drafts),
            "network": self.resource.network,
            "standing": self.standing,
            "tab": "resources",
            "common_tags": selectors.common_tags(self.resource.network),
        }
        return render(request, "resources/edit.html", values, status=status)


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _with_title(request: HttpRequest, held: list[StoredFile]) -> Any:
    """What was sent; an empty title is filled from the first file that proposes one (a page without scripts)."""
    if request.POST.get("title", "").strip():
        return request.POST
    told = [_proposed(request.user, file).get("title", "") for file in held]
    sent = request.POST.copy()
    sent["title"] = next((title for title in told if title), "")
    return sent


def _proposed(user: Any, file: StoredFile) -> dict[str, str]:
    family = file.type.family if file.type else ""
    return guessing.proposal(file.told, file.name, family=family, reader=user.get_full_name())


def _with_twins(user: Any, drafts: list[StoredFile]) -> list[tuple[StoredFile, Resource | None, dict[str, str]]]:
    """Drafts, each with the resource that holds the same bytes, and with what it proposes for the form."""
    twins = selectors.twins_of(user, drafts)
    names = selectors.known_tags(user) if drafts else []
    return [(draft, twins.get(draft.pk), _proposed(user, draft) | _tags_in(draft, names)) for draft in drafts]


def _tags_in(draft: StoredFile, names: list[str]) -> dict[str, str]:
    """Tags in use that the beginning of the file speaks of."""
    found = tagging.said_in(f"{draft.told.get('title', '')} {draft.told.get('head', '')}", names)
    return {"tags": ", ".join(found)} if found else {}
