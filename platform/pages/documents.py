"""An outcome as a document for print: what its page says, and nothing else."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import printing
from pages.models import OutcomePage
from pages.selectors import outcome_values


def outcome_document(page: OutcomePage) -> printing.Document:
    """The page as everybody may read it now; only authors who may be named stand in it."""
    shown = outcome_values(page, {})
    blocks: list[printing.Block] = [printing.Paragraph(page.lead), printing.Facts(_facts(page, shown))]
    blocks += _section(_("What problem it answers"), page.problem)
    blocks += _section(_("For whom"), page.for_whom)
    blocks += [printing.Heading(_("How it works")), *_body(page)] if page.body else []
    blocks += _section(_("What it needs"), page.conditions)
    blocks += _section(_("How we know that it works"), page.evidence)
    way = [f"{one.get_kind_display()}: {one.words}{_when(one.happened_on)}" for one in shown["way"]]
    blocks += [printing.Heading(_("From the need to the result")), printing.Items(way)] if way else []
    schools = [str(one.institution) for one in shown["uses"]]
    if schools:
        said = ngettext("%(count)d school uses it", "%(count)d schools use it", len(schools)) % {"count": len(schools)}
        blocks += [printing.Heading(said), printing.Items(schools)]
    return printing.document(page.title, blocks, subtitle=str(page.get_kind_display()))


def _section(title: str, words: str) -> list[printing.Block]:
    return [printing.Heading(title), printing.Paragraph(words)] if words.strip() else []


def _when(day: object) -> str:
    return f" ({date_format(day, 'j E Y')})" if day else ""


def _facts(page: OutcomePage, shown: dict) -> list[tuple[str, str]]:
    facts = [
        (_("Authors"), ", ".join(row.name for row in shown["authors"])),
        (_("Network"), page.network_name),
        (_("County"), str(page.county or "")),
        (_("School year"), page.school_year),
        (_("Subjects"), ", ".join(map(str, shown["subjects"]))),
        (_("Stages of education"), ", ".join(map(str, shown["stages"]))),
        (_("Licence"), str(page.get_licence_display())),
        (_("Files to download"), ", ".join(row.title for row in shown["materials"])),
        (_("Address"), page.canonical),
    ]
    return [(label, value) for label, value in facts if value]


def _body(page: OutcomePage) -> list[printing.Block]:
    found: list[printing.Block] = []
    for block in page.body:
        said = [words for words in block.block.get_searchable_content(block.value) if words.strip()]
        if block.block_type == "heading" and said:
            found.append(printing.Heading(said[0], level=2))
        else:
            found += [printing.Paragraph(words) for words in said]
    return found
