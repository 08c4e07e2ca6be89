"""Kinds of consents and the version of each wording (PD-02, PD-08); an upper floor may sign further kinds in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.registry import Registry


@dataclass(frozen=True)
class Wording:
    """What is agreed to.

    `version` is stored with each consent; change it whenever the words change. `needed` ones come with the
    account and end with it; the others are free, each for itself, and as easy to withdraw as to give.
    """

    name: str
    label: str | Promise
    version: str
    words: str | Promise = ""
    needed: bool = False


WORDINGS: Registry[Wording] = Registry("accounts.consents", needs=("name", "label", "version"))


def wording(name: str, label: str | Promise, version: str, **papers: object) -> Wording:
    """Sign a kind of consent in and give it back."""
    return WORDINGS.register(name, Wording(name=name, label=label, version=version, **papers))  # type: ignore[arg-type]


RULES = wording("rules", _("Rules of the platform"), "2026-11", needed=True)
PRIVACY = wording("privacy", _("Privacy notice"), "2026-11", needed=True)
PUBLICATION = wording(
    "publication",
    _("My name beside published outcomes"),
    "2026-11",
    words=_(
        "My first and last name and my school may stand on public pages "
        "beside outcomes of networks that I helped to make."
    ),
)
