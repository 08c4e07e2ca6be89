"""Giving a task, changing it, withdrawing it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import clock, html, once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as networks
from networks.assignments import notices, rules, selectors
from networks.assignments.models import Assignment, Task
from networks.models import Edition, Network
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search

STEPS, LONGEST_STEP, MOST_FILES = 20, 200, 10
WORDS = ("title", "description", "due_at", "links", "checklist")


def space_of(network: Network) -> str:
    """The word under which a network's files are booked."""
    return f"network:{network.pk}"


def take_in(*, by: Any, edition: Edition, upload: Any) -> StoredFile:
    """Take one file in as a draft, of a material or of a result. Raises Refused when `by` may not write there."""
    insist(networks.may_write(by, edition.network))
    return files.receive(by=by, upload=upload, space=space_of(edition.network))


def check(*, edition: Edition, values: dict[str, Any], former: Task | None = None) -> dict[str, str]:
    """What is wrong with a task, field by field, in words for the person; nothing when it may stand.

    A day already past is let stand when the task had it before and only its words change.
    """
    wrong: dict[str, str] = {}
    due_at, year = values["due_at"], edition.school_year
    due_on = timezone.localdate(due_at)
    if not values["title"].strip():
        wrong["title"] = _("Give the task a title.")
    if not year.holds(due_on):
        wrong["due_at"] = _("This day is outside the network's school year: %(first)s – %(last)s.") % {
            "first": date_format(year.starts_on, "j E Y"),
            "last": date_format(year.ends_on, "j E Y"),
        }
    elif due_at <= clock.now() and (former is None or former.due_at != due_at):
        wrong["due_at"] = _("This moment has passed. Choose a day from today on.")
    steps = values.get("checklist") or []
    if len(steps) > STEPS or any(len(step) > LONGEST_STEP for step in steps):
        wrong["checklist"] = _("At most 20 steps, each of 200 characters at most.")
    return wrong


def _insist_on(edition: Edition, values: dict[str, Any], former: Task | None = None) -> dict[str, Any]:
    for sentence in check(edition=edition, values=values, former=former).values():
        raise Refused(sentence)
    return values | {"title": values["title"].strip(), "description": html.clean(values["description"])}


@transaction.atomic
def give(
    *,
    by: Any,
    edition: Edition,
    title: str,
    due_at: Any,
    description: str = "",
    for_all: bool = False,
    people: Iterable[Any] = (),
    links: Iterable[str] = (),
    checklist: Iterable[str] = (),
    drafts: Iterable[StoredFile] = (),
    made_from: Reference | None = None,
    key: uuid.UUID | None = None,
) -> Task:
    """Give a task to `people`, to all members of the year, or set one for oneself (D49).

    Raises Refused when `by` may not, a person is not a member, the day is past or outside the school year.
    """
    here = networks.standing(by, edition.network)
    insist(rules.may_give_as(here if here is not None and here.edition_id == edition.pk else None))
    wanted = {person.pk for person in people}
    if for_all or wanted - {by.pk}:
        insist(rules.may_give_to_others_as(here))
    values = _insist_on(
        edition,
        {
            "title": title,
            "due_at": due_at,
            "description": description,
            "links": list(links),
            "checklist": list(checklist),
        },
    )

    def make() -> Task:
        task = Task.objects.create(
            edition=edition, for_all=for_all, created_by=by, owner=by, once=key, created_at=clock.now(), **values
        )
        _attach(by, task, drafts)
        told = _assign(task, by=by, wanted=wanted)
        result = Reference("task", task.pk)
        provenance.record(by=by, source=made_from, result=result)
        provenance.bind_materials(by=by, result=result, addresses=task.links)
        trail.write(by=by, action="assignments.task.give", about=task, values={"people": len(told), "for_all": for_all})
        _tell(notices.GIVEN, task, told, by, _("A task for you: %(title)s"), until(task))
        search.changed(task)
        return task

    return once.once(Task.objects.filter(created_by=by), key, make)


def until(task: Task) -> str:
    """Until when, in words."""
    return _("until %(day)s") % {"day": date_format(timezone.localtime(task.due_at), "l, j E Y, H:i")}


def _attach(by: Any, task: Task, drafts: Iterable[StoredFile]) -> None:
    drafts = list(drafts)
    if len(drafts) + files_of(task).count() > MOST_FILES:
        raise Refused(_("A task holds at most %(most)s files.") % {"most": MOST_FILES})
    for draft in drafts:
        files.attach(by=by, file=draft, parent=task)


