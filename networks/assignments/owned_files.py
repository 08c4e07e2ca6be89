"""The files of tasks: materials for whoever may read the task, results for whoever may see the result."""

from files.registry import parent
from networks.assignments import rules
from networks.assignments.models import Assignment, Task

parent("task", model=Task, may_read=rules.may_read)
parent("task_result", model=Assignment, may_read=rules.may_see_result)
