"""Where work done later waits: django-tasks' table, whose row is written by SQL worked out once.

Every reply, letter and change for the index puts a row there within the transaction somebody waits for.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django_tasks_db import DatabaseBackend
from django_tasks_db.compat import normalize_json

from kit.prepared import PreparedInsert


class Queue(DatabaseBackend):
    """The library's backend; only the writing of its row is ours."""

    @cached_property
    def _rows(self) -> PreparedInsert:
        from django_tasks_db.models import DBTaskResult  # models are not there yet when tasks are declared

        return PreparedInsert(DBTaskResult)

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        from django_tasks_db.models import DBTaskResult

        return self._rows.add(
            DBTaskResult(
                id=self._get_id(),
                args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
                priority=task.priority,
                task_path=task.module_path,
                queue_name=task.queue_name,
                run_after=task.run_after,
                backend_name=self.alias,
            )
        )