def _assign(task: Task, *, by: Any, wanted: set[int]) -> list[Any]:
    """Write who does it, in the task's own year; gives the people who were not given it before."""
    members = selectors.members_of(task.edition)
    if task.for_all:
        people = list(members.exclude(pk=by.pk))
    else:
        people = list(members.filter(pk__in=wanted))
        if wanted - {person.pk for person in people}:
            raise Refused(_("One of these people is not a member of the network any more. Choose again."))
    if not people:
        raise Refused(_("Say who is to do it."))
    held = set(task.assignments.values_list("user", flat=True))
    fresh = [person for person in people if person.pk not in held]
    Assignment.objects.bulk_create(Assignment(task=task, user=person, assigned_at=clock.now()) for person in fresh)
    return fresh


def _tell(kind: Any, task: Task, to: Iterable[Any], by: Any, sentence: str, text: str) -> None:
    notify(
        kind,
        to=to,
        by=by,
        about=task,
        title=sentence % {"title": task.title},
        text=f"{task.edition.network} · {text}" if text else str(task.edition.network),
        url=task.get_absolute_url(),
    )


@transaction.atomic
def change(
    *,
    by: Any,
    task: Task,
    version: int,
    people: Iterable[Any] = (),
    for_all: bool = False,
    drafts: Iterable[StoredFile] = (),
    without: Iterable[StoredFile] = (),
    **values: Any,
) -> Task:
    """Change a task's words, day, materials and people. Those who have begun keep it even when left out.

    Raises Refused when somebody changed it since `version` (CO-03), when `by` may not, or the values cannot stand.
    """
    insist(rules.may_change(by, task))
    values = _insist_on(task.edition, values, task)
    if not Task.objects.filter(pk=task.pk, version=version).update(version=F("version") + 1):
        raise Refused(_("Somebody else changed this task meanwhile. What you wrote is below; compare and save again."))
    held = Task.objects.select_related("edition__network", "edition__school_year").get(pk=task.pk)
    wanted = {person.pk for person in people}
    if for_all or wanted - {by.pk}:
        insist(rules.may_give_to_others_as(networks.standing(by, held.edition.network)))
    changed = [name for name in WORDS if getattr(held, name) != values[name]]
    former_links = held.links
    for name in changed:
        setattr(held, name, values[name])
    held.for_all = for_all
    held.save()
    gone = {file.pk for file in without}
    for file in files_of(held).filter(pk__in=gone):
        files.remove(file=file)
    _attach(by, held, drafts)
    if not for_all:
        held.assignments.filter(state="todo", ticked=[]).exclude(user__in=wanted).delete()
    fresh = _assign(held, by=by, wanted=wanted)
    provenance.bind_materials(by=by, result=Reference("task", held.pk), addresses=held.links, former=former_links)
    if "due_at" in changed:
        held.reminders.all().delete()
        before = [one.user for one in held.assignments.select_related("user") if one.user not in fresh]
        _tell(notices.CHANGED, held, before, by, _("Another day for your task: %(title)s"), until(held))
    _tell(notices.GIVEN, held, fresh, by, _("A task for you: %(title)s"), until(held))
    trail.write(by=by, action="assignments.task.change", about=held, values={"changed": changed, "new": len(fresh)})
    search.changed(held)
    return held


@transaction.atomic
def withdraw(*, by: Any, task: Task, words: str) -> Task:
    """Take a task back with a reason; those it was given to are told, what they handed in stays readable."""
    insist(rules.may_change(by, task))
    words = words.strip()
    if not words:
        raise Refused(_("Say why the task is withdrawn; those it was given to will read it."))
    won = Task.objects.filter(pk=task.pk, withdrawn_at=None).update(
        withdrawn_at=clock.now(), withdrawn_words=words[:500], version=F("version") + 1
    )
    if not won:
        raise Refused(_("This task is withdrawn."))
    task.refresh_from_db()
    people = get_user_model().objects.filter(pk__in=task.assignments.values("user"))
    _tell(notices.CHANGED, task, people, by, _("A task was withdrawn: %(title)s"), words[:300])
    trail.write(by=by, action="assignments.task.withdraw", about=task)
    search.changed(task)
    return task
