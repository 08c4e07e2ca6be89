"""The works of search: ten kinds of question over resources and posts, suggestions, the library's own pages.

Measured as a member of all networks, who may read nearly everything: nothing of it is kept from one reader to the next.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from tests.bench.works import work
from tests.search.judged.corpus import collection

COMMON = "lekcja"
QUESTIONS: dict[str, tuple[dict[str, str], float, float]] = {
    "rare": ({"q": "chryzantema"}, 0.6, 1.0),
    "middling": ({"q": "pszczoła"}, 0.55, 1.0),
    "common": ({"q": COMMON}, 0.85, 1.0),
    "two_words": ({"q": "ułamki zwykłe"}, 0.4, 0.6),
    "phrase": ({"q": '"metodą projektu"'}, 0.2, 0.4),
    "minus": ({"q": "ułamki -sprawdzian"}, 0.4, 0.6),
    "typo": ({"q": "chryzantmea"}, 0.2, 0.4),
    "inflected": ({"q": "chryzantemami"}, 0.6, 1.0),
    "kind": ({"q": COMMON, "kind": "resource"}, 0.4, 0.6),
    "nothing": ({"q": "zyxwvut"}, 0.2, 0.4),
}
"""Name of a kind of question: what is asked, what must be, and what we stretch for."""


def _search(bench: Any) -> dict[str, Any]:
    return bench.house.facts["search"]


def _reference(bench: Any) -> int:
    return bench.reference.get(f"/{bench.house.facts['threads']['middle']['pk']}/0/")


def _asks(values: dict[str, str], path: str = "/szukaj/") -> Any:
    return lambda bench: bench.member.get(f"{path}?{urlencode(values)}")


for name, (values, must, stretch) in QUESTIONS.items():
    work(f"search.{name}", ours=_asks(values), reference=_reference, must=must, stretch=stretch)

WORDS = cycle(sorted({word for one in collection() for word in one.text.split() if len(word) > 5 and word.isalpha()}))
"""Another word for every question; there are some thousands, so that none comes again while its answer is kept."""

work("search.cold", ours=lambda b: b.member.get("/szukaj/?" + urlencode({"q": next(WORDS)})), reference=_reference,
     must=0.15, stretch=0.3)  # fmt: skip
work("search.one_network", reference=_reference, must=0.4, stretch=0.6,
     ours=lambda b: b.member.get("/szukaj/?" + urlencode({"q": COMMON, "network": _search(b)["network"]})))  # fmt: skip
work("search.suggestion", ours=_asks({"q": "chryz"}, "/szukaj/podpowiedzi/"), reference=_reference,
     must=0.6, stretch=1.0)  # fmt: skip
work("search.visitor", ours=lambda b: b.visitor.get("/szukaj/?" + urlencode({"q": COMMON})), reference=_reference,
     must=0.85, stretch=1.5)  # fmt: skip
work("library.list", ours=lambda b: b.member.get("/zasoby/"), reference=_reference, must=0.5, stretch=1.0)
work("library.list.visitor", ours=lambda b: b.visitor.get("/zasoby/"), reference=_reference, must=0.5, stretch=1.0)
work("library.words", ours=_asks({"q": "ułamki"}, "/zasoby/"), reference=_reference, must=0.3, stretch=0.5)
work("library.resource", ours=lambda b: b.member.get(_search(b)["resource"]), reference=_reference,
     must=0.75, stretch=1.0)  # fmt: skip
