"""What stands near a question that finds little: said in other words, with some of its words, about the same thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from search import engines, families, meanings, polish, ranking, synonyms, trade
from search.query import Group, Query
from search.selectors.rights import Asker
from search.selectors.shapes import Row

ENOUGH, MOST, MOST_LOOKED_AT = 10, 30, 60
"""With fewer results than this, what stands near them is shown after them; that many of it at most; how many results
are looked at whether they have the words only by chance."""
MOST_GROUPS, MOST_KIN = 12, 8
LEAST, FORM = 0.15, 0.3
"""The share of what was asked that a near result must have; what a word for a kind of material weighs."""
OWN, SUBJECT = 0.6, 0.6
"""What the words that were asked weigh against those near them; what the subject of the first results weighs."""
ALIKE, LOOKED_AT = 0.3, 4
"""The share of a subject that something must speak of to be about it; from how many first results it is read."""
MOST_SUBJECT, COMMON = 16, 400
"""Words that make a subject; what stands more often than this tells of none."""


Weighed = list[tuple[Row, float]]
"""Rows with how near they are."""


@dataclass(frozen=True)
class Close:
    """What the index holds near a question; and of what has all its words, what only has them by chance."""

    near: Weighed
    loose: dict[int, float]


@dataclass(frozen=True)
class Filled:
    """Rows with what stands near behind them, the question in all the words that found them, how many are complete."""

    rows: list[Row]
    query: Query
    complete: int


def is_wanted(rows: list[Row], query: Query) -> bool:
    """Whether what stands near is looked for: after few results, and of a turn of phrase whose words tell little."""
    return not query.phrases and (len(rows) < ENOUGH or any(meanings.is_turn(group) for group in synonyms.near(query)))


def filled(asker: Asker, rows: list[Row], query: Query, within: Sequence[set[str]]) -> Filled:
    """The rows, and behind them what stands near.

    Rows that have the words only by chance, scattered over their texts, count as near ones.
    """
    own, wider = _in_other_words(asker, query)
    if not wider.said:
        return Filled(rows, query, len(rows))
    facts = (own, wider, *map(frozenset, within))
    standing = tuple(row.number for row in rows[:MOST_LOOKED_AT])
    close = asker.held("near", (standing, facts), lambda: _near(asker, standing, own, wider, within))
    near, worths = _permitted(asker, [one for one in close.near if one[0].number not in standing])
    loose = [row for row in rows if row.number in close.loose]
    worths |= {row.number: close.loose[row.number] for row in loose}
    near = sorted([*near, *loose], key=lambda row: -worths[row.number])
    firm = [row for row in rows[:MOST_LOOKED_AT] if row.number not in close.loose]
    # What a subject is read from, its reader may read.
    first = tuple(row.number for row in (firm or near)[:LOOKED_AT])
    about = asker.held("subject", (first, facts), lambda: _about_the_same(asker, list(first), own, within))
    alike, shares = _permitted(asker, about)
    for number, share in shares.items():
        if number in worths or share >= ALIKE:
            worths[number] = worths.get(number, 0.0) + SUBJECT * share
    by_number = {row.number: row for row in (*near, *alike) if row.number in worths}
    for row in firm:
        by_number.pop(row.number, None)
    chosen = sorted(by_number.values(), key=lambda row: -worths[row.number])[:MOST]
    shown = {row.number for row in (*firm, *chosen)}
    return Filled([*firm, *chosen, *(row for row in rows if row.number not in shown)], wider, len(firm))


def _permitted(asker: Asker, weighed: Weighed) -> tuple[list[Row], dict[int, float]]:
    """Of what the index said, what may be read: the nearest first, and how near each is."""
    rows = asker.readable(row for row, _worth in weighed)
    worths = {row.number: worth for row, worth in weighed}
    return rows, {row.number: worths[row.number] for row in rows}


def _in_other_words(asker: Asker, query: Query) -> tuple[Query, Query]:
    """The question thing by thing as it was said; and with words near in meaning and others of each word's family."""
    near = synonyms.near(query)[:MOST_GROUPS]
    # A single letter tells nothing.
    near = tuple(group for group in near if max(len(word) for word in group[0]) > 1)
    own = tuple(_as_said(group[0]) for group in near)
    wide = asker.held("kin", near, lambda: tuple((*group, *_kin(group)) for group in near))
    return replace(query, said=own), replace(query, said=wide)


def _as_said(way: tuple[str, ...]) -> Group:
    """One thing with what means the same."""
    groups = synonyms.widened(Query(words=way)).groups
    return groups[0] if len(groups) == 1 else (way,)


