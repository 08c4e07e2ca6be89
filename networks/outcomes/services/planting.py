"""The workflow of outcomes: the coordinator of that network, then an editor."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from networks.outcomes.models import CoordinatorsTask, EditorsTask

WORKFLOW = "Efekt sieci: do wszystkich"
"""Stored names of the installation; they are words of the editors' side, not of the code."""
STEPS = ((CoordinatorsTask, "Zgoda sieci na efekt"), (EditorsTask, "Zgoda redakcji na efekt"))


@transaction.atomic
def plant() -> Workflow:
    """Make the workflow and its two steps where they are missing; called after every `migrate` and at first use."""
    workflow = Workflow.objects.get_or_create(name=WORKFLOW)[0]
    kept = []
    for order, (kind, name) in enumerate(STEPS):
        task = kind.objects.first() or kind.objects.create(name=name)
        step, _made = WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
        kept.append(step.pk)
    WorkflowTask.objects.filter(workflow=workflow).exclude(pk__in=kept).delete()
    return workflow


def approval_workflow() -> Workflow:
    """The workflow every outcome goes through, whole: both steps are there and active."""
    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    if workflow is None or workflow.tasks.count() != len(STEPS):
        Workflow.objects.filter(name=WORKFLOW).update(active=True)
        for kind, _name in STEPS:
            kind.objects.update(active=True)
        workflow = plant()
    return workflow
