"""Finding: what matches, what of it this person may see, and how it is shown."""

from search.selectors.finding import find, numbers_of, snippets_of, suggest
from search.selectors.kept import Fresh, fresh_of, kept_by, kept_of, place_named, places_of, promoted_for
from search.selectors.rights import audience_of
from search.selectors.shapes import BEST, NEWEST, PAGE, Choice, Hit, Results

__all__ = [
    "BEST",
    "NEWEST",
    "PAGE",
    "Choice",
    "Fresh",
    "Hit",
    "Results",
    "audience_of",
    "find",
    "fresh_of",
    "kept_by",
    "kept_of",
    "numbers_of",
    "place_named",
    "places_of",
    "promoted_for",
    "snippets_of",
    "suggest",
]
