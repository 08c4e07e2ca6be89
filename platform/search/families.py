"""Words of one family: `głośny` and `głos`, `segregowanie` and `segregacja`, `ortograficzny` and `ortografia`.

The dictionary (search.polish) joins forms of a word; how words are made of each other it does not know. So endings that
make words are cut off, and what is left is compared with the changes of the last letter that making words brings.
Such words are sought only where the words themselves find little.
"""

from __future__ import annotations

import re
from functools import lru_cache

LEAST = 4
"""Letters that must be left."""

_ENDINGS = sorted(
    """
    owanie owany owac ywanie ywac iwanie iwac izowac izacja izacyjny acja acyjny ator atorka ajacy anie any ac enie
    ienie eniowy aniowy ic yc ec iec awca awczy awczyni enstwo anstwo arstwo arski arz arka ctwo stwo ski cki
    ny ni owy owi owiec owka owosc ista istka istyczny izm yczny iczny yka ika yk ik ia ja ie ek ka ko ki cja cyjny yjny
    jonalny alny elny ilny elnia elnik elniczy niczy nik nica nictwo ciel cielka cielski ownia ownik owniczy osc nosc
    liwy liwosc ywny ywnosc otny otnosc unek unkowy acz aczka czyk czka ura uralny ant antka ent encja ancja a o e y i
    ach ami om ow em ego emu ej ymi ych
    """.split(),  # noqa: SIM905 - endings read better as words
    key=len,
    reverse=True,
)
_ADJECTIVE = re.compile(r"(n|ow|sk|ck)(?:a|e|ego|emu|ej|im|ym|ych|ich|ymi|imi)$")
"""A form of an adjective that the dictionary does not know."""
_SOFTENED = (("dz", "d"), ("cz", "c"), ("sz", "s"), ("rz", "r"))
_CHANGES = frozenset(frozenset(pair) for pair in ("tc", "kc", "gz", "dz", "ts", "sc", "hs", "lz"))
"""Last letters that stand for each other, as in dyslektyk and dysleksja."""


@lru_cache(maxsize=50_000)
def stems(token: str) -> frozenset[str]:
    """What may be left of a folded word without the endings that make words; long endings only of longer words."""
    token = _ADJECTIVE.sub(r"\1y", token)
    left = {token} if len(token) >= LEAST else set()
    cut = 0
    for ending in _ENDINGS:
        stem = token[: -len(ending)]
        if token.endswith(ending) and len(stem) >= max(LEAST, len(ending) - 2) and cut < 3:
            left.add(_hard(stem))
            cut += 1
    return frozenset(stem for stem in left if len(stem) >= LEAST)


def _hard(stem: str) -> str:
    """Without the softness at its end."""
    stem = stem.rstrip("ij") if len(stem.rstrip("ij")) >= LEAST else stem
    for soft, hard in _SOFTENED:
        if stem.endswith(soft) and len(stem) > LEAST + 1:
            return stem[: -len(soft)] + hard
    return stem


def are_kin(one: str, other: str) -> bool:
    """Whether two folded words seem to be made of the same one."""
    return any(_alike(left, right) for left in stems(one) for right in stems(other))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) != len(other) or len(one) < LEAST + 1 or one[:-1] != other[:-1]:
        return False
    return frozenset((one[-1], other[-1])) in _CHANGES


def beginning(token: str) -> str:
    """How all its kin begin."""
    shortest = min(stems(token), key=len, default=token)
    return shortest[:-1] if len(shortest) > LEAST + 1 else shortest
