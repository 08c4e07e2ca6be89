"""Queries that every page asks, worked out once in a process.

Django works the SQL of a query out anew whenever it is asked; for a row found by its key that costs several times what
the database needs. `Prepared` works it out once, with stand-ins where the values go, and asks it with the values of the
moment. Rows become models as Django makes them, `select_related` and annotations included, or stay rows where the query
asks for `values_list`. PostgreSQL keeps its plan of such a query as well (settings: prepare_threshold); Django's other
queries are sent as before.

    _PLACE = Prepared(lambda user_id, slug: Membership.objects.filter(user=user_id, edition__network__slug=slug),
                      user_id=int, slug=str)
    standing = _PLACE.first(user_id=5, slug="matematyka")

Several numbers or texts are one value, asked about by `among` (kit.among):

    _PEOPLE = Prepared(lambda persons: User.objects.filter(pk__among=persons), persons=list[int])

The function is called once, with stand-ins: it must not look at its values, and whatever else it looks at (the day, the
reader's rights) must come to it as a value.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable
from django.db.models.signals import post_init, post_save, pre_init, pre_save  # noqa: TID251 - for others' listeners
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery

from kit import among

M = TypeVar("M", bound=models.Model)
_LARGEST = 2**63 - 1
"""Beyond it no column holds a number, so nothing is found."""


def _stand_in(kind: type, number: int) -> Any:
    """A value nobody writes into a query himself."""
    if kind is int:
        return 1_730_502_911 + number
    if kind is str:
        return f"stand-in-{number}-7d1f0c5e"
    if kind is date:
        return date(1903, 2, 3) + timedelta(days=number)
    if kind is datetime:
        return datetime(1901, 2, 3, 4, 5, number, tzinfo=UTC)
    if kind is UUID:
        return UUID(int=0x7D1F0C5E << 64 | number)
    if kind in (list[int], list[str]):
        return [_stand_in(int if kind == list[int] else str, number)]
    raise ImproperlyConfigured(f"kit.prepared: no stand-in for {kind.__name__}.")


class _Maker:
    """Makes models of rows of one query, as Django's ModelIterable does, with what never changes worked out before.

    A class that makes its objects in a manner of its own, or of whose objects somebody wants to hear, gets Django's
    way; the others' columns go straight into the object.
    """

    def __init__(self, klass: dict[str, Any], select: list[Any], alias: str) -> None:
        self.model, self.alias = klass["model"], alias
        places = klass["select_fields"]
        self.columns = [select[place][0].target.attname for place in places]
        self.pick = slice(places[0], places[-1] + 1) if places == list(range(places[0], places[-1] + 1)) else None
        self.places = places
        self.key = places[self.columns.index(self.model._meta.pk_fields[0].attname)]
        self.local, self.remote = klass.get("local_setter"), klass.get("remote_setter")
        self.related = [_Maker(other, select, alias) for other in klass.get("related_klass_infos", ())]
        self.is_plain = (
            self.model.__init__ is models.Model.__init__
            and self.model.from_db.__func__ is models.Model.from_db.__func__  # type: ignore[attr-defined]
            and not pre_init.has_listeners(self.model)
            and not post_init.has_listeners(self.model)
        )

    def made(self, row: Any) -> Any:
        """The object of a row, with its related ones."""
        values = row[self.pick] if self.pick is not None else [row[place] for place in self.places]
        if self.is_plain:
            thing = self.model.__new__(self.model)
            thing.__dict__.update(zip(self.columns, values, strict=True))
            state = thing._state = ModelState()
            state.adding, state.db = False, self.alias
        else:
            thing = self.model.from_db(self.alias, self.columns, values)
        for other in self.related:
            near = other.made(row) if row[other.key] is not None else None
            other.local(thing, near)
            if near is not None:
                other.remote(near, thing)
        return thing


class _Made:
    """A query worked out: its SQL, its values with places for those of the moment, and what to make of its rows."""

    def __init__(self, compiler: Any, sql: str, params: tuple[Any, ...], *, of_models: bool) -> None:
        self.compiler, self.sql, self.params = compiler, sql, params
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)
        self.maker = None
        if of_models:
            self.maker = _Maker(compiler.klass_info, compiler.select, compiler.connection.alias)
        self.annotations = list((compiler.annotation_col_map or {}).items())

    def asked(self, connection: Any, given: dict[str, Any]) -> list[Any]:
        """What the query finds with these values: objects, or rows where it asks for values."""
        with _planned(connection) as cursor:
            cursor.execute(self.sql, _filled(self.params, given))
            rows = cursor.fetchall()
        if self.converters:
            compiler = copy.copy(self.compiler)
            compiler.connection = connection
            rows = list(compiler.apply_converters(rows, self.converters))
        if self.maker is None:
            return [tuple(row[: self.compiler.col_count]) for row in rows]
        return [self._object(self.maker, row) for row in rows]

    def _object(self, maker: _Maker, row: Any) -> Any:
        thing = maker.made(row)
        for name, place in self.annotations:
            setattr(thing, name, row[place])
        return thing


def _planned(connection: Any) -> Any:
    """A cursor of Django's, counted and timed like all; PostgreSQL's binds values on the server, so that it keeps its
    plan of the query."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    # What connection.cursor() does, with the other kind of cursor.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(_planning_cursor()(connection.connection))


