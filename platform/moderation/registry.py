"""What can be moderated and where: each app signs its own in from `moderation.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    "licence": _("it breaks a licence or somebody's copyright"),
    "off_topic": _("it does not belong to this conversation"),
    "advertising": _("it is advertising"),
    "network_rules": _("it breaks the rules the network agreed on"),
}
"""The rules every place begins with; administrators and places edit the list (models.Ground)."""
LAWS = frozenset({"personal_data", "unlawful", "licence"})
"""Rules that are law: no place takes them off its list."""


def _whoever_reads(_user: Any, _thing: Any) -> Verdict:
    return ALLOWED


def _nobody(_thing: Any) -> list[Any]:
    return []


def _no_words(_thing: Any) -> str:
    return ""


def _by_its_date(thing: Any) -> bool:
    return getattr(thing, "hidden_at", None) is not None


def _never(_thing: Any) -> bool:
    return False


@dataclass(frozen=True)
class Step:
    """One step of the stairs on which a case climbs when a promise is missed.

    `people(thing)` are told when the case comes to them; `judged(user)` is the queryset of things about which `user`
    may decide from this step on (None: nobody beyond those who may anyway). `label` names them for the author.
    """

    label: str | Promise
    people: Callable[[Any], list[Any]]
    judged: Callable[[Any], models.QuerySet] | None = None
    named: Callable[[Any], str | Promise] | None = None
    """What the step is called for this thing, where that is not `label`; empty: `label`."""

    def label_for(self, thing: Any) -> str | Promise:
        """The name of the step for people."""
        return (self.named(thing) if self.named is not None and thing is not None else "") or self.label


@dataclass(frozen=True)
class Moderated:
    """A kind of thing that can be reported, hidden and shown again.

    `find(user, pk)` fetches and checks (raises NotThere), `may_judge(user, thing)` answers who decides,
    `author(thing)`, `title(thing)` and `url(thing)` name it for people, `hide` and `show` change it.

    What may be left out: `may_report(user, thing)` (whoever finds it may), `judged(user)` the queryset of things the
    user decides about (without it their cases stand in nobody's queue), `judges(thing)` the people told of a report,
    `words(thing)` its stored HTML for whoever decides, `drawn(thing)` the same with its files where it has any,
    `is_hidden(thing)` (otherwise its `hidden_at`),
    `place(thing)` where it stands in words, `where(thing)` the same as a key (`network:5`, see PLACES),
    `stairs` who is told and may decide when the first are silent, `at(path)` the thing at an address of ours,
    `rows()` the things with what `title`, `place` and `author` read, so that a queue asks once for all.

    `changeable` says that authors change such things themselves and the app then calls `services.resubmit`: a
    moderator may ask for changes of one that stands and was reported.

    `stands` says that what was published of such a kind stands as the same thing, and can be reported and hidden.

    A kind whose things wait for a decision before others see them also signs in `is_waiting(thing)`,
    `release(thing, by, html)` which publishes it (with other words when `html` is given), `refuse(thing, decision)`,
    and `amend(thing, html)`, which changes the words of what was published already (a decision taken back).
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
    drawn: Callable[[Any], str] | None = None
    is_hidden: Callable[[Any], bool] = _by_its_date
    place: Callable[[Any], str] = _no_words
    where: Callable[[Any], str] = _no_words
    stairs: tuple[Step, ...] = ()
    at: Callable[[str], Any] | None = None
    is_waiting: Callable[[Any], bool] = _never
    release: Callable[[Any, Any, str | None], Any] | None = None
    refuse: Callable[[Any, Any], None] | None = None
    amend: Callable[[Any, str], None] | None = None
    changeable: bool = False
    stands: bool = False
    rows: Callable[[], models.QuerySet] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if self.rows is None:
            object.__setattr__(self, "rows", self.model._default_manager.all)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The stairs; without any of its own, one step with the kind's judges."""
        return self.stairs or (Step(_("those who moderate here"), self.judges),)


MODERATED: Registry[Moderated] = Registry("moderation", needs=("name", "label", "model", "may_judge"))


def moderated(name: str, **papers: Any) -> Moderated:
    """Sign a kind in and give it back."""
    return MODERATED.register(name, Moderated(name=name, **papers))


def kind_for(model: type[models.Model]) -> Moderated | None:
    """The papers of this model."""
    return next((kind for kind in MODERATED if kind.model is model), None)


@dataclass(frozen=True)
class Places:
    """Places of one sort, whose rules and watched words their own people edit.

    Keys look like `network:5`: the name of the sort, a colon, a number. `arranged(user)` gives [(key, label)] of the
    places this person looks after; `labels(numbers)` names places in one query.
    """

    name: str
    arranged: Callable[[Any], list[tuple[str, str]]]
    labels: Callable[[Iterable[int]], dict[int, str]]


PLACES: Registry[Places] = Registry("moderation.places", needs=("name", "arranged", "labels"))
