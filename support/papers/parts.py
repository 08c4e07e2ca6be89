"""What papers of a process share: their first lines, days and hours as people write them, a document's frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kit import printing
from support import selectors
from support.models import Plan, Process


def framed(title: str, process: Process, blocks: Iterable[printing.Block]) -> printing.Document:
    """The document with the process named on its first page."""
    language = (get_language() or "pl").split("-")[0]
    return printing.document(title, blocks, subtitle=f"{process.title}, {process.school_year.label}", language=language)


def facts(process: Process, plan: Plan | None = None) -> printing.Facts:
    """The card of templates 4.3, 4.4 and 4.8: school, register's number, year, days, SORE, director, legal basis."""
    school = process.institution
    rows = [
        (_("School"), f"{school.name}, {school.town}"),
        (_("RSPO"), str(school.rspo)),
        (_("County"), str(school.county)),
        (_("School year"), process.school_year.label),
        (_("Period"), f"{day(process.starts_on)} – {day(process.ends_on)}"),
        (_("Project or programme"), process.project),
        (_("Kind"), str(process.get_kind_display())),
        (_("Why it is shorter than seven months"), process.short_because if process.is_short else ""),
        (_("SORE"), ", ".join(map(str, selectors.sores_of(school)))),
        (_("Director"), ", ".join(map(str, selectors.directors_of(school)))),
        (_("Legal basis"), plan.legal_basis if plan is not None else ""),
    ]
    return printing.Facts([(label, value) for label, value in rows if value])


def day(moment: date | None) -> str:
    """A day in numbers, or a dash."""
    return str(date_format(moment, "j.m.Y")) if moment else "–"


def hours(number: Decimal) -> str:
    """Hours with the language's decimal sign, without a needless zero."""
    return str(number_format(number.normalize() if number % 1 else int(number)))


def headed(title: str, *texts: str) -> list[printing.Block]:
    """A chapter with its words; nothing where there are none."""
    said = [text for text in texts if text.strip()]
    return [printing.Heading(title), *map(printing.Paragraph, said)] if said else []
