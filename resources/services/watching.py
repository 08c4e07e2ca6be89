"""Old resources are looked through again: on the day its author chose, the author is asked."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from kit import clock
from networks.enums import Role
from networks.models import Membership
from notifications.services import notify
from resources import stand
from resources.models import Resource
from resources.notices import LOOK_THROUGH


def ask_to_look_through() -> int:
    """Ask for each resource whose day has come, and set the next day a year on; gives how many were asked for.

    The author is asked; where nobody is the author any more, or the author has left the network, its coordinators.
    """
    asked = 0
    due = Resource.objects.shown().filter(review_on__lte=clock.today()).values_list("pk", flat=True)
    for number in list(due):
        asked += _ask(number)
    return asked


def keepers_of(resource: Resource) -> QuerySet[User]:
    """Who is asked to mend it: its author while in the network, else the network's coordinators."""
    here = Membership.objects.now().filter(edition__network=resource.network, user__is_active=True)
    people = User.objects.filter(pk=resource.created_by_id, pk__in=here.values("user"))
    if people.exists():
        return people
    return User.objects.filter(pk__in=here.filter(role__in=[Role.COORDINATOR, Role.DEPUTY]).values("user"))


@transaction.atomic
def _ask(number: int) -> int:
    resource = (
        Resource.objects.select_for_update(of=("self",))
        .select_related("network")
        .filter(pk=number, review_on__lte=clock.today())
        .first()
    )
    if resource is None:
        return 0
    today = clock.today()
    Resource.objects.filter(pk=number).update(review_on=today.replace(year=today.year + 1, day=min(today.day, 28)))
    stand.moved()
    notify(
        LOOK_THROUGH,
        to=keepers_of(resource),
        about=resource,
        title=_("Is “%(title)s” still right?") % {"title": resource.title},
        text=_("Look through it, mend what has aged, or set another day. It will be asked about again in a year."),
        url=resource.get_absolute_url(),
    )
    return 1
