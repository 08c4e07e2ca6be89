"""The whole process as one archive for the school and for inspection: its papers as PDF, and an index."""

from __future__ import annotations

import io
import zipfile

from django.template.loader import render_to_string
from django.utils.text import slugify

from kit import clock
from support import selectors
from support.models import Process
from support.papers.shelf import PAPERS

INDEX = "spis.html"


def name_of(process: Process) -> str:
    """The archive's name, without signs that file systems do not like."""
    return f"wspomaganie-{slugify(process.institution.name)[:60]}-{process.school_year.label.replace('/', '-')}"


def archive_of(process: Process) -> bytes:
    """A ZIP with every paper the process has come to, and an index that any browser opens."""
    papers = [paper for paper in PAPERS if paper.is_there(process)]
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, paper in enumerate(papers, 1):
            archive.writestr(f"{number}-{paper.name}.pdf", paper.made(process).bytes_as("pdf"))
        values = {
            "process": process,
            "papers": [(f"{number}-{paper.name}.pdf", paper.title) for number, paper in enumerate(papers, 1)],
            "taken": process.taken.select_related("taken_by"),
            "days": selectors.contact_days(process),
            "made_at": clock.now(),
        }
        archive.writestr(INDEX, render_to_string("support/archive_index.html", values))
    return box.getvalue()