@cache
def _planning_cursor() -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor

    class Planning(ServerBindingCursor):
        """Knows its words also when PostgreSQL has them already: Django's log of queries asks for them."""

        def _send_query_prepared(self, name: bytes, pgq: Any, *, binary: bool | None = None) -> None:
            self._query = pgq
            super()._send_query_prepared(name, pgq, binary=binary)

    return Planning


def planned(connection: Any) -> Any:
    """The same for SQL that somebody else worked out and that is asked again and again in the same words."""
    return _planned(connection)


class Prepared(Generic[M]):
    """A query of models whose SQL is worked out once; `kinds` names its values: int, str, date, datetime, UUID."""

    def __init__(self, build: Callable[..., QuerySet[M]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: dict[tuple[str, bool], _Made] = {}

    def first(self, **values: Any) -> M | None:
        """The first row with these values, or None."""
        return next(iter(self._rows(values, one=True)), None)

    def all(self, **values: Any) -> list[M]:
        """All rows with these values."""
        return self._rows(values, one=False)

    def _rows(self, values: dict[str, Any], *, one: bool) -> list[Any]:
        for name, kind in self._kinds.items():
            if kind is int and not _is_held(values[name]):
                return []
            if kind == list[int]:
                values[name] = [one for one in values[name] if _is_held(one)]
        connection = connections["default"]
        made = self._made.get((connection.vendor, one))
        if made is None:
            made = self._made[connection.vendor, one] = self._worked_out(connection, one=one)
        return made.asked(connection, {name: _adapted(connection, value) for name, value in values.items()})

    def _worked_out(self, connection: Any, *, one: bool) -> _Made:
        """The query with its SQL and its values, with places where those of the moment go."""
        stand_ins = _stand_ins(self._kinds)
        rows = self._build(**stand_ins)
        compiler = (rows[:1] if one else rows).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        found = _with_places(connection, params, stand_ins)
        return _Made(compiler, sql, found, of_models=rows._iterable_class is ModelIterable)


class PreparedChange:
    """An UPDATE whose SQL is worked out once.

    `build` gives the rows and the new values of their columns, `kinds` names its values as those of `Prepared`:

        _SEEN = PreparedChange(lambda pk, at: (Mark.objects.filter(pk=pk), {"last_number": at}), pk=int, at=int)
        _SEEN.do(pk=5, at=12)
    """

    def __init__(self, build: Callable[..., tuple[QuerySet[Any], dict[str, Any]]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def do(self, **values: Any) -> int:
        """Change the rows; gives how many."""
        connection = connections["default"]
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._worked_out(connection)
        sql, params = made
        given = {name: _adapted(connection, value) for name, value in values.items()}
        with _planned(connection) as cursor:
            cursor.execute(sql, _filled(params, given))
            return int(cursor.rowcount)

    def _worked_out(self, connection: Any) -> tuple[str, tuple[Any, ...]]:
        stand_ins = _stand_ins(self._kinds)
        rows, columns = self._build(**stand_ins)
        query = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(columns)
        sql, params = query.get_compiler(connection=connection).as_sql()
        return sql, _with_places(connection, params, stand_ins)


class PreparedInsert(Generic[M]):
    """An INSERT of one row of a model whose SQL is worked out once.

        _POSTED = PreparedInsert(Post)
        _POSTED.add(Post(thread=thread, text="…"))

    Every column gets the object's value as `save(force_insert=True)` gives it, and libraries that listen hear of it.
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._made: dict[str, tuple[str, list[Any]]] = {}

    def add(self, thing: M) -> M:
        """Write the new object; its number comes from the database. Raises what the database says of the row."""
        connection = connections["default"]
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._worked_out(connection, thing)
        sql, fields = made
        heard = {"sender": self._model, "instance": thing, "raw": False, "using": connection.alias}
        pre_save.send(**heard, update_fields=None)
        values = [field.get_db_prep_save(field.pre_save(thing, add=True), connection) for field in fields]
        with _planned(connection) as cursor:
            cursor.execute(sql, values)
            thing.pk = self._model._meta.pk.to_python(cursor.fetchone()[0])
        thing._state.adding, thing._state.db = False, connection.alias
        post_save.send(**heard, created=True, update_fields=None)
        return thing

    def _worked_out(self, connection: Any, thing: M) -> tuple[str, list[Any]]:
        meta = self._model._meta
        fields = [field for field in meta.concrete_fields if field is not meta.auto_field]
        query = InsertQuery(self._model)
        query.insert_values(fields, [thing])
        compiler = query.get_compiler(connection=connection)
        compiler.returning_fields = [meta.pk]
        [(sql, _values)] = compiler.as_sql()
        return sql, fields


def _stand_ins(kinds: dict[str, type]) -> dict[str, Any]:
    return {name: _stand_in(kind, number) for number, (name, kind) in enumerate(kinds.items())}


def _with_places(connection: Any, params: Any, stand_ins: dict[str, Any]) -> tuple[Any, ...]:
    """The values of the SQL with places where stand-ins stood. Raises ImproperlyConfigured when one stands nowhere."""
    names = {_known(_adapted(connection, value)): name for name, value in stand_ins.items()}
    found = tuple(
        _Place(names[param], type(param)) if isinstance(param, Hashable) and param in names else param
        for param in map(_known, params)
    )
    missing = set(stand_ins) - {param.name for param in found if isinstance(param, _Place)}
    if missing:
        raise ImproperlyConfigured(f"kit.prepared: the query does not ask about {', '.join(sorted(missing))}.")
    return found


def _filled(params: tuple[Any, ...], given: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(param.filled(given) if isinstance(param, _Place) else param for param in params)


def _known(param: Any) -> Any:
    """The parameter as something one can look up."""
    return tuple(param) if isinstance(param, list) else param


def _is_held(number: int) -> bool:
    return -_LARGEST < number <= _LARGEST


def _adapted(connection: Any, value: Any) -> Any:
    if isinstance(value, list):
        return among.parameter(connection, value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


class _Place:
    """Where a value of the moment goes; numbers keep the kind Django gave them, so that their plan is always one."""

    def __init__(self, name: str, kind: type) -> None:
        self.name, self.kind = name, kind

    def filled(self, given: dict[str, Any]) -> Any:
        """The value, as Django would hand it to the database."""
        value = given[self.name]
        return self.kind(value) if issubclass(self.kind, int) else value
