"""The register of personal data: what every field is, what is exported, and what happens on erasure (PD-01).

Each app signs in from its `farewells.py`; rooms and halls through `accounts.personal_data`, the cellar from here.
A house test refuses a model field of ours that stands in no register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from kit.registry import Registry

ERASE, BLANK, KEEP, HAND_OVER = "erase", "blank", "keep", "hand over"
"""On erasure the row goes / the field is blanked / it is kept (with its ground) / it passes to somebody else."""


@dataclass(frozen=True)
class Register:
    """The papers of one model.

    `personal` maps fields with personal data to (purpose, what happens on erasure); `plain` lists all the others.
    `rows(user)` is the queryset of rows about a person; `erase(user)` does what the register says. Without an
    `erase` of its own a model whose fields all say ERASE loses its rows, and fields that say BLANK are blanked.
    `private` names fields that are never handed out in a copy (keys, hashes).
    """

    model: type[models.Model]
    personal: dict[str, tuple[Any, str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    rows: Callable[[Any], Any] | None = None
    erase: Callable[[Any], None] | None = None
    private: frozenset[str] = frozenset()

    def missing(self) -> set[str]:
        """Fields of the model that stand nowhere in these papers."""
        return fields_of(self.model) - set(self.personal) - self.plain

    def unknown(self) -> set[str]:
        """Names in these papers that are no fields of the model."""
        return (set(self.personal) | self.plain | self.private) - fields_of(self.model) - {self.model._meta.pk.name}


REGISTERS: Registry[Register] = Registry("accounts.personal_data", needs=("model",))


def register(
    model: type[models.Model], *, plain: str = "", personal: dict[str, tuple[Any, str]] | None = None, **papers: Any
) -> None:
    """Sign a model in; `plain` is a text of field names separated by spaces.

    `people` (names of relations to persons, separated by spaces) says in one word what most things want: a row is
    about each of these persons, and whoever leaves is blanked there, without a touch to the others.
    """
    private = frozenset(str(papers.pop("private", "")).split())
    if people := str(papers.pop("people", "")).split():
        papers |= {"rows": partial(_rows_about, model, people), "erase": partial(_blank_person, model, people)}
    entry = Register(model=model, personal=personal or {}, plain=frozenset(plain.split()), private=private, **papers)
    REGISTERS.register(model._meta.label_lower, entry)


def _rows_about(model: type[models.Model], people: list[str], user: Any) -> Any:
    about = (models.Q(**{name: user}) for name in people)
    return model._default_manager.filter(reduce(or_, about))


def _blank_person(model: type[models.Model], people: list[str], user: Any) -> None:
    for name in people:
        model._default_manager.filter(**{name: user}).update(**{name: None})


def fields_of(model: type[models.Model]) -> set[str]:
    """The fields a register must sort: all columns and relations of the model's own, but for its number."""
    own = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    return own - ({model._meta.pk.name} if model._meta.pk.name == "id" else set())


def copy_of(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything the platform holds about `user`, by kind of thing, ready for JSON (PD-03).

    Other people appear by name only (PD-04); keys and hashes do not appear at all.
    """
    copy = {}
    for label, register_ in REGISTERS.items():
        if register_.rows is None:
            continue
        rows = [_row(register_, thing, user) for thing in register_.rows(user)]
        if rows:
            copy[label] = rows
    return copy


def _row(papers: Register, thing: models.Model, user: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field_ in thing._meta.concrete_fields:
        if field_.name in papers.private or isinstance(field_, models.BinaryField):
            continue
        if field_.is_relation:
            row[field_.name] = _name_of(getattr(thing, field_.name, None), user)
        elif isinstance(field_, models.FileField):
            row[field_.name] = str(getattr(thing, field_.name))
        else:
            row[field_.name] = _value(field_, thing)
    for field_ in thing._meta.many_to_many:
        if field_.name not in papers.private:
            row[field_.name] = [str(other) for other in getattr(thing, field_.name).all()]
    return row


def _value(field_: Any, thing: models.Model) -> Any:
    """What JSON can say as it is; a body of blocks and the like as the text in which it is stored."""
    value = field_.value_from_object(thing)
    simple = (str, int, float, bool, date, time, timedelta, Decimal, UUID, list, dict)
    return value if value is None or isinstance(value, simple) else field_.value_to_string(thing)


def _name_of(other: Any, user: Any) -> Any:
    if other is None:
        return None
    if isinstance(other, _person()):
        return str(user.email) if other.pk == user.pk else other.get_full_name()
    return str(other)


def _person() -> type[models.Model]:
    from django.apps import apps

    return apps.get_model(settings.AUTH_USER_MODEL)


def erase(user: Any) -> None:
    """Do what the registers say with everything about `user`; the account itself goes last (PD-05)."""
    own = settings.AUTH_USER_MODEL.lower()
    papers = sorted(REGISTERS.items(), key=lambda item: (item[0] == own, item[0]))
    with transaction.atomic():
        for _label, register_ in papers:
            if register_.erase is not None:
                register_.erase(user)
            elif register_.rows is not None:
                _by_the_papers(register_, user)


def _by_the_papers(papers: Register, user: Any) -> None:
    wanted = {name: what for name, (_purpose, what) in papers.personal.items()}
    rows = papers.rows(user) if papers.rows else papers.model._default_manager.none()
    if wanted and set(wanted.values()) == {ERASE}:
        papers.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
        return
    blank = {name: _nothing(papers.model._meta.get_field(name)) for name, what in wanted.items() if what == BLANK}
    if blank:
        papers.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(**blank)


def _nothing(field_: Any) -> Any:
    return (
        None if field_.null else field_.get_default() if field_.has_default() else field_.empty_strings_allowed and ""
    )


def kept() -> list[tuple[Any, Any]]:
    """(what, why) of everything that outlives an account, for people to read (PD-06)."""
    reasons = {
        (papers.model._meta.verbose_name_plural, purpose): None
        for papers in REGISTERS
        for purpose, end in papers.personal.values()
        if end == KEEP
    }
    return list(reasons)
