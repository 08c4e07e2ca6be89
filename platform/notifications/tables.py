"""The settings page as a table: kinds by rows, places by columns, in each cell a level and how it came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.apps import apps
from django.utils.functional import Promise

from notifications import levels, selectors
from notifications.enums import Level
from notifications.models import Notice, Preference
from notifications.places import places_of
from notifications.registry import KINDS, Kind, Place


@dataclass(frozen=True)
class Cell:
    """One kind in one place."""

    place: Place
    effective: levels.Effective


@dataclass(frozen=True)
class Row:
    """One kind: what was chosen here (or nothing), what counts, and what counts in each place."""

    kind: Kind
    chosen: str
    effective: levels.Effective
    otherwise: levels.Effective
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """The kinds of one app."""

    label: str | Promise
    rows: list[Row]


@dataclass(frozen=True)
class Table:
    """All kinds, everywhere or in one place; `places` with what was chosen for each as a whole."""

    groups: list[Group]
    places: list[tuple[Place, str]]

    @property
    def rows(self) -> list[Row]:
        """Rows of all groups."""
        return [row for group in self.groups for row in group.rows]


def everywhere(user: Any) -> Table:
    """The table of the settings page, in a fixed number of queries."""
    choices, rhythm = selectors.choices_of(user), selectors.rhythm_of(user)
    places = places_of(user)

    def row(kind: Kind) -> Row:
        without = {key: level for key, level in choices.items() if key != (kind.name, "", "")}
        return Row(
            kind=kind,
            chosen=choices.get((kind.name, "", ""), ""),
            effective=levels.effective(kind, choices=choices, rhythm=rhythm),
            otherwise=levels.effective(kind, choices=without, rhythm=rhythm),
            cells=[
                Cell(place, levels.effective(kind, choices=choices, rhythm=rhythm, place=place.key)) for place in places
            ],
        )

    return Table(_grouped(row), [(place, choices.get(("", place.key, ""), "")) for place in places])


def in_place(user: Any, place: Place) -> Table:
    """The table of one place."""
    choices, rhythm = selectors.choices_of(user), selectors.rhythm_of(user)

    def row(kind: Kind) -> Row:
        without = {key: level for key, level in choices.items() if key != (kind.name, place.key, "")}
        return Row(
            kind=kind,
            chosen=choices.get((kind.name, place.key, ""), ""),
            effective=levels.effective(kind, choices=choices, rhythm=rhythm, place=place.key),
            otherwise=levels.effective(kind, choices=without, rhythm=rhythm, place=place.key),
        )

    return Table(_grouped(row), [(place, choices.get(("", place.key, ""), ""))])


def _grouped(row: Any) -> list[Group]:
    def app_of(kind: Kind) -> str:
        return kind.name.split(".")[0]

    ordered = sorted(KINDS, key=lambda kind: (app_of(kind), str(kind.label)))
    return [Group(_app_label(app), [row(kind) for kind in kinds]) for app, kinds in groupby(ordered, key=app_of)]


def _app_label(name: str) -> str | Promise:
    return apps.get_app_config(name).verbose_name if name in apps.app_configs else name


@dataclass(frozen=True)
class Thing:
    """One thing that is followed or muted, by the words of its last notice."""

    key: str
    title: str
    url: str
    level: str | Promise


def things_of(user: Any) -> list[Thing]:
    """What the person follows or has muted; only what may still be seen has its words shown (NT-01)."""
    chosen = dict(Preference.objects.filter(user=user).exclude(thing="").values_list("thing", "level")[:100])
    latest = {
        notice.thing: notice for notice in Notice.objects.filter(user=user, thing__in=list(chosen)).order_by("pk")
    }
    seen = {notice.thing for notice in selectors.permitted(user, list(latest.values()))}
    return [
        Thing(key, latest[key].title, latest[key].url, Level(level).label)
        for key, level in chosen.items()
        if key in seen
    ]
