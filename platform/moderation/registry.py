"""What can be moderated: each app signs its own in from `moderation.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit.registry import Registry
from kit.verdicts import ALLOWED, Verdict

GROUNDS: dict[str, str | Promise] = {
    "personal_data": _("it shows personal data of pupils or other people"),
    "offence": _("it offends or attacks a person"),
    "unlawful": _("it breaks the law or somebody's rights"),
    "off_topic": _("it does not belong to this conversation"),
    "advertising": _("it is advertising"),
    "network_rules": _("it breaks the rules the network agreed on"),
}
"""Grounds a decision may rest on; each decision also has words of its own."""


def _whoever_reads(_user: Any, _thing: Any) -> Verdict:
    return ALLOWED


def _nobody(_thing: Any) -> list[Any]:
    return []


def _no_words(_thing: Any) -> str:
    return ""


def _by_its_date(thing: Any) -> bool:
    return getattr(thing, "hidden_at", None) is not None


@dataclass(frozen=True)
class Moderated:
    """A kind of thing that can be reported, hidden and shown again.

    `find(user, pk)` fetches and checks (raises NotThere), `may_judge(user, thing)` answers who decides,
    `author(thing)`, `title(thing)` and `url(thing)` name it for people, `hide` and `show` change it.

    What may be left out: `may_report(user, thing)` (whoever finds it may), `judged(user)` the queryset of things the
    user decides about (otherwise each reported thing is asked), `judges(thing)` the people told of a report,
    `words(thing)` its stored HTML for whoever decides, `is_hidden(thing)` (otherwise its `hidden_at`),
    `place(thing)` where it stands.
    """

    name: str
    label: str | Promise
    model: type[models.Model]
    find: Callable[[Any, int], Any]
    may_judge: Callable[[Any, Any], Verdict]
    author: Callable[[Any], Any]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    hide: Callable[[Any], None]
    show: Callable[[Any], None]
    may_report: Callable[[Any, Any], Verdict] = _whoever_reads
    judged: Callable[[Any], models.QuerySet] | None = None
    judges: Callable[[Any], list[Any]] = _nobody
    words: Callable[[Any], str] = _no_words
    is_hidden: Callable[[Any], bool] = _by_its_date
    place: Callable[[Any], str] = _no_words


MODERATED: Registry[Moderated] = Registry("moderation", needs=("name", "label", "model", "may_judge"))


def moderated(name: str, **papers: Any) -> Moderated:
    """Sign a kind in and give it back."""
    return MODERATED.register(name, Moderated(name=name, **papers))


def kind_for(model: type[models.Model]) -> Moderated | None:
    """The papers of this model."""
    return next((kind for kind in MODERATED if kind.model is model), None)
