"""What a person asked for: words that are all needed, "phrases", -unwanted words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from search import polish

Group = tuple[tuple[str, ...], ...]
"""One thing that is asked for, in the ways it can be said: each a word, or several that are needed together."""
LONGEST = 200
MOST_WORDS = 12
_PART = re.compile(r'(?P<not>(?<!\S)-)?(?:["„”«»](?P<phrase>[^"„”«»]*)["„”«»]|(?P<word>[^\s"„”«»]+))')


@dataclass(frozen=True)
class Query:
    """A question in parts. `words` are needed each, `phrases` word by word, `unwanted` must be absent.

    `any_of`: one of them is enough. `said` holds the needed things with the other ways of saying them
    (search.synonyms); when it is empty every word is its own. `heard` are the words as typed.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()
    prefix: bool = field(default=False)
    said: tuple[Group, ...] = ()
    any_of: bool = field(default=False)
    heard: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """Every word that must be found, those of phrases too."""
        return tuple(dict.fromkeys([*self.words, *(word for phrase in self.phrases for word in phrase)]))

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is needed, thing by thing."""
        return self.said or tuple(((word,),) for word in self.needed)

    def __bool__(self) -> bool:
        return bool(self.needed)

    def tokens(self) -> frozenset[str]:
        """All tokens asked for, in the words of the question and in other single words; what is marked in results."""
        ways = [way for group in self.groups for place, way in enumerate(group) if place == 0 or len(way) == 1]
        asked = [word for way in ways for word in way]
        return frozenset(token for word in asked for token in polish.tokens(word))

    def with_word(self, old: str, new: str) -> Query:
        """The same question with one word changed."""
        return replace(
            self,
            said=(),
            words=tuple(new if word == old else word for word in self.words),
            heard=tuple(new if word == old else word for word in self.heard),
            phrases=tuple(tuple(new if word == old else word for word in phrase) for phrase in self.phrases),
        )


def parse(text: str | None, *, prefix: bool = False) -> Query:
    """Read what was typed; anything can be typed, nothing breaks.

    More than 200 characters are cut. Little words (`i`, `w`, `dla`) count only when there are no others.
    `prefix`: the last word may be unfinished (suggestions while typing).
    """
    text = " ".join((text or "").replace("\x00", " ").split())[:LONGEST]
    wanted: list[str] = []
    phrases: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    for part in _PART.finditer(text):
        found = tuple(word for word in polish.words(part["phrase"] or part["word"] or "") if polish.tokens(word))
        if part["not"]:
            unwanted += found
        elif part["phrase"] is not None and len(found) > 1:
            phrases.append(found[:MOST_WORDS])
        else:
            wanted += found
    heard, telling = wanted, [word for word in wanted if not polish.is_little(word)]
    if telling or phrases:
        wanted = telling
    return Query(
        text=text,
        words=tuple(dict.fromkeys(wanted))[:MOST_WORDS],
        phrases=tuple(phrases[:3]),
        unwanted=tuple(dict.fromkeys(unwanted))[:MOST_WORDS],
        prefix=prefix,
        heard=tuple(heard[: 2 * MOST_WORDS]),
    )


def has_phrase(text: str, phrase: tuple[str, ...]) -> bool:
    """Whether the words of `phrase` stand side by side in `text`, in any inflection."""
    sought = [polish.tokens(word) for word in phrase]
    filed = [polish.tokens(word) for word in polish.words(text)]
    return any(
        all(filed[start + offset] & wanted for offset, wanted in enumerate(sought))
        for start in range(len(filed) - len(sought) + 1)
    )
