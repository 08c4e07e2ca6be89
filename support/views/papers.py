"""Papers of a process as files. Each one that is taken leaves a line in the trail (SP-04)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from moderation import trail
from support import papers
from support.papers.archive import name_of
from support.views.inside import InsideView


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class PaperView(InsideView):
    """`support:paper`: one paper as PDF or DOCX."""

    def get(self, request: HttpRequest, pk: int, paper: str, form: str) -> HttpResponse:
        found = papers.paper_named(self.process, paper, form)
        trail.write(by=request.user, action="support.paper.read", about=self.process, values={"paper": paper})
        return _sent(found.made(self.process).bytes_as(form), papers.TYPES[form], f"{paper}-{pk}.{form}")


class ArchiveView(InsideView):
    """`support:archive`: all of them with an index."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        trail.write(by=request.user, action="support.paper.read", about=self.process, values={"paper": "archive"})
        return _sent(papers.archive_of(self.process), "application/zip", f"{name_of(self.process)}.zip")
