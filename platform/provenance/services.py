"""The verb: write down what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from kit.verdicts import NotThere, Refused
from provenance.models import Step
from provenance.registry import THINGS, Reference, Seed, at

LONGEST_WORDS = 400
SHORT_TITLE = 160
"""Longer words stand in the text too, because a title may have to be cut."""


def record(*, by: Any, source: Reference | None, result: Reference) -> None:
    """Write down that `by` made `result` from `source`, in the caller's transaction; twice is once.

    Nothing is written when `source` is None (made on its own). Raises NotThere when `by` may not open the source, so
    that nobody ties a thing to what they cannot see, and ValueError for a kind nobody signed in.
    """
    if source is None:
        return
    if source.kind not in THINGS or result.kind not in THINGS:
        raise ValueError(f"{source} → {result}: a kind that is not signed in")
    if source.pk not in THINGS[source.kind].cards(by, [source.pk]):
        raise NotThere
    _step, is_new = Step.objects.get_or_create(
        source_kind=source.kind,
        source_id=source.pk,
        result_kind=result.kind,
        result_id=result.pk,
        defaults={"made_by": by},
    )
    for end in (source, result) if is_new else ():
        tied = THINGS[end.kind].tied
        if tied is not None:
            tied(end.pk)


def seed(*, by: Any, source: Reference | None, words: str = "") -> Seed | None:
    """What something made from `source` begins with. Raises NotThere for what `by` may not open.

    `words` are those of its words the reader chose, one line of minutes say: they become the title.
    """
    if source is None:
        return None
    kind = THINGS.get(source.kind)
    if kind is None or kind.seed is None:
        raise NotThere
    found = kind.seed(by, source.pk)
    chosen = " ".join(words.split())[:LONGEST_WORDS]
    return replace(found, title=chosen, text=chosen if len(chosen) > SHORT_TITLE else "") if chosen else found


def bind_materials(*, by: Any, result: Reference, addresses: Iterable[str], former: Iterable[str] = ()) -> None:
    """Tie `result` to those of the addresses that lead to things of ours, and untie it from former ones left out.

    Raises Refused when one of them is not to be opened by `by`, so that nobody passes on what they cannot see.
    """
    wanted = {address: at(address) for address in addresses}
    known = {at(address) for address in former} - {None}
    for address, source in wanted.items():
        if source is None or source in known or source == result:
            continue
        try:
            record(by=by, source=source, result=result)
        except NotThere:
            raise Refused(_("This address cannot be opened: %(address)s") % {"address": address}) from None
    for gone in known - set(wanted.values()):
        if gone is not None:
            Step.objects.filter(
                source_kind=gone.kind, source_id=gone.pk, result_kind=result.kind, result_id=result.pk
            ).delete()
