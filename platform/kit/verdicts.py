"""What a rule answers: yes, or no with a reason for people."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise


@dataclass(frozen=True)
class Verdict:
    """The answer of a rule. Falsy when refused; `reason` is a sentence for the person."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(allowed=True)


def refusal(reason: str | Promise) -> Verdict:
    """A falsy verdict with its reason."""
    return Verdict(allowed=False, reason=reason)


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A service did not act; `reason` says why, in words for the person. Nothing was changed."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotThere(Http404):
    """Absent, or not for this person: both look alike."""


def insist(verdict: Verdict) -> None:
    """Raise Refused with the verdict's reason unless it allows."""
    if not verdict:
        raise Refused(verdict.reason)
