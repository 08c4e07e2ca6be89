"""The annual report without personal data, for everybody (D39)."""

from __future__ import annotations

import re
from typing import Any

from networks.models import NetworkReport
from networks.models.network import fold

SHORTEST = 3
"""Letters of a name that are looked for: a shorter one is found in too many words."""


def names_in(report: NetworkReport) -> set[str]:
    """Folded family names and e-mail addresses of everybody who ever belonged to the network's year."""
    people = report.edition.memberships.values_list("user__last_name", "user__email")
    found = {fold(word) for name, mail in people for word in (*re.split(r"[\s-]+", name or ""), mail or "")}
    return {word for word in found if len(word) >= SHORTEST}


def names_a_person(text: str, names: set[str]) -> bool:
    """Whether the words hold a family name, also inflected (Kowal, Kowala), or an e-mail address."""
    if "@" in text:
        return True
    words = re.findall(r"\w+", fold(text))
    stems = {name[:-1] if len(name) > SHORTEST + 1 and name[-1] in "aeioy" else name for name in names}
    return any(word.startswith(stem) and len(word) <= len(stem) + 4 for word in words for stem in stems)


def impersonal(report: NetworkReport) -> list[dict[str, Any]]:
    """Chapters for everybody: figures without links, draft sentences and charts, and words that name nobody.

    `is_shortened` says that words of the chapter were left out.
    """
    names = names_in(report)
    found = []
    for chapter in report.frozen:
        text = report.words.get(chapter["name"], "")
        said = [line for line in chapter["sentences"] if not names_a_person(line, names)]
        is_shortened = bool(text) and names_a_person(text, names)
        found.append(
            {
                "name": chapter["name"],
                "title": chapter["title"],
                "figures": [{**figure, "url": ""} for figure in chapter["figures"]],
                "sentences": said,
                "charts": chapter.get("charts", []),
                "text": "" if is_shortened else text,
                "is_shortened": is_shortened or len(said) < len(chapter["sentences"]),
            }
        )
    return found
