"""The trail is only ever written to: by the model, by a queryset, by the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from moderation import trail
from moderation.models import TrailEntry
from moderation.models.trail import ForGoodError


@pytest.fixture
def entry(ada, network):
    trail.write(by=ada, action="test.done", about=network, values={"a": 1})
    return TrailEntry.objects.first()


def test_neither_the_model_nor_a_queryset_changes_or_removes_it(entry):
    rows = TrailEntry.objects.filter(pk=entry.pk)
    entry.action = "test.other"
    for attempt in (
        entry.save, entry.delete, rows.delete, lambda: rows.update(action="x"), TrailEntry.objects.all().delete,
        lambda: TrailEntry.objects.bulk_update([entry], ["action"]),
    ):  # fmt: skip
        with pytest.raises(ForGoodError):
            attempt()
    assert TrailEntry.objects.get(pk=entry.pk).action == "test.done"


def _refused(sql, pk):
    with pytest.raises(DatabaseError, match="only ever written"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [pk])
    assert TrailEntry.objects.filter(pk=pk, action="test.done").exists()


def test_the_database_refuses_a_change_past_both(entry):
    _refused("UPDATE moderation_trailentry SET action = 'x' WHERE id = %s", entry.pk)


@pytest.mark.postgresql
def test_postgresql_refuses_to_remove_as_well(entry):
    _refused("DELETE FROM moderation_trailentry WHERE id = %s", entry.pk)
