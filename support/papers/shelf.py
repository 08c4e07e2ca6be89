"""Which papers there are, under which names, and from which stage on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit import printing
from kit.verdicts import NotThere
from support.models import Process
from support.papers import assessed, written
from support.states import ORDER, State

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Paper:
    """One paper: its name in addresses and files, what people call it, what it is made of, its first stage."""

    name: str
    title: str | Promise
    made: Callable[[Process], printing.Document]
    since: State

    def is_there(self, process: Process) -> bool:
        """Whether the process has come as far as this paper."""
        return ORDER.index(State(process.state)) >= ORDER.index(self.since)


PAPERS = (
    Paper("diagnoza", _("Diagnosis of the school's needs"), written.diagnosis, State.DIAGNOSIS),
    Paper("plan", _("Yearly support plan"), written.plan, State.PLANNING),
    Paper("dziennik", _("Activity log"), written.log, State.DIAGNOSIS),
    Paper("sprawozdanie", _("Report on carrying out the support plan"), assessed.report, State.ASSESSMENT),
)


def paper_named(process: Process, name: str, form: str) -> Paper:
    """The paper of this name. Raises NotThere for no such paper or format, or one whose stage is not reached."""
    for paper in PAPERS:
        if paper.name == name and form in TYPES and paper.is_there(process):
            return paper
    raise NotThere
