"""Agendas to begin with, one for each kind of meeting; the coordinator changes whatever does not fit (D57–D59)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.enums import Kind, Mode


@dataclass(frozen=True)
class Draft:
    """A ready agenda: its kind, the mode it suits, and points of (title, minutes)."""

    name: str
    label: Promise
    hint: Promise
    kind: Kind
    mode: Mode
    points: tuple[tuple[Promise, int], ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(minutes for _title, minutes in self.points)


DRAFTS: dict[str, Draft] = {
    draft.name: draft
    for draft in (
        Draft(
            "organizacyjne",
            _("Organisational"),
            _("getting to know each other, needs, goals, schedule"),
            Kind.KICKOFF,
            Mode.ONSITE,
            (
                (_("Welcome: who comes from where"), 20),
                (_("Map of our needs and of what we can share"), 30),
                (_("Choosing three goals by vote"), 20),
                (_("Schedule of the year and dates"), 20),
                (_("First steps on the platform, a task for the month"), 20),
                (_("Questions, a short survey"), 10),
            ),
        ),
        Draft(
            "robocze",
            _("Working"),
            _("practice, an expert, a workshop in threes"),
            Kind.WORKING,
            Mode.ONSITE,
            (
                (_("What we have tried since last time"), 25),
                (_("The expert's talk"), 40),
                (_("Workshop in threes: we design a solution"), 50),
                (_("Presentations and feedback"), 25),
                (_("Agreements and tasks"), 10),
            ),
        ),
        Draft(
            "robocze-online",
            _("Working, online"),
            _("a case study and conclusions in an hour and a half"),
            Kind.WORKING,
            Mode.ONLINE,
            (
                (_("A round of one sentence"), 10),
                (_("A member's case study"), 25),
                (_("Conversations around the topics"), 30),
                (_("Gathering conclusions"), 15),
                (_("Next date and a task"), 10),
            ),
        ),
        Draft(
            "z-ekspertem",
            _("With an expert"),
            _("one topic, one guest, many questions"),
            Kind.EXPERT,
            Mode.ONLINE,
            (
                (_("Introducing the expert and the topic"), 10),
                (_("The expert's talk"), 40),
                (_("Questions from the members"), 25),
                (_("What we take to our schools"), 15),
            ),
        ),
        Draft(
            "podsumowujace",
            pgettext_lazy("kind of meeting", "Summing up"),
            _("what we made, whom we give it to, what next"),
            Kind.SUMMARY,
            Mode.ONSITE,
            (
                (_("Timeline of our work"), 20),
                (_("Review of the materials we made"), 30),
                (_("To whom and how we make them available"), 20),
                (_("Evaluation survey"), 10),
                (_("The annual report is presented"), 20),
                (_("What next: who leads the network next year"), 20),
            ),
        ),
    )
}