def _kin(group: Group) -> tuple[tuple[str, ...], ...]:
    """Known words of the families of a group's first word, nearest in length first."""
    if len(group[0]) > 1 or group[0][0].isupper() or polish.is_little(group[0][0]):
        return ()
    tokens = polish.tokens(group[0][0])
    found: set[str] = set()
    for token in tokens:
        if token not in forms() and len(token) > families.LEAST:
            others = engines.embedded().beginning(families.beginning(token))
            found |= {other for other in others if families.are_kin(token, other) and polish.base(other) == other}
    own = polish.fold(group[0][0])
    told = sorted(found - tokens - forms(), key=lambda other: (abs(len(other) - len(own)), other))
    return tuple((other,) for other in told[:MOST_KIN])


def _near(asker: Asker, standing: Sequence[int], asked: Query, wider: Query, within: Sequence[set[str]]) -> Close:
    """What has some of the words, or of the words near them, with how much of the question that is (0 to 1)."""
    often = asker.how_often([*asked.groups, *wider.groups])
    own, wide = _weighed(often, asked.groups, wider.groups)
    found: dict[int, Row] = {}
    for weights in (own, wide):
        telling = [group for group in weights if often[group] < engines.MOST_HITS] or list(weights)
        if weights is own:
            telling = [part for group in telling for part in _parts(group)]
        found |= _any_of(asker, asked, telling, within)
    read = ranking.read([*{*found, *standing}])
    total = sum(own.values()) or 1.0
    worths = {
        number: (OWN * document.share(own) + (1 - OWN) * document.share(wide)) / total
        for number, document in read.items()
    }
    least = max(LEAST, 0.5 * max((worths[number] for number in found if number in worths), default=0.0))
    kept = [(row, worths[number]) for number, row in found.items() if worths.get(number, 0.0) >= least]
    loose = {number: worths[number] for number in standing if number in read and read[number].is_loose(asked.groups)}
    return Close(sorted(kept, key=lambda one: -one[1]), loose)


def _parts(group: Group) -> tuple[Group, ...]:
    """What is said in several words, and each of them that tells something by itself."""
    return (group, *(((word,),) for word in group[0] if len(group[0]) > 1 and _tells(word)))


def _weighed(
    often: dict[Group, int], own: Sequence[Group], wide: Sequence[Group]
) -> tuple[dict[Group, float], dict[Group, float]]:
    """What each thing asked for tells, in its own words and in those near them."""
    weights: tuple[dict[Group, float], dict[Group, float]] = ({}, {})
    for group, wider in zip(own, wide, strict=True):
        if count := often[group] or often[wider]:
            weights[0][group] = weights[1][wider] = _weight(group, count)
    return weights


def _any_of(asker: Asker, query: Query, groups: Sequence[Group], within: Sequence[set[str]]) -> dict[int, Row]:
    """What has any of these, the best first; nobody's rights are asked yet."""
    if not groups:
        return {}
    any_of = replace(query, words=tuple(group[0][0] for group in groups), said=tuple(groups), any_of=True)
    return {row.number: row for row in asker.matching(any_of, within=within, limit=ranking.LOOKED_AT)}


def _about_the_same(asker: Asker, first: list[int], query: Query, within: Sequence[set[str]]) -> Weighed:
    """What speaks of the subject of the first results, read from their titles and beginnings, and how much of it."""
    subject = _subject(ranking.beginnings(first))
    often = asker.how_often(subject)
    weights = {group: subject[group] * _weight(group, count) for group, count in often.items() if 1 < count < COMMON}
    found = _any_of(asker, query, list(weights), within)
    total, read = sum(weights.values()) or 1.0, ranking.read(list(found))
    return [(row, read[number].share(weights) / total) for number, row in found.items() if number in read]


def _subject(texts: list[tuple[str, str]]) -> dict[Group, float]:
    """The telling words that texts share, each with how much they are shared; in a title they count twice."""
    written: dict[frozenset[str], str] = {}
    counts: Counter[frozenset[str]] = Counter()
    in_texts: Counter[frozenset[str]] = Counter()
    for title, text in texts:
        in_texts.update({polish.tokens(word) for word in polish.words(f"{title} {text}")})
        for part, worth in ((title, 2), (text, 1)):
            told = {polish.tokens(word): word for word in polish.words(part) if _tells(word)}
            for tokens, word in told.items():
                counts[tokens] += worth
                written.setdefault(tokens, word)
    agreed = [(tokens, count) for tokens, count in counts.most_common() if len(texts) < 3 or in_texts[tokens] > 1]
    return {((written[tokens],),): count / len(texts) for tokens, count in agreed[:MOST_SUBJECT]}


def _tells(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not polish.is_little(word) and not polish.tokens(word) & forms()


def _weight(group: Group, count: int) -> float:
    """How much is told by it: a rare word more than a common one, several together more than one."""
    words = sum(not polish.tokens(word) & forms() and not polish.is_little(word) for word in group[0])
    return math.log(2 + engines.MOST_HITS / max(count, 1)) * (words or (1 if len(group[0]) > 1 else FORM))


@cache
def forms() -> frozenset[str]:
    """Words for kinds of material, and of everyday speech, in base forms."""
    return trade.plain() | {polish.fold(word) for word in trade.FORMS}
