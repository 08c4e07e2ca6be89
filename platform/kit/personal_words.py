"""Personal data in people's text, recognised by shape: a warning before sending, never a refusal.

Pure: text in, findings out. What is sought: PESEL (checksum and date), telephone numbers, e-mail addresses, and a given
name beside a diagnosis or school marks, which together make a case of a pupil who can be recognised (GDPR art. 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PESEL, PHONE, EMAIL, PUPIL = "pesel", "phone", "email", "pupil"

LABELS: dict[str, str | Promise] = {
    PESEL: _("a PESEL number"),
    PHONE: _("a telephone number"),
    EMAIL: _("an e-mail address"),
    PUPIL: _("a name beside a diagnosis or marks"),
}
COVERS: dict[str, str | Promise] = {
    PESEL: _("[PESEL number]"),
    PHONE: _("[telephone number]"),
    EMAIL: _("[e-mail address]"),
}

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_CENTURIES = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}
_PESEL = re.compile(r"(?<![\d-])\d(?:[ -]?\d){10}(?![\d-])")
_PHONE = re.compile(
    r"(?<![\d\w/.-])(?:(?:\+|00)48[ -]?)?"
    r"(?:[1-9]\d{2}[ -]?\d{3}[ -]?\d{3}|\(?[1-9]\d\)?[ -]\d{3}[ -]\d{2}[ -]\d{2})(?![\d/]|[-.]\d)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?\n]*")
_NAME = re.compile(r"(?<![@\w])(?<!@)[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}")
_ADULT = re.compile(
    r"(?:\b(?:pan|pani|panem|panią|panu|pana|p|dr|mgr|prof|dyr|dyrektor|ks|autor|autorka)\b\.?\s*)$", re.IGNORECASE
)

_MATTERS = re.compile(
    r"\b(?:dysleks|dysgraf|dyskalkul|dysortogra|autyz|autyst|asperger|adhd\b|downa\b|niepełnosprawn|upośledz|depresj"
    r"|epileps|padaczk|orzeczeni|afazj|mutyz|nadpobudliw|zaburze|psychiatr|samookalecz|niedosłuch|niedowidz|jąka"
    r"|diagnoz|cukrzyc|terapi|leczon|fas\b|opini\w+ (?:z )?poradni|ocen[aęyą]\b|ocenami\b|jedynk|dwój|trój|pał[aęy]\b"
    r"|niedostateczn|dopuszczając|nie zda|zagrożon|nieklasyfik|wagar|średni[aąęej]\b|świadectw)",
    re.IGNORECASE,
)

_GIVEN = """
adam adasi adrian agat agnieszk alan albert alek aleks aleksandr alicj amel ameli anastazj andrzej ani aniel ank ann
antek antk antoni antos arek ark artur asi barbar bart bartek bartk bartosz bartłomie basi beat borys bożen bruno
błaże cecyli cezar cypri czar damian daniel danut darek dari dariusz dark dawid dominik dorot edyt elen eliz elżbiet
emil emili ern eryk ew fabian fil filip franci franek frank gab gabriel gabrys genowef gosi grażyn greg grzegorz
grzesi grześ han hann hanna hel helen hubert ig ignac igor ilon ing irek iren iwon iz izabel jacek jack jadwig jagod
jakub jan janek janin jank jasi jaś jerz joann jol jolant julek juli julit julk justyn józef jędrze kaci kacper kacpr
kaj kajetan kalin kamil karin karol karolin kasi katarzyn kaś king kinga klar klaudi konrad kornel krystian krystyn
krzysi krzysztof krzyś ksawer kub kubus laur len lenk leon lidi lil lili liliann liwi lucj luiz maciej maciek maciusi
magd magdalen maj maja majk marc marcel marcelin marci marcin marek mari mariann marik marius mariusz mark martin
martyn maryl maryn mat mateusz mati matild maurycy maćk małgorzat mich michalin michas michał mieszk mikołaj milen
miłosz monik nadi natali natan natas nel nik nikodem nikol nin norbert oktawi ol oleg olek olg oliw oliwi oliwier olk
osk oskar patrycj patryk paulin paweł pawł piotr piotrek piotrk piotrus przemek przemk przemysław rafał renat robert
roksan roman rozali ryszard sandr sar sebastian stanisław stas staś stef stefan stefani sylwi szymek szymk szymon
sławek sławk tadeusz tatian teodor teres tomasz tomek tomk tos tosi tymek tymk tymon tymoteusz uli urszul wand weronik
wiesław wiktor wiktori wit witek witk witold wojciech wojtek wojtk wojtus xawer zbigniew zbyszek zbyszk zofi zos zosi
zuz zuzann zuzi łucj łukasz żanet
"""
_STEMS = frozenset(_GIVEN.split())
_ENDING_WORDS = """
a y i ie ę ą o u e owi em iem ia ii ię ią iu ka ki kę ką ce kiem kowi ek cie dzie rze le ła łę ły łą uś usia usiowi na
ny nę ną nie nia ni nię nią w wa wem wowi zia ziem cia ciek ci cią
"""
_ENDINGS = ("", *_ENDING_WORDS.split())
_OTHER_WORDS = "polska polski polskie matematyka marzec karta karcie mata maty ewent"
_NO_NAMES = frozenset(_OTHER_WORDS.split())
_CALLED = re.compile(r"@\w+(?:[ -]\w+)?$")


@dataclass(frozen=True)
class Finding:
    """A stretch of text that looks like personal data."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def label(self) -> str | Promise:
        """What it is, in words."""
        return LABELS[self.kind]

    @property
    def cover(self) -> str:
        """What stands in its place when it is blurred."""
        return f"{self.text[0]}." if self.kind == PUPIL else str(COVERS[self.kind])


