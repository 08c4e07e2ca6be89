"""The shelf of blogs, the workflow of approval, and a network's blog at its first entry."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Workflow, WorkflowTask

from networks.blogs.models import BlogIndexPage, BlogShelf, EditorsApproval, NetworkApproval
from networks.models import Network

WORKFLOW = "Blog sieci: do wszystkich"
"""Stored names of the installation; they are words of the editors' side, not of the code."""


@transaction.atomic
def plant() -> BlogShelf:
    """Make the shelf and the workflow where they are missing; called after every `migrate` and at first use."""
    workflow = _workflow()
    shelf = BlogShelf.objects.first()
    if shelf is None:
        root = Page.get_first_root_node()
        locale = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
        if root is None:
            kind = ContentType.objects.get_for_model(Page)
            root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind, locale=locale))
        shelf = root.add_child(instance=BlogShelf(title="Blogi sieci", slug="blogi-sieci", locale=locale, live=False))
    wanted = [(NetworkApproval, "Zgoda osób prowadzących sieć")]
    if settings.BLOG_NEEDS_EDITOR:
        wanted.append((EditorsApproval, "Zgoda redakcji"))
    _steps(workflow, wanted)
    return shelf


def _workflow() -> Workflow:
    return Workflow.objects.get_or_create(name=WORKFLOW)[0]


def _steps(workflow: Workflow, wanted: list) -> None:
    """The steps the settings ask for, in their order; a step no longer asked for is taken out."""
    kept = []
    for order, (kind, name) in enumerate(wanted):
        task = kind.objects.first() or kind.objects.create(name=name)
        step, _made = WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
        kept.append(step.pk)
    WorkflowTask.objects.filter(workflow=workflow).exclude(pk__in=kept).delete()


def approval_workflow() -> Workflow:
    """The workflow every entry goes through on its way to the public."""
    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    if workflow is None:
        plant()
        workflow = Workflow.objects.get(name=WORKFLOW)
    return workflow


@transaction.atomic
def blog_of(network: Network) -> BlogIndexPage:
    """The network's blog, made at the first entry."""
    shelf = BlogShelf.objects.select_for_update(of=("self",)).first() or plant()
    found = BlogIndexPage.objects.filter(network=network).first()
    if found is not None:
        return found
    shelf.refresh_from_db()
    blog = BlogIndexPage(title=network.title, slug=network.slug, network=network, live=False, locale=shelf.locale)
    return shelf.add_child(instance=blog)
