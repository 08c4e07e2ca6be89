"""The page on which anybody writes to whoever runs the site."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from kit import limits
from kit.verdicts import NotThere, Refused
from pages import contact


@method_decorator(login_not_required, name="dispatch")
class ContactView(View):
    """`pages:contact`: the form, where the site names an address."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Without an address there is nobody to write to, and no page."""
        if not contact.is_open():
            raise NotThere
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; who is signed in need not write name and address again."""
        user = request.user
        known = {"name": str(user), "email": user.email} if user.is_authenticated else {}
        return self._page(request, contact.ContactForm(initial=known))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the letter, or say why not; what was written stays."""
        form = contact.ContactForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        good = form.cleaned_data
        if good["website"]:  # only machines fill it in; they are told nothing
            return redirect("pages:contact")
        if not limits.within_the_hour("contact", request, one=contact.MOST_IN_AN_HOUR, everybody=contact.MOST_OF_ALL):
            form.add_error(None, _("Too many letters came from your address. Try again in an hour."))
            return self._page(request, form, status=429)
        try:
            contact.send(**{name: good[name] for name in ("topic", "words", "name", "email")}, key=good["once"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self._page(request, form, status=422)
        messages.success(request, _("Thank you. Your letter is on its way; the answer will come by e-mail."))
        return redirect("pages:contact")

    def _page(self, request: HttpRequest, form: contact.ContactForm, status: int = 200) -> HttpResponse:
        return render(request, "pages/contact.html", {"form": form}, status=status)
