"""Numbered versions: made when files or the link change, thrown away one by one when they must go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from resources import rules, stand
from resources.models import Resource, Version


def begin(resource: Resource, *, by: Any, held: Iterable[StoredFile]) -> Version:
    """The first version, made together with the resource."""
    return _made(resource, 1, "", by, held)


def following(
    resource: Resource, *, by: Any, note: str, held: Iterable[StoredFile], gone: Iterable[StoredFile]
) -> Version:
    """The next version with the files `held`; those that `gone` leave the page and stay with the version before.

    The caller holds the lock on the resource, has asked the rule, and saves `resource.number`.
    """
    before = resource.versions.get(number=resource.number)
    for file in gone:
        files.hand_on(file=file, parent=before)
    resource.number = before.number + 1
    return _made(resource, resource.number, note, by, held)


def _made(resource: Resource, number: int, note: str, by: Any, held: Iterable[StoredFile]) -> Version:
    version = Version.objects.create(
        resource=resource, number=number, note=note, link=resource.link, made_by=by, made_at=clock.now()
    )
    version.files.set(held)
    return version


@transaction.atomic
def drop_version(*, by: Any, resource: Resource, number: int) -> None:
    """Throw an older version away for good, with the files no other version holds.

    Raises Refused when `by` may not change the resource, and for the version its page gives.
    """
    held = Resource.objects.select_for_update(of=("self",)).select_related("network").get(pk=resource.pk)
    insist(rules.may_edit(by, held))
    if number == held.number:
        raise Refused(_("This is the version readers get now. Put a newer one in its place first."))
    version = held.versions.filter(number=number).first()
    if version is None:
        return
    for file in files_of(version):
        older = held.versions.filter(files=file).exclude(pk=version.pk).first()
        if older is None:
            files.remove(file=file)
        else:
            files.hand_on(file=file, parent=older)
    version.delete()
    trail.write(by=by, action="resources.version.drop", about=held, values={"number": number})
    stand.moved()


def clear(resource: Resource) -> None:
    """All files of older versions, when the resource itself goes."""
    for version in resource.versions.all():
        for file in files_of(version):
            files.remove(file=file)
