"""The promotion file inside a network's space: the list, proposing, completing, sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from networks.models import Membership
from networks.outcomes import faces, rules, selectors, services
from networks.outcomes.forms import (
    AuthorForm,
    FileForm,
    MaterialForm,
    PictureForm,
    ProposeForm,
    StationForm,
    words_of,
)
from networks.outcomes.models import Outcome
from networks.selectors import space_for
from provenance import registry as provenance
from provenance import services as chain


class OutcomesScreen(View):
    """A screen in the space at `slug`."""

    standing: Membership

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network

    def values(self, **more: Any) -> dict[str, Any]:
        """What the shell of the space needs, and `more`."""
        return {"network": self.network, "standing": self.standing, "tab": "outcomes", **more}


class ListView(OutcomesScreen):
    """`outcomes:list`."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What the network prepares and what is public."""
        values = self.values(rows=selectors.listed_in(self.standing), may_propose=self.standing.edition.is_open)
        return render(request, "outcomes/list.html", values)


class ProposeView(OutcomesScreen):
    """`outcomes:propose`: on its own or made from something."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who may write in the network."""
        if request.user.is_authenticated:
            insist(rules.may_propose(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what it is made from."""
        source = provenance.parse(request.GET.get("z", ""))
        seed = chain.seed(by=request.user, source=source)
        initial = {"title": seed.title, "problem": seed.text, "made_from": str(source)} if seed else {}
        return self.drawn(request, ProposeForm(initial=initial))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Propose."""
        form = ProposeForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = services.propose(
                    by=request.user,
                    network=self.network,
                    values={"title": given["title"], "problem": given["problem"]},
                    made_from=given["made_from"],
                    key=given["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Proposed. Now complete the file; what is missing is named beside it."))
                return redirect(made)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: ProposeForm, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "outcomes/propose.html", self.values(form=form), status=status)


class FileScreen(OutcomesScreen):
    """A screen about one file the reader may read."""

    outcome: Outcome

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The file, in this space only."""
        super().setup(request, *args, **kwargs)
        self.outcome = selectors.outcome_for(request.user, kwargs["pk"], kwargs["slug"])

    def page(self, request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
        """The file with what it misses, and what the reader may do; `forms` replace empty ones."""
        outcome, user = self.outcome, request.user
        may_edit = rules.may_edit(user, outcome)
        places = selectors.possible_authors(outcome) if may_edit else []
        pictures, files = selectors.pictures_and_files(outcome)
        lacks = [] if outcome.live else selectors.lacks(outcome)
        values = self.values(
            outcome=outcome,
            state=outcome.state,
            step=outcome.review(),
            address=faces.address_of(outcome),
            lacks=lacks,
            lacking={one.part for one in lacks},
            authors=selectors.authors_of(outcome),
            is_author=rules.is_author(user, outcome),
            pictures=pictures,
            files=files,
            findings=selectors.findings(outcome) if may_edit else [],
            may_edit=may_edit,
            may_take_back=rules.may_take_back(user, outcome),
            may_judge=rules.may_judge(user, outcome),
            may_delete=rules.may_delete(user, outcome),
            may_withdraw=rules.may_withdraw(user, outcome),
            **{
                "material_form": MaterialForm(prefix="file"),
                "picture_form": PictureForm(prefix="picture"),
                "station_form": StationForm(prefix="way"),
                "author_form": AuthorForm(places=places, prefix="author") if places else None,
                **forms,
            },
        )
        return render(request, "outcomes/file.html", values, status=status)


class FileView(FileScreen):
    """`outcomes:file`."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Read."""
        return self.page(request)


class PrepareScreen(FileScreen):
    """A screen for who prepares the file; others of the network read it and are refused."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Authors and who steers."""
        if request.user.is_authenticated:
            insist(rules.may_prepare(request.user, self.outcome))
        return super().dispatch(request, *args, **kwargs)


class EditView(PrepareScreen):
    """`outcomes:edit`: the words of the file."""

    def _draft(self) -> str:
        return f"outcome-{self.outcome.pk}"

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """The form."""
        insist(rules.may_edit(request.user, self.outcome))
        return self.drawn(request, FileForm(initial=words_of(self.outcome), draft=self._draft()))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Save."""
        form = FileForm(request.POST, draft=self._draft())
        if form.is_valid():
            try:
                services.save(
                    by=request.user, outcome=self.outcome, values=form.cleaned_data, seen=form.cleaned_data["seen"]
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Saved."))
                return redirect(self.outcome)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "outcomes/edit.html", self.values(outcome=self.outcome, form=form), status=status)


class ActView(PrepareScreen):
    """One act on the file by a button; `service` does it, `done` says so."""

    service: Callable[..., Any] = staticmethod(lambda **values: None)
    done: str = ""
    to_list = False
    number = ""
    """The name under which a number of the address goes to the service."""

    def post(self, request: HttpRequest, slug: str, pk: int, **numbers: int) -> HttpResponse:
        """Act."""
        more = {self.number: numbers["number"]} if self.number else {}
        try:
            self.service(by=request.user, outcome=self.outcome, **more)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.page(request, status=422)
        messages.success(request, self.done)
        return redirect("outcomes:list", slug=slug) if self.to_list else redirect(self.outcome)


class CheckView(PrepareScreen):
    """`outcomes:check`: looked through for personal data."""

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Write it down."""
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
        try:
            services.check_personal_data(by=request.user, outcome=self.outcome, seen=number)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.page(request, status=422)
        messages.success(request, _("Written down: no personal data that should not be there."))
        return redirect(self.outcome)


class FormActView(PrepareScreen):
    """A form of the file's page: sent, done, or shown again where it stood."""

    name = ""

    def form(self, request: HttpRequest) -> Any:
        """The form as sent."""
        raise NotImplementedError

    def act(self, request: HttpRequest, given: dict[str, Any]) -> Any:
        """Do it."""
        raise NotImplementedError

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        """Act."""
        form = self.form(request)
        if form.is_valid():
            try:
                self.act(request, form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Added."))
                return redirect(self.outcome)
        return self.page(request, status=422, **{self.name: form})


class MaterialView(FormActView):
    """`outcomes:material`."""

    name = "material_form"

    def form(self, request: HttpRequest) -> MaterialForm:
        """A file."""
        return MaterialForm(request.POST, request.FILES, prefix="file")

    def act(self, request: HttpRequest, given: dict[str, Any]) -> None:
        """Attach."""
        services.attach(by=request.user, outcome=self.outcome, upload=given["file"], title=given["title"])


class PictureView(FormActView):
    """`outcomes:picture`."""

    name = "picture_form"

    def form(self, request: HttpRequest) -> PictureForm:
        """A picture."""
        return PictureForm(request.POST, request.FILES, prefix="picture")

    def act(self, request: HttpRequest, given: dict[str, Any]) -> None:
        """Attach."""
        services.attach(
            by=request.user, outcome=self.outcome, upload=given["picture"], alt=given["alt"], is_picture=True
        )


class StationView(FormActView):
    """`outcomes:station`."""

    name = "station_form"

    def form(self, request: HttpRequest) -> StationForm:
        """A station."""
        return StationForm(request.POST, prefix="way")

    def act(self, request: HttpRequest, given: dict[str, Any]) -> None:
        """Add."""
        services.add_station(by=request.user, outcome=self.outcome, **given)


class AuthorView(FormActView):
    """`outcomes:author`."""

    name = "author_form"

    def form(self, request: HttpRequest) -> AuthorForm:
        """A person."""
        return AuthorForm(request.POST, places=selectors.possible_authors(self.outcome), prefix="author")

    def act(self, request: HttpRequest, given: dict[str, Any]) -> None:
        """Name."""
        people = {place.user_id: place.user for place in selectors.possible_authors(self.outcome)}
        services.add_author(by=request.user, outcome=self.outcome, user=people[given["user"]])


class DescribeView(PrepareScreen):
    """`outcomes:describe`: the name of a material, the words of a picture."""

    def post(self, request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
        """Save."""
        words = {name: request.POST.get(name, "").replace("\x00", "") for name in ("title", "alt")}
        try:
            services.describe(by=request.user, outcome=self.outcome, attachment_pk=number, **words)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.page(request, status=422)
        messages.success(request, _("Saved."))
        return redirect(self.outcome)