def is_pesel(digits: str) -> bool:
    """Whether eleven digits are a PESEL: the checksum holds and the date exists."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    if (10 - sum(n * w for n, w in zip(numbers, _WEIGHTS, strict=False)) % 10) % 10 != numbers[10]:
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    try:
        date(_CENTURIES[month // 20] + year, month % 20, day)
    except ValueError:
        return False
    return True


def find(text: str) -> list[Finding]:
    """Everything in `text` that looks like personal data, in order, never overlapping."""
    found = [
        Finding(PESEL, match.start(), match.end(), match[0])
        for match in _PESEL.finditer(text)
        if is_pesel(re.sub(r"\D", "", match[0]))
    ]
    found += [Finding(EMAIL, match.start(), match.end(), match[0]) for match in _EMAIL.finditer(text)]
    found += [Finding(PHONE, match.start(), match.end(), match[0]) for match in _PHONE.finditer(text)]
    found += _pupils(text)
    found.sort(key=lambda one: (one.start, -one.end))
    result: list[Finding] = []
    for one in found:
        if not result or one.start >= result[-1].end:
            result.append(one)
    return result


def _pupils(text: str) -> Iterable[Finding]:
    """Given names in a sentence that speaks of a diagnosis or marks, or just before such a sentence."""
    sentences = [(match.start(), match[0]) for match in _SENTENCE.finditer(text)]
    heavy = {at for at, (_start, words) in enumerate(sentences) if _MATTERS.search(words)}
    near = heavy | {at for at, _later in pairwise(range(len(sentences))) if at + 1 in heavy}
    for at in sorted(near):
        start, words = sentences[at]
        for match in _NAME.finditer(words):
            if is_given_name(match[0]) and not _spoken_to(words, match):
                yield Finding(PUPIL, start + match.start(), start + match.end(), match[0])


def _spoken_to(words: str, match: re.Match[str]) -> bool:
    """Whether the name is an adult's: after a title, or called with `@`."""
    return bool(_ADULT.search(words[: match.start()]) or _CALLED.search(words[: match.end()]))


def is_given_name(word: str) -> bool:
    """Whether a capitalised word looks like a Polish given name, in any case of its declension."""
    low = word.lower()
    if low in _NO_NAMES:
        return False
    return any(low.endswith(ending) and low[: len(low) - len(ending)] in _STEMS for ending in _ENDINGS)


def is_case(findings: Iterable[Finding]) -> bool:
    """Whether the text looks like the case of a pupil who can be recognised."""
    return any(one.kind in (PUPIL, PESEL) for one in findings)


_MARKUP = re.compile(r"(<[^<>]*>)")


def blurred(html: str, findings: Iterable[Finding]) -> str:
    """The HTML with each of the findings covered wherever it stands in the words; the markup stays."""
    parts = _MARKUP.split(html)
    covers = sorted({(one.text, one.cover) for one in findings}, key=lambda pair: -len(pair[0]))
    for at in range(0, len(parts), 2):
        for words, cover in covers:
            parts[at] = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", lambda _found, cover=cover: cover, parts[at])
    return "".join(parts)
