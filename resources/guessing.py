"""What a file lets us propose for the form: pure, from its own words; a person confirms everything."""

from __future__ import annotations

import re
from collections.abc import Mapping

from resources.enums import Kind, Language
from resources.models import folded

_EMPTY_TITLES = re.compile(
    r"(microsoft (word|powerpoint|excel)|powerpoint presentation|prezentacja programu|untitled|bez tytu|dokument\d|"
    r"slajd 1|document\d|scan|img|dsc)",
    re.IGNORECASE,
)
_LITTLE_WORDS = {
    Language.POLISH: {"i", "w", "na", "się", "nie", "jest", "oraz", "dla", "do", "z"},
    Language.ENGLISH: {"the", "and", "of", "to", "is", "in", "for", "with", "you", "are"},
    Language.GERMAN: {"der", "die", "und", "das", "ist", "nicht", "mit", "für", "ein", "zu"},
    Language.FRENCH: {"le", "la", "les", "et", "des", "est", "pour", "dans", "une", "avec"},
    Language.SPANISH: {"el", "los", "las", "y", "es", "para", "una", "con", "del", "por"},
    Language.UKRAINIAN: {"і", "та", "що", "не", "це", "як", "для", "у", "з", "на"},
}
_KINDS = (
    ("karta pracy", Kind.WORKSHEET), ("karty pracy", Kind.WORKSHEET), ("ankieta", Kind.QUESTIONNAIRE),
    ("kwestionariusz", Kind.QUESTIONNAIRE), ("scenariusz spotkania", Kind.MEETING_PLAN),
    ("scenariusz", Kind.LESSON_PLAN), ("konspekt", Kind.LESSON_PLAN), ("diagnoza", Kind.DIAGNOSTIC_TOOL),
    ("wzor", Kind.TEMPLATE), ("artykul", Kind.ARTICLE),
)  # fmt: skip


def proposal(told: Mapping[str, str], name: str, *, family: str = "", reader: str = "") -> dict[str, str]:
    """Title, author, language and kind for a file; only what there is a reason for.

    `told` is what the file says of itself, `name` what it is called, `reader` the name of whoever adds it.
    """
    head = told.get("head", "")
    found = {
        "title": title_of(told.get("title", ""), name),
        "author": author_of(told.get("author", ""), reader),
        "language": language_of(told.get("language", ""), head),
        "kind": kind_of(f"{told.get('title', '')} {name} {head[:400]}", family),
    }
    return {field: value for field, value in found.items() if value}


def title_of(told: str, name: str) -> str:
    """The file's own title, unless a program wrote it; else its name without its ending."""
    told = " ".join(told.split())
    if len(told) > 4 and not _EMPTY_TITLES.search(told) and not re.search(r"\.(docx?|pdf|pptx?|indd|odt)$", told):
        return told[:200]
    stem = re.sub(r"[_\s]+", " ", name.rpartition(".")[0]).strip(" -")
    if " " not in stem:
        stem = stem.replace("-", " ")
    if len(stem) < 5 or _EMPTY_TITLES.match(stem) or stem.replace(" ", "").isdigit():
        return ""
    return (stem[0].upper() + stem[1:])[:200]


def author_of(told: str, reader: str) -> str:
    """A name of at least two words that is not the reader's own."""
    told = " ".join(told.split())
    if len(told.split()) < 2 or folded(told) == folded(reader) or any(char in told for char in "@/\\|"):
        return ""
    return told[:200]


def language_of(told: str, text: str) -> str:
    """The language by its little words; what the file claims decides only where there is too little text."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    counts = {language: sum(word in little for word in words) for language, little in _LITTLE_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] >= 5:
        return str(best)
    claimed = told[:2].casefold()
    return claimed if claimed in Language.values else ""


def kind_of(text: str, family: str) -> str:
    """The kind that is named in the title or in the first lines; slides are a presentation."""
    plain = folded(text)
    for words, kind in _KINDS:
        if words in plain:
            return str(kind)
    return str(Kind.PRESENTATION) if family == "slides" else ""
