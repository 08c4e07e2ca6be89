"""Papers of meetings, to print, sign and keep."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from kit import printing
from kit.verdicts import NotThere, insist
from meetings import documents, rules, selectors, services
from meetings.views.meeting import MeetingScreen


def sent(made: printing.Document, name: str, form: str) -> HttpResponse:
    """The document as a file to save."""
    answer = HttpResponse(made.bytes_as(form), content_type=documents.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class AttendancePrintView(MeetingScreen):
    """`meetings:attendance_print`: the list of attendance, to be signed or kept."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The file, for who steers the network."""
        insist(rules.may_print_list(request.user, self.meeting))
        return sent(documents.attendance_list(self.meeting), f"lista-obecnosci-{pk}", form)


class CertificateView(View):
    """`meetings:certificate`, `meetings:certificate_of`: what a person took part in, by the lists of attendance."""

    def get(self, request: HttpRequest, slug: str, begins: str, form: str, person: str = "") -> HttpResponse:
        """The file: one's own, or of a person of the network one steers."""
        edition = selectors.year_in(request.user, slug, int(begins))
        who, attended = selectors.certified(request.user, edition, int(person or request.user.pk))
        issued = services.certify(person=who, edition=edition, attended=attended)
        address = settings.BASE_URL.partition("://")[2] + reverse("meetings:verify")
        return sent(documents.certificate(edition, who, attended, issued, address), f"zaswiadczenie-{slug}", form)


class MeetingCertificateView(MeetingScreen):
    """`meetings:certificate_meeting`: one's own certificate of one meeting."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The file; NotThere for who was not there."""
        who, attended = selectors.certified(request.user, self.meeting.edition, request.user.pk)
        here = [one for one in attended if one.meeting.pk == self.meeting.pk]
        if not here:
            raise NotThere
        issued = services.certify(person=who, edition=self.meeting.edition, attended=here, meeting=self.meeting)
        address = settings.BASE_URL.partition("://")[2] + reverse("meetings:verify")
        made = documents.certificate(self.meeting.edition, who, here, issued, address)
        return sent(made, f"zaswiadczenie-spotkanie-{pk}", form)


@method_decorator(login_not_required, name="dispatch")
class VerifyView(View):
    """`meetings:verify`, `meetings:verify_one`: whether a certificate with this number was issued here."""

    def get(self, request: HttpRequest, number: str = "") -> HttpResponse:
        """The field, and for a number what it confirms: no name, no more than the paper says."""
        given = number or request.GET.get("numer", "")[:30]
        found = selectors.certificate_by(given)
        time = documents.spoken_time(timedelta(minutes=found.minutes)) if found else ""
        status = 404 if given and found is None else 200
        values = {"number": given, "found": found, "time": time}
        answer = render(request, "meetings/verify.html", values, status=status)
        answer["X-Robots-Tag"] = "noindex"
        answer["Referrer-Policy"] = "no-referrer"
        return answer
