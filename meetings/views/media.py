"""Where the server that carries sound and picture tells of comings, goings and recordings."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit.verdicts import Refused
from meetings import media, services

LARGEST = 64 * 1024


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class MediaNewsView(View):
    """`meetings:media_news`: the signature over the body is the proof; without such a server there is no such place."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the news; what is of no use is thanked for as well, or the server would send it again."""
        engine = media.engine()
        if int(request.headers.get("Content-Length") or 0) > LARGEST:
            return HttpResponse(status=413)
        try:
            told = engine.told(request.body, request.headers.get("Authorization", ""))
        except Refused:
            return HttpResponse(status=403)
        if isinstance(told, media.Recorded):
            services.recorded(told=told)
        elif told is not None:
            services.carried(told=told)
        return HttpResponse(status=204)
