"""The activity log with its sums, and the school's contact persons."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from support import selectors, services
from support.enums import Act as Kind
from support.forms import ContactForm, LogEntryForm
from support.views.inside import Act, InsideView


class LogView(InsideView):
    """The whole log: sums of hours by month, entries of one kind when asked; the SORE writes here from a phone."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        kind = request.GET.get("rodzaj", "")
        kind = kind if kind in Kind.values else ""
        months = selectors.months_of(self.process)
        values = {
            "months": months,
            "hours": sum(month["hours"] for month in months),
            "kind": kind,
            "kinds": Kind.choices,
            "page": Paginator(selectors.log_of(self.process, kind), 20).get_page(request.GET.get("strona")),
            "log_form": LogEntryForm(auto_id="log_form_%s", initial={"done_on": clock.today()}),
        }
        return render(request, "support/log.html", self.shell(request) | values | more, status=status)


class LogEntryView(Act, LogView):
    """Read the log, and write one act into it."""

    http_method_names = ["get", "post"]
    form_class, slot, done = LogEntryForm, "log_form", _("Written into the log.")

    def act(self, **values: Any) -> None:
        services.log(by=self.request.user, process=self.process, key=values.pop("once"), **values)

    def back(self) -> str:
        return reverse("support:log_entry", kwargs={"pk": self.process.pk})


class ContactsView(InsideView):
    """Whom to turn to in the school."""

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        values = {
            "contacts": list(self.process.contacts.all()),
            "days": selectors.contact_days(self.process),
            "talks": list(selectors.log_of(self.process, Kind.CONTACT)[:20]),
            "keeps": self.may("contacts"),
            "contact_form": ContactForm(auto_id="contact_form_%s"),
        }
        return render(request, "support/contacts.html", self.shell(request) | values | more, status=status)

    def back(self) -> str:
        return reverse("support:contacts", kwargs={"pk": self.process.pk})


class ContactAddView(Act, ContactsView):
    """Note a person."""

    form_class, slot, done = ContactForm, "contact_form", _("The person is noted.")

    def act(self, **values: Any) -> None:
        services.add_contact(by=self.request.user, process=self.process, key=values.pop("once"), **values)


class ContactDropView(Act, ContactsView):
    """Forget a person."""

    done = _("The person is taken out.")

    def act(self, **_values: Any) -> None:
        services.drop_contact(by=self.request.user, process=self.process, pk=self.kwargs["contact"])
