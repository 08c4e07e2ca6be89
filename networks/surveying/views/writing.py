"""Writing a draft: making it, its title, its questions, opening it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from kit.verdicts import NotThere, Refused, insist
from networks.surveying import bank, rules, services
from networks.surveying.forms import DayForm, ItemForm, MakeForm, NameForm
from networks.surveying.views.screens import LedScreen, SpaceScreen, SurveyScreen
from surveys.enums import Kind

USUAL = timedelta(days=14)
"""How long a survey usually takes answers."""


class MakeView(SpaceScreen):
    """`surveying:make`: a survey from a template or from blank."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_make_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        return self.draw(request, "make", form=MakeForm(initial={"template": "potrzeby"}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Make it."""
        form = MakeForm(request.POST)
        if form.is_valid():
            good = form.cleaned_data
            try:
                made = services.make(
                    by=request.user, edition=self.edition, title=good["title"], template=good["template"],
                    key=good["once"],
                )  # fmt: skip
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The draft is ready. Nobody but coordinators sees it yet."))
                return redirect(made)
        return self.draw(request, "make", status=422, form=form)


class NameView(LedScreen):
    """`surveying:name`: title and introduction."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        return self.draw(
            request,
            "name",
            form=NameForm(
                initial={name: getattr(self.survey, name) for name in ("title", "intro", "asks_word")},
                is_after=self._is_after,
            ),
        )

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Save it."""
        form = NameForm(request.POST, is_after=self._is_after)
        if form.is_valid():
            try:
                services.name(by=request.user, asked=self.asked, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Saved."))
                return redirect(self.asked)
        return self.draw(request, "name", status=422, form=form)

    @property
    def _is_after(self) -> bool:
        return self.survey.before_id is not None


class BankView(LedScreen):
    """`surveying:bank`: ready questions of templates and of the network's surveys, to be added to a draft."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The shelves."""
        return self._page(request)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Add what was chosen."""
        try:
            count = bank.take(by=request.user, asked=self.asked, chosen=request.POST.getlist("question"))
        except Refused as refused:
            return self._page(request, status=422, refused=str(refused.reason))
        words = ngettext("%(count)d question is added.", "%(count)d questions are added.", count)
        messages.success(request, words % {"count": count})
        return redirect(self.asked)

    def _page(self, request: HttpRequest, status: int = 200, **values: Any) -> HttpResponse:
        if not self.asked.is_draft:
            raise NotThere
        return self.draw(request, "bank", status, shelves=bank.shelves(request.user, self.asked), **values)


class AfterView(SurveyScreen):
    """`surveying:after`: the survey after a closed one that asked for words of people's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Make its draft."""
        insist(rules.may_make_as(self.standing))
        try:
            made = services.make_after(by=request.user, asked=self.asked, edition=self.edition)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.asked)
        messages.success(request, _("The draft is ready. Nobody but coordinators sees it yet."))
        return redirect(made)


class ItemAddView(LedScreen):
    """`surveying:item_add`: a further question; its kind stands in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The kind."""
        super().setup(request, *args, **kwargs)
        self.kind = kwargs["kind"]
        if self.kind not in Kind.values:
            raise NotThere

    def get(self, request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
        """The form."""
        initial = {"least": _("definitely not"), "most": _("definitely yes")}
        return self._page(request, ItemForm(initial=initial, kind=kind, before=self.items))

    def post(self, request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
        """Add it."""
        form = ItemForm(request.POST, kind=kind, before=self.items)
        if form.is_valid():
            try:
                item = services.put_item(by=request.user, asked=self.asked, item=form.item)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The question is added."))
                return redirect(f"{self.asked.get_absolute_url()}#pytanie-{item.key}")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: ItemForm, status: int = 200) -> HttpResponse:
        return self.draw(request, "item", status, form=form, kind=Kind(self.kind).label)


class ItemView(LedScreen):
    """`surveying:item`: change a question, move it, take it out."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it among the items."""
        super().setup(request, *args, **kwargs)
        items = self.items
        at = next((number for number, one in enumerate(items) if one.key == kwargs["key"]), None)
        if at is None:
            raise NotThere
        self.item, self.before = items[at], items[:at]

    def get(self, request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
        """The form."""
        return self._page(request, ItemForm.begun(self.item, self.before))

    def post(self, request: HttpRequest, slug: str, number: int, key: str) -> HttpResponse:
        """Save, move or take out."""
        act = request.POST.get("act", "")
        here = f"{self.asked.get_absolute_url()}#pytanie-{key}"
        if act in {"up", "down"}:
            step = -1 if act == "up" else 1
            return self.done(request, services.move_item, _("The question is moved."), here, key=key, step=step)
        if act == "remove":
            return self.done(request, services.remove_item, _("The question is taken out."), key=key)
        form = ItemForm(request.POST, kind=self.item.kind, before=self.before, key=key)
        if form.is_valid():
            try:
                services.put_item(by=request.user, asked=self.asked, item=form.item)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Saved."))
                return redirect(here)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: ItemForm, status: int = 200) -> HttpResponse:
        return self.draw(request, "item", status, form=form, kind=self.item.kind_words, item=self.item)


class OpenView(LedScreen):
    """`surveying:open`: what opening means, and the last day."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        until = min(clock.today() + USUAL, self.edition.school_year.ends_on)
        return self.draw(request, "open", form=DayForm(initial={"closes_on": until}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Open it."""
        form = DayForm(request.POST)
        if form.is_valid():
            try:
                services.open_up(by=request.user, asked=self.asked, closes_on=form.cleaned_data["closes_on"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The survey is open. Members have been told."))
                return redirect(self.asked)
        return self.draw(request, "open", status=422, form=form)
