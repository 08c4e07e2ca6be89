"""Which licence may stand on what is made from a work under another; pure, knows no database.

The table follows the chart of Creative Commons for adapters' licences (creativecommons.org/faq, “If I derive or
adapt material offered under a Creative Commons license, which CC license(s) can I use?”). Two rows are stricter here
than the chart: nothing but the same licence follows a share-alike one, and a work nobody licensed is asked for first.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from resources.enums import Licence

_OPEN = (Licence.CC_BY, Licence.CC_BY_SA)
_UNPAID = (Licence.CC_BY_NC, Licence.CC_BY_NC_SA)
_UNCHANGED = (Licence.CC_BY_ND, Licence.CC_BY_NC_ND)

MAY_BECOME: dict[str, frozenset[str]] = {
    Licence.CC0: frozenset(Licence.values) - {Licence.LINK_ONLY},
    Licence.CC_BY: frozenset({*_OPEN, *_UNPAID, *_UNCHANGED, Licence.RESERVED}),
    Licence.CC_BY_NC: frozenset({*_UNPAID, Licence.CC_BY_NC_ND, Licence.RESERVED}),
    Licence.CC_BY_SA: frozenset({Licence.CC_BY_SA}),
    Licence.CC_BY_NC_SA: frozenset({Licence.CC_BY_NC_SA}),
    Licence.CC_BY_ND: frozenset(),
    Licence.CC_BY_NC_ND: frozenset(),
    Licence.RESERVED: frozenset(),
    Licence.LINK_ONLY: frozenset(),
}
"""{licence of the original: licences its adaptation may carry}."""


def may_be_adapted(original: str, *, own: bool = False) -> Verdict:
    """Whether a work under `original` may be changed and shared at all; `own`: by the person who holds the rights."""
    if own or MAY_BECOME[original]:
        return ALLOWED
    if original in _UNCHANGED:
        return refusal(_("Its licence allows sharing it unchanged only, so an adapted version cannot be shared."))
    if original == Licence.LINK_ONLY:
        return refusal(_("It lies on another site, whose terms we do not know. Ask its author for leave first."))
    return refusal(_("All rights to it are reserved. Ask its author for leave, or for a Creative Commons licence."))


def may_carry(original: str, adapted: str, *, own: bool = False) -> Verdict:
    """Whether an adaptation of a work under `original` may stand under `adapted`; refused with what would fit."""
    at_all = may_be_adapted(original, own=own)
    if not at_all:
        return at_all
    if own or adapted in MAY_BECOME[original]:
        return ALLOWED
    return refusal(
        _("The original is under %(original)s, so the adapted version may be under: %(fitting)s.")
        % {"original": Licence(original).label, "fitting": ", ".join(fitting(original))}
    )


def fitting(original: str) -> list[str]:
    """The names of licences that may follow `original`, in the order of the list."""
    return [str(licence.label) for licence in Licence if licence in MAY_BECOME[original]]
