"""Writing: a new entry, its words, pictures, co-authors, versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from files import sniffing, uploads
from files.slots import DOCUMENT
from kit.verdicts import Refused, insist
from networks.blogs import rules, selectors, services
from networks.blogs.enums import Form
from networks.blogs.forms import AttachForm, BeginForm, CoauthorForm, EntryForm, PictureForm, PlanForm, local, words_of
from networks.blogs.models import BlogPostPage
from networks.blogs.views.space import BlogScreen, EntryScreen
from provenance import registry as provenance
from provenance import services as chain


class BeginView(BlogScreen):
    """`blogs:begin`: a new entry, free or a classroom story, on its own or made from something."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who may write in the network."""
        if request.user.is_authenticated:
            insist(rules.may_write(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    @property
    def story(self) -> bool:
        """Which form was chosen; the address carries it."""
        return self.request.GET.get("forma") == "historia"

    def _form(self, *args: Any, **options: Any) -> BeginForm:
        draft = f"blog-new-{self.network.pk}"
        return BeginForm(*args, story=self.story, steers=self.standing.steers, draft=draft, **options)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what it is made from."""
        source = provenance.parse(request.GET.get("z", ""))
        seed = chain.seed(by=request.user, source=source)
        initial: dict[str, Any] = {}
        if seed is not None:
            initial = {"title": seed.title, "made_from": str(source), "body": seed.text, "context": seed.text}
        return self.drawn(request, self._form(initial=initial), seed=seed)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Begin it, once."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                entry = services.begin(
                    by=request.user,
                    network=self.network,
                    values=form.words,
                    made_from=form.cleaned_data["made_from"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The draft is saved. Only its authors see it until you show it."))
                return redirect("blogs:edit", slug=slug, pk=entry.pk)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: BeginForm, *, seed: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        values = self.values(form=form, seed=seed, story=self.story, source=request.GET.get("z", ""))
        return render(request, "blogs/begin.html", values, status=status)


class AuthorScreen(EntryScreen):
    """A screen for the entry's authors; nobody else learns of it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        BlogScreen.setup(self, request, *args, **kwargs)
        self.entry = selectors.own_entry(request.user, kwargs["pk"], kwargs["slug"])

    def back(self) -> HttpResponse:
        """To the writing table."""
        return redirect("blogs:edit", slug=self.network.slug, pk=self.entry.pk)


class EditView(AuthorScreen):
    """`blogs:edit`: the writing table: words, pictures, files, co-authors, and the way to readers."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The latest version in the form."""
        draft = selectors.version_of(self.entry)
        return self.drawn(
            request, self._form(draft, initial={**words_of(draft), "seen": self.entry.latest_revision_id})
        )

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Save a version; with `act` also show it."""
        draft = selectors.version_of(self.entry)
        form = self._form(draft, request.POST)
        if form.is_valid():
            try:
                services.save(by=request.user, entry=self.entry, values=form.words, seen=form.cleaned_data["seen"])
                if request.POST.get("act") == "show":
                    services.show(by=request.user, entry=self.entry)
                    messages.success(request, _("The network reads it now."))
                    return redirect(self.entry)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Saved. Readers see nothing of it until you show it."))
                return self.back()
        return self.drawn(request, form, status=422)

    def _form(self, draft: BlogPostPage, *args: Any, **options: Any) -> EntryForm:
        return EntryForm(
            *args,
            story=draft.form == Form.STORY,
            steers=self.standing.steers,
            draft=f"blog-{self.entry.pk}-{self.entry.latest_revision_id}",
            **options,
        )

    def drawn(
        self,
        request: HttpRequest,
        form: EntryForm,
        *,
        status: int = 200,
        picture: PictureForm | None = None,
        attach: AttachForm | None = None,
        coauthor: CoauthorForm | None = None,
        plan: PlanForm | None = None,
    ) -> HttpResponse:
        """The whole table."""
        entry = self.entry
        places = selectors.possible_coauthors(entry)
        values = self.values(
            entry=entry,
            form=form,
            state=entry.state,
            may_edit=rules.may_edit(request.user, entry),
            may_add_files=rules.may_add_files(request.user, entry),
            may_ask=rules.may_ask_public(request.user, entry),
            may_delete=rules.may_delete(request.user, entry),
            authors=[author.user for author in entry.authors.all()],
            pictures=list(entry.pictures.all()),
            files=selectors.attachments_of(entry),
            picture_form=picture or PictureForm(),
            attach_form=attach or AttachForm(),
            coauthor_form=coauthor or (CoauthorForm(places=places) if places else None),
            plan_form=plan or PlanForm(initial={"at": local(entry.go_live_at)}),
        )
        return render(request, "blogs/edit.html", values, status=status)

    def again(self, request: HttpRequest, **forms: Any) -> HttpResponse:
        """The table with one of its small forms bound, and the words as they are saved."""
        draft = selectors.version_of(self.entry)
        seen = {**words_of(draft), "seen": self.entry.latest_revision_id}
        return self.drawn(request, self._form(draft, initial=seen), status=422, **forms)


class AutosaveView(EditView):
    """`blogs:autosave`: the page saves what is being written; answers with the version's number, or a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Save quietly."""
        form = self._form(
            self.entry if self.entry.get_latest_revision() is None else selectors.version_of(self.entry), request.POST
        )
        if not form.is_valid():
            return JsonResponse({"reason": ""}, status=422)
        try:
            number = services.save(
                by=request.user, entry=self.entry, values=form.words, seen=form.cleaned_data["seen"], by_itself=True
            )
        except Refused as refused:
            return JsonResponse({"reason": str(refused.reason)}, status=409)
        return JsonResponse({"seen": number})


class PictureView(EditView):
    """`blogs:picture`: add a picture."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The form stands on the table."""
        return self.back()

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Add it, or say why not."""
        form = PictureForm(request.POST, request.FILES)
        if uploads.TOO_LARGE in request.META:
            form.add_error("picture", sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
        elif form.is_valid():
            try:
                services.add_picture(
                    by=request.user,
                    entry=self.entry,
                    upload=form.cleaned_data["picture"],
                    alt=form.cleaned_data["alt"],
                )
            except Refused as refused:
                form.add_error("picture", str(refused.reason))
            else:
                messages.success(request, _("The picture is there."))
                return self.back()
        return self.again(request, picture=form)


class AttachView(EditView):
    """`blogs:attach`: add a file to take."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The form stands on the table."""
        return self.back()

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Add it, or say why not."""
        form = AttachForm(request.POST, request.FILES)
        if uploads.TOO_LARGE in request.META:
            form.add_error("file", sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
        elif form.is_valid():
            try:
                services.attach(by=request.user, entry=self.entry, upload=form.cleaned_data["file"])
            except Refused as refused:
                form.add_error("file", str(refused.reason))
            else:
                messages.success(request, _("The file is there."))
                return self.back()
        return self.again(request, attach=form)


class DropFileView(AuthorScreen):
    """`blogs:file_drop`: take a picture or a file off."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, pk: int, file: Any) -> HttpResponse:
        """Do it."""
        services.drop_file(by=request.user, entry=self.entry, file_id=file)
        messages.success(request, _("It is gone from the entry."))
        return self.back()


class CoauthorView(EditView):
    """`blogs:coauthor`: invite somebody to write too."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The form stands on the table."""
        return self.back()

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Do it, or say why not."""
        form = CoauthorForm(request.POST, places=selectors.possible_coauthors(self.entry))
        if form.is_valid():
            person = form.people[form.cleaned_data["user"]]
            try:
                services.add_coauthor(by=request.user, entry=self.entry, user=person)
            except Refused as refused:
                form.add_error("user", str(refused.reason))
            else:
                messages.success(request, _("%(person)s can write this entry with you now.") % {"person": person})
                return self.back()
        return self.again(request, coauthor=form)


class PlanView(EditView):
    """`blogs:plan`: have the entry shown at an hour."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The form stands on the table."""
        return self.back()

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Plan it, or take the plan back."""
        if request.POST.get("act") == "unplan":
            services.unplan(by=request.user, entry=self.entry)
            messages.success(request, _("It stays a draft."))
            return self.back()
        form = PlanForm(request.POST)
        if form.is_valid():
            try:
                services.plan(by=request.user, entry=self.entry, at=form.cleaned_data["at"])
            except Refused as refused:
                form.add_error("at", str(refused.reason))
            else:
                messages.success(request, _("It will be shown to the network then, as it is saved at that hour."))
                return self.back()
        return self.again(request, plan=form)


class ActView(AuthorScreen):
    """One-click acts of authors: `service(by=, entry=)`."""

    http_method_names = ["post"]
    service: Any = None
    done = ""
    to_list = False

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Do it and say so, or say why not."""
        try:
            self.service(by=request.user, entry=self.entry)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.entry)
        messages.success(request, str(self.done))
        return redirect("blogs:list", slug=slug) if self.to_list else redirect(self.entry)


class VersionsView(AuthorScreen):
    """`blogs:versions`: all saved versions."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The list."""
        values = self.values(entry=self.entry, versions=selectors.versions_of(self.entry))
        return render(request, "blogs/versions.html", values)


class VersionView(AuthorScreen):
    """`blogs:version`: one version, and the way back to it."""

    def get(self, request: HttpRequest, slug: str, pk: int, revision: int) -> HttpResponse:
        """Read it."""
        found = selectors.version_in(self.entry, revision)
        values = self.values(
            entry=self.entry,
            revision=found,
            shown=found.as_object(),
            is_latest=found.pk == self.entry.latest_revision_id,
            may_edit=rules.may_edit(request.user, self.entry),
        )
        return render(request, "blogs/version.html", values)

    def post(self, request: HttpRequest, slug: str, pk: int, revision: int) -> HttpResponse:
        """Make it the latest one."""
        found = selectors.version_in(self.entry, revision)
        services.restore(by=request.user, entry=self.entry, revision=found)
        messages.success(request, _("This version is the latest one again. Look it over and show it."))
        return self.back()
